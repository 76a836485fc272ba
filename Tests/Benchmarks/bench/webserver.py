"""nginx in front of the responders."""

import os
import pathlib
import pwd

from harness.programs import find

from .php import CREATE
from .processes import Responder

NGINX = """\
daemon off;
worker_processes 1;
{user}
pid {directory}/nginx.pid;
error_log {directory}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {directory}/nginx-body;
    fastcgi_temp_path {directory}/nginx-fastcgi;
    proxy_temp_path {directory}/nginx-proxy;
    uwsgi_temp_path {directory}/nginx-uwsgi;
    scgi_temp_path {directory}/nginx-scgi;
    root {directory}/htdocs;
    fastcgi_keep_conn off;
{parameters}
{sites}}}
"""

SITE = """\
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        location = /ceiling {{ return 200 "OK\\n"; }}
        location / {{ fastcgi_pass unix:{directory}/{name}.sock; }}
    }}
"""

# What the distributions ship as fastcgi_params, so that each request carries the usual load of variables.
PARAMETERS = {
    "QUERY_STRING": "$query_string", "REQUEST_METHOD": "$request_method", "CONTENT_TYPE": "$content_type",
    "CONTENT_LENGTH": "$content_length", "SCRIPT_NAME": "$fastcgi_script_name", "REQUEST_URI": "$request_uri",
    "DOCUMENT_URI": "$document_uri", "DOCUMENT_ROOT": "$document_root", "SERVER_PROTOCOL": "$server_protocol",
    "REQUEST_SCHEME": "$scheme", "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_SOFTWARE": "nginx/$nginx_version",
    "REMOTE_ADDR": "$remote_addr", "REMOTE_PORT": "$remote_port", "SERVER_ADDR": "$server_addr",
    "SERVER_PORT": "$server_port", "SERVER_NAME": "$server_name",
    "SCRIPT_FILENAME": str(CREATE),  # which PHP asks for, and the others pass over
}


def start_nginx(directory: pathlib.Path, ports: dict[str, int]) -> Responder:
    """One worker; `ports` says on which port the responder of which name answers, whether it runs already or not."""
    # Started by root, nginx would give its worker to another user, who could not reach the sockets.
    user = f"user {pwd.getpwuid(0).pw_name} {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
    parameters = "\n".join(f"    fastcgi_param {name} {value};" for name, value in PARAMETERS.items())
    sites = "".join(SITE.format(name=name, port=port, directory=directory) for name, port in ports.items())
    configuration = directory / "nginx.conf"
    configuration.write_text(NGINX.format(user=user, directory=directory, parameters=parameters, sites=sites))
    (directory / "htdocs").mkdir()
    log = directory / "nginx.log"
    return Responder("nginx", [find("nginx"), "-e", log, "-p", directory, "-c", configuration], log)
