# shellcheck shell=bash
# How deploy/serve runs lighttpd. Sourced by it, never run.
# shellcheck disable=SC2034,SC2154 # deploy/serve uses and sets these

server_program=lighttpd
# lighttpd starts the handlers itself, or finds them on the socket.
[[ $server == lighttpd-socket ]] || starts_handlers=yes
stop_signals=(INT TERM)
server_command=(lighttpd -D -f "$run/lighttpd.conf")

# The site file as it is in production, but for the host, the folders, the program, the settings and the prefix.
render_site() {
    local mounting=() file
    [[ -z $mount ]] || mounting=(
        -e "s|(\"/\" => ((|(\"$mount\" => ((|" -e "s|=~ \"^/\"|=~ \"^$mount(/\|\$)\"|"
        -e "s|(\"/\" => \"$binary/\")|(\"$mount\" => \"$binary\")|" -e '/"fix-root-scriptname"/d'
    )
    for file in global common; do
        sed -E -e "s#/etc/lighttpd/invite-fcgi/(errors|pages)/#$deploy/lighttpd/\1/#" -e "s|/var/log/lighttpd/|$run/logs/|" \
            "$deploy/lighttpd/$file.conf" | behind_proxy 'server.modules|extforward' >"$run/$file.conf"
    done
    render_settings >"$run/settings.conf"
    sed -e 's|"invites.example.com"|"127.0.0.1"|' -e "s|/run/invite-fcgi/fcgi.sock|$socket|" \
        -e "s|/run/lighttpd/invite-fcgi.sock|$socket|" -e "s|/etc/lighttpd/invite-fcgi/|$run/|" \
        -e "s|/usr/local/bin/invite-fcgi|$binary|" -e "/\"INVITE_STATE_DIR\"/r $run/settings.conf" \
        -e '/"INVITE_STATE_DIR"/d' \
        "${mounting[@]}" "$deploy/lighttpd/${server#lighttpd-}.conf"
}

render_settings() {
    local name value
    for name in "${!INVITE_@}"; do
        value=${!name//\\/\\\\}
        printf '"%s" => "%s",\n' "$name" "${value//\"/\\\"}"
    done
}

render_server() {
    cat <<CONF
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$run/empty"
server.upload-dirs = ("$run/tmp")
server.errorlog = "$run/logs/lighttpd.log"
server.pid-file = "$run/server.pid"
server.http-parseopts = (
    "header-strict" => "enable", "host-strict" => "enable", "host-normalize" => "enable",
    "url-normalize-unreserved" => "enable", "url-normalize-required" => "enable", "url-ctrls-reject" => "enable",
    "url-path-2f-decode" => "enable", "url-path-dotseg-remove" => "enable",
)
include "$run/site.conf"
CONF
}

render() {
    mkdir -p "$run/empty"
    render_site >"$run/site.conf"
    render_server >"$run/lighttpd.conf"
    lighttpd -tt -f "$run/lighttpd.conf" >"$run/logs/syntax.log" 2>&1 ||
        die "lighttpd does not accept $run/lighttpd.conf: $(<"$run/logs/syntax.log")"
}
