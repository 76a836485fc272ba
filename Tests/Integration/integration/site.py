"""A site as the guide has it: nginx in front, the service below /v2/, an application for everything else."""
import json
import os
import pathlib
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from harness.ports import free_ports
from harness.processes import Group, eventually
from harness.programs import REPOSITORY, find
from harness.service import Service
from harness.state import SampleState

from .guide import Guide

EXAMPLE = "https://www.example.com"
"""The site of the guide."""
OPERATOR = "What the operator does"
"""The heading of what comes before any application."""


class Site:
    """A context manager: a fresh state with the operator's settings and key, handlers, and nginx, in `folder`.

    `more` are further settings, `files` are what else is in the state folder.
    """

    def __init__(
        self, guide: Guide, programs: pathlib.Path, folder: pathlib.Path, more: dict[str, str] | None = None,
        files: dict[str, str] | None = None,
    ) -> None:
        self.guide = guide
        self.folder = folder
        self.port, self.application_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = folder / "data"
        self.data.mkdir()
        lines = guide.one("settings").replace(EXAMPLE, self.url).splitlines()
        settings = dict(line.split("=", 1) for line in lines) | (more or {})
        self.state = SampleState(programs, folder / "state", make=False, settings=settings)
        self.state.ctl("init")
        for name, text in (files or {}).items():
            (self.state.folder / name).write_text(text)
        self.key = self.run(guide.one("sh", OPERATOR), with_key=False).strip()
        self.service = Service(self.state, through="socket")
        self._nginx: Group | None = None

    def __enter__(self) -> "Site":
        self.service.__enter__()
        try:
            self._start_nginx()
        except BaseException:
            self.service.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._nginx:
            self._nginx.stop()
        self.service.stop()

    @property
    def environment(self) -> dict[str, str]:
        """What a command of the guide finds: the operator's settings, and programs in PATH."""
        path = f"{self.state.bin}:{os.environ['PATH']}:/usr/sbin:/sbin"
        return {"PATH": path, "HOME": str(self.folder), "LANG": "C.UTF-8"}

    @property
    def exports(self) -> str:
        """The guide's line that sets an application up, for this site."""
        line = self.guide.one("sh", "Try it").replace(EXAMPLE, self.url).replace("cal_…", self.key)
        return line.replace("/var/lib/acme", str(self.data)).replace("8000", str(self.application_port))

    def run(self, commands: str, with_key: bool = True, folder: pathlib.Path | None = None) -> str:
        """What some commands print, which have to succeed: an application's have its key, the operator's the state."""
        environment = self.environment if with_key else self.state.environment | self.environment
        script = (self.exports if with_key else "") + commands
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], env=environment, cwd=folder or self.folder, text=True,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"{commands}\nends with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self, command: str, folder: pathlib.Path, log: str) -> Group:
        """Starts one of an application's commands, to run beside."""
        script = f"{self.exports}exec env {command}"
        line = ["bash", "-euo", "pipefail", "-c", f"cd '{folder}'; {script}"]
        return Group(line, self.folder / log, self.environment)

    def api(self, method: str, path: str, body: object = None) -> Any:
        """What the service answers to the application's key; a refusal too."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        sent = json.dumps(body).encode() if body is not None else None
        try:
            return json.load(open_url(urllib.request.Request(self.url + path, sent, headers, method=method)))
        except urllib.error.HTTPError as refusal:
            return json.load(refusal)

    def join(self, link: str, email: str, name: str) -> str:
        """What the application's page says to somebody who sends its form."""
        return joined(f"{self.url}/join", link, email, name)

    def _start_nginx(self) -> None:
        run = self.folder / "nginx"
        (run / "tmp").mkdir(parents=True)
        site = (REPOSITORY / "deploy/nginx/invite-fcgi.conf").read_text()
        lines = self.guide.one("nginx").replace("127.0.0.1:8000", f"127.0.0.1:{self.application_port}")
        for old, new in [
            ("    location / {\n", lines),
            ("listen 80;", f"listen 127.0.0.1:{self.port};"),
            ("    listen [::]:80;\n", ""),
            ("/run/invite-fcgi/fcgi.sock", str(self.service.socket)), ("/var/log/nginx/", f"{run}/"),
            ("include fastcgi_params;", "include /etc/nginx/fastcgi_params;"),
        ]:
            if old not in site:
                raise LookupError(f"the nginx site has no '{old.strip()}' any more")
            site = site.replace(old, new)
        (run / "site.conf").write_text(site)
        user = "user root root;" if os.geteuid() == 0 else ""
        places = "".join(
            f"{kind}_temp_path {run}/tmp/{kind};" for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
        (run / "nginx.conf").write_text(
            f"{user} daemon off; pid {run}/pid; error_log stderr warn; events {{ worker_connections 1024; }}\n"
            f"http {{ {places} include {run}/site.conf; }}\n")
        self._nginx = Group([find("nginx"), "-p", run, "-e", "stderr", "-c", run / "nginx.conf"], run / "nginx.log")
        eventually("nginx answers", self._answers)

    def _answers(self) -> bool:
        try:
            return bool(open_url(f"{self.url}/health").read() == b"OK")
        except OSError:
            return False


def open_url(request: str | urllib.request.Request) -> Any:
    """The answer, without any proxy that the environment may name. Raises HTTPError for a refusal."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60)


def joined(page: str, link: str, email: str, name: str) -> str:
    """What a page says to somebody who sends its form, and sends it again where something failed meanwhile."""
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["token"][0]
    form = urllib.parse.urlencode({"token": token, "email": email, "name": name}).encode()
    deadline = time.monotonic() + 60
    while True:
        try:
            shown = open_url(urllib.request.Request(page, form)).read().decode()
        except urllib.error.HTTPError as failure:
            shown = failure.read().decode()
        if "<main>" in shown and "This did not work" not in shown:
            return str(shown)
        if time.monotonic() > deadline:
            raise AssertionError(f"{email} cannot join: {shown}")


def expect(what: str, shown: str, *texts: str) -> None:
    """All of these are to be read there."""
    for text in texts:
        if text not in shown:
            raise AssertionError(f"{what} does not say '{text}': {shown}")
