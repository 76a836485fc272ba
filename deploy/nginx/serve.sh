# shellcheck shell=bash
# How deploy/serve runs nginx. Sourced by it, never run.
# shellcheck disable=SC2034,SC2154 # deploy/serve uses and sets these

server_program=nginx
stop_signals=(QUIT TERM)
nginx=(nginx -p "$run" -e stderr -c "$run/nginx.conf")
server_command=("${nginx[@]}" -g 'daemon off;')

# The site file as it is in production, but for the address, the socket, the logs and the prefix.
render_site() {
    local mounting=()
    [[ -z $mount ]] || mounting=(
        -e "s|^    location / {|    location / { return 404; }\n    location $mount/ {|"
        -e "s|^    location = /v2/events {|    location = $mount/v2/events {|"
        -e "s|^        include fastcgi_params;|        fastcgi_param SCRIPT_NAME $mount;\n&|"
    )
    sed -e "s|listen 80;|listen 127.0.0.1:$port;|" -e '/listen \[::\]:80;/d' \
        -e "s|/run/invite-fcgi/fcgi.sock|$socket|" -e "s|/var/log/nginx/|$run/logs/|" \
        "${mounting[@]}" -e 's|include fastcgi_params;|include /etc/nginx/fastcgi_params;|' \
        "$deploy/nginx/invite-fcgi.conf" | behind_proxy 'set_real_ip_from|real_ip_'
}

render_nginx() {
    # Started by root, nginx would hand its workers to www-data, who can reach neither the socket nor anything else in
    # a private folder. Here, on loopback, all parts run as whoever started them.
    ((EUID != 0)) || echo "user $(id -un) $(id -gn);"
    cat <<CONF
worker_processes auto;
worker_rlimit_nofile 8192;
pid $run/server.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
    client_body_temp_path $run/tmp/body;
    fastcgi_temp_path $run/tmp/fastcgi;
    proxy_temp_path $run/tmp/proxy;
    scgi_temp_path $run/tmp/scgi;
    uwsgi_temp_path $run/tmp/uwsgi;
    include $run/site.conf;
}
CONF
}

render() {
    render_site >"$run/site.conf"
    render_nginx >"$run/nginx.conf"
    # Should the site file no longer match what is replaced above, nginx must not listen to the world.
    [[ $(grep -E '^ *listen ' "$run/site.conf") == "    listen 127.0.0.1:$port;" ]] ||
        die "this must name the one address 127.0.0.1:$port: grep listen $run/site.conf"
    "${nginx[@]}" -t -q || die "nginx does not accept $run/nginx.conf"
}
