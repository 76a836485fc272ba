# shellcheck shell=bash
# How deploy/serve runs HAProxy. Sourced by it, never run.
# shellcheck disable=SC2034,SC2154 # deploy/serve uses and sets these

server_program=haproxy
stop_signals=(USR1 TERM)
# In the foreground it writes no pid file.
# shellcheck disable=SC2016 # the inner shell expands these
server_command=(sh -c 'echo $$ >"$0/server.pid" && exec haproxy -db -f "$0/haproxy.cfg"' "$run")

# The file as it is in production, but for the host, the address, the folders and the prefix.
render_site() {
    local mounting=()
    [[ -z $mount ]] || mounting=(
        -e "s|# set-param SCRIPT_NAME /invites|set-param SCRIPT_NAME $mount|" -e "s|path_beg /$|path_beg $mount/|"
    )
    sed -e "s|bind :80|bind 127.0.0.1:$port|" -e "s|-i invites.example.com|-i 127.0.0.1|" \
        -e "s|/run/invite-fcgi/fcgi.sock|$socket|" -e "s|/etc/haproxy/invite-fcgi/|$deploy/haproxy/|" \
        "${mounting[@]}" "$deploy/haproxy/invite-fcgi.cfg" | behind_proxy 'http-request set-src'
}

render() {
    {
        cat <<CONF
global
    log stdout format raw local0
defaults
    log global
CONF
        render_site
    } >"$run/haproxy.cfg"
    ln -sf haproxy.log "$run/logs/invite-fcgi.access.log"
    haproxy -c -f "$run/haproxy.cfg" >"$run/logs/syntax.log" 2>&1 ||
        die "HAProxy does not accept $run/haproxy.cfg: $(<"$run/logs/syntax.log")"
}
