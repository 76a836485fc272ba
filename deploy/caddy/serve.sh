# shellcheck shell=bash
# How deploy/serve runs Caddy. Sourced by it, never run.
# shellcheck disable=SC2034,SC2154 # deploy/serve uses and sets these

server_program=caddy
stop_signals=(TERM)
server_command=(env HOME="$run/tmp" XDG_CONFIG_HOME="$run/tmp" XDG_DATA_HOME="$run/tmp"
    caddy run --adapter caddyfile --config "$run/Caddyfile" --pidfile "$run/server.pid")

# The site file as it is in production, but for the address, the socket, the logs and the prefix; and without the port
# on which Caddy takes commands.
render() {
    local mounting=()
    [[ -z $mount ]] || mounting=(
        -e "s|^\thandle {|\thandle_path $mount/* {|" -e "s|root /nonexistent|&\n\t\t\t\tenv SCRIPT_NAME $mount|"
    )
    sed -e "s|^http://invites.example.com|http://127.0.0.1:$port|" -e "s|^{$|{\n\tadmin off|" \
        -e "s|unix//run/invite-fcgi/fcgi.sock|unix/$socket|" -e "s|/var/log/caddy/|$run/logs/|" \
        "${mounting[@]}" "$deploy/caddy/Caddyfile" |
        behind_proxy '@direct|request_header|map|\t~|\tdefault|}|env' >"$run/Caddyfile"
    "${server_command[@]:0:4}" caddy validate --adapter caddyfile --config "$run/Caddyfile" >"$run/logs/syntax.log" 2>&1 ||
        die "Caddy does not accept $run/Caddyfile: $(<"$run/logs/syntax.log")"
}
