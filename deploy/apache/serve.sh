# shellcheck shell=bash
# How deploy/serve runs Apache. Sourced by it, never run.
# shellcheck disable=SC2034,SC2154 # deploy/serve uses and sets these

server_program=apache2
# Apache starts the handlers itself, or (mod_proxy_fcgi) finds them on the socket.
[[ $server == apache-proxy-fcgi ]] || starts_handlers=yes
stop_signals=(WINCH TERM)
server_command=(apache2 -d "$run" -f "$run/apache2.conf" -D FOREGROUND)
# Apache refuses to serve as root. So that it can use what belongs to whoever started this, it gets a name space in which
# the same user goes by another number.
((EUID != 0)) ||
    server_command=(unshare --user --map-user="$(id -u www-data)" --map-group="$(id -g www-data)" -- "${server_command[@]}")

# The site file as it is in production, but for the address, the folders, the program, the settings and the prefix.
render_site() {
    local mounting=() file=${server#apache-}
    [[ -z $mount ]] || mounting=(
        -e "s|<Location \"/\">|<Location \"$mount\">|" -e "s|^    Alias \"/\" \"$binary/\"|    Alias \"$mount\" \"$binary\"|"
        -e "s|fcgi://invite-fcgi/\"|fcgi://invite-fcgi$mount\"|" -e "s|SCRIPT_NAME \"\"|SCRIPT_NAME \"$mount\"|"
    )
    render_settings >"$run/settings.conf"
    sed -E "s#/etc/apache2/invite-fcgi/(error|page).shtml#$deploy/apache/\1.shtml#" "$deploy/apache/common.conf" |
        behind_proxy RemoteIP >"$run/common.conf"
    sed -e "s|\*:80>|127.0.0.1:$port>|" -e "s|/run/invite-fcgi/fcgi.sock|$socket|" \
        -e "s|/etc/apache2/invite-fcgi/common.conf|$run/common.conf|" -e "s|/usr/local/bin/invite-fcgi|$binary|" \
        -e "s|[A-Za-z]* INVITE_STATE_DIR .*|Include $run/settings.conf|" \
        "${mounting[@]}" "$deploy/apache/$file.conf"
}

# A host's Apache that lets an account have its .htaccess and CGI, and the two files of deploy/cgi in the account's site.
render_hosting() {
    local name site=$run/site$mount
    mkdir -p "$site"
    cp "$deploy/cgi/htaccess" "$site/.htaccess"
    {
        sed '/^home=/,$d' "$deploy/cgi/invite.cgi"
        for name in "${!INVITE_@}"; do printf 'export %s=%q\n' "$name" "${!name}"; done
        echo "exec '$binary'"
    } >"$site/invite.cgi"
    chmod 755 "$site/invite.cgi"
    cat <<CONF
# No link has %2F in it, and Apache's default is 404.
AllowEncodedSlashes On
CustomLog $run/logs/invite-fcgi.access.log "%a \"%m %U\" %>s %B"
LogLevel crit
TypesConfig /etc/mime.types
<Directory "$run/site">
    AllowOverride FileInfo Options
    Require all granted
</Directory>
DocumentRoot $run/site
CONF
}

render_settings() {
    local name value directive=SetEnv
    [[ $server != apache-fcgid ]] || directive=FcgidInitialEnv
    for name in "${!INVITE_@}"; do
        value=${!name//\\/\\\\}
        printf '%s %s "%s"\n' "$directive" "$name" "${value//\"/\\\"}"
    done
}

render_server() {
    local module modules=(mpm_event authz_core alias env headers include reqtimeout unique_id)
    case $server in
        apache-proxy-fcgi) modules+=(proxy proxy_fcgi) ;;
        apache-fcgid) modules+=(fcgid) ;;
        apache-cgid) modules+=(cgid) ;;
        apache-htaccess) modules+=(cgid mime rewrite setenvif) ;;
    esac
    [[ -z $proxy ]] || modules+=(remoteip)
    for module in "${modules[@]}"; do
        echo "LoadModule ${module}_module /usr/lib/apache2/modules/mod_$module.so"
    done
    cat <<CONF
Define APACHE_LOG_DIR $run/logs
ServerName 127.0.0.1
ServerTokens Prod
DefaultRuntimeDir $run/tmp
PidFile $run/server.pid
ErrorLog $run/logs/$server_program.log
Listen 127.0.0.1:$port
CONF
    case $server in
        apache-fcgid) printf 'FcgidIPCDir %s\nFcgidProcessTableFile %s\n' "$run/tmp/fcgid" "$run/tmp/fcgid_shm" ;;
        apache-cgid | apache-htaccess) echo "ScriptSock $run/tmp/cgid.sock" ;;
    esac
    cat <<CONF
DocumentRoot $run/empty
<Directory "/">
    AllowOverride None
    Require all denied
</Directory>
<Directory "$run/empty">
    Require all granted
</Directory>
Include $run/site.conf
CONF
}

render() {
    mkdir -p "$run/empty"
    if [[ $server == apache-htaccess ]]; then render_hosting; else render_site; fi >"$run/site.conf"
    render_server >"$run/apache2.conf"
    "${server_command[@]}" -t 2>"$run/logs/syntax.log" || die "Apache does not accept $run/apache2.conf: $(<"$run/logs/syntax.log")"
}
