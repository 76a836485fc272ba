# shellcheck shell=bash
# How deploy/serve runs h2o. Sourced by it, never run.
# shellcheck disable=SC2034,SC2154 # deploy/serve uses and sets these

server_program=h2o
stop_signals=(TERM)
server_command=(h2o -m worker -c "$run/h2o.conf")

# The file as it is in production, but for the user, the host, the address, the folders and the prefix.
render() {
    local mounting=()
    [[ -z $mount ]] || mounting=(
        -e "s|^      /: |      $mount: |" -e "s#^      /(signup|teams|getting-started):#      $mount/\1:#"
    )
    sed -E -e "s|^user: .*|user: $(id -un)|" -e "s|/run/h2o.pid|$run/server.pid|" -e "s|port: 80$|host: 127.0.0.1\n      port: $port|" \
        -e "s|\"invites.example.com\"|\"127.0.0.1\"|" -e "s#\"[|]rotatelogs .*#$run/logs/invite-fcgi.access.log#" \
        -e "s|/var/log/h2o/|$run/logs/|" -e "s|/run/invite-fcgi/fcgi.sock|$socket|" \
        -e "s|/etc/h2o/invite-fcgi|$deploy/h2o/errors|" "${mounting[@]}" "$deploy/h2o/h2o.conf" |
        behind_proxy proxy-protocol >"$run/h2o.conf"
    h2o -t -c "$run/h2o.conf" >"$run/logs/syntax.log" 2>&1 || die "h2o does not accept $run/h2o.conf: $(<"$run/logs/syntax.log")"
}
