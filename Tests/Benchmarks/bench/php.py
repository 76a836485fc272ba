"""PHP-FPM, with the script that does what the handler does."""

import os
import pathlib
import re

from .commands import Trouble
from .processes import Responder

CREATE = pathlib.Path(__file__).resolve().parent.parent / "create.php"

# `root` has to be named where it is what runs this, and nowhere else can it be changed.
CONFIGURATION = """\
[global]
error_log = {log}
daemonize = no
[bench]
{user}
listen = {directory}/{name}.sock
listen.mode = 0600
listen.backlog = 1024
pm = static
pm.max_children = {workers}
clear_env = no
php_admin_value[opcache.enable] = 1
php_admin_value[opcache.validate_timestamps] = 0
php_admin_value[error_log] = {log}
php_admin_flag[log_errors] = on
php_admin_flag[display_errors] = off
"""

# A line for each request, as the handler writes one.
ACCESS_LOG = """\
access.log = {log}
access.format = '{{"time":"%t","method":"%m","path":"%r","status":%s,"bytes":%l,"microseconds":%{{micro}}d}}'
"""


def php_fpm() -> pathlib.Path | None:
    """Its path, or None; Debian has the version in its name."""
    for folder in os.environ.get("PATH", "").split(":") + ["/usr/sbin"]:
        for path in sorted(pathlib.Path(folder or ".").glob("php-fpm*"), reverse=True):
            if re.fullmatch(r"php-fpm(\d+\.\d+)?", path.name) and os.access(path, os.X_OK):
                return path.absolute()
    return None


def has_php() -> bool:
    return php_fpm() is not None


def start_php(name: str, workers: int, directory: pathlib.Path, environment: dict[str, str]) -> Responder:
    """As many children as the handler has workers, all the time, and the script compiled once."""
    program = php_fpm()
    if not program:
        raise Trouble("php-fpm is not installed")
    (directory / f"{name}.sock").unlink(missing_ok=True)
    log = directory / f"{name}.log"
    user = "user = root\ngroup = root" if os.geteuid() == 0 else ""
    configuration = directory / f"{name}.conf"
    text = CONFIGURATION + (ACCESS_LOG if environment["INVITE_LOG_LEVEL"] == "info" else "")
    configuration.write_text(text.format(name=name, log=log, directory=directory, workers=workers, user=user))
    as_root = ["--allow-to-run-as-root"] if os.geteuid() == 0 else []
    return Responder(
        name, [program, "--nodaemonize", "--fpm-config", configuration, *as_root], log, environment)
