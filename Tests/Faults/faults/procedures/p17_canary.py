"""Everything that makes nginx and the handlers speak, while tokens and keys are where web servers like to log them.

Handlers that are killed at their work, stopped, gone, or whose socket nobody listens to; answers that are none, and
words on FastCGI's own standard error; requests that are refused before they are read. The secrets are in the query, the
Referer, the Authorization, the body; afterwards they are searched in all logs, the state, temporary files, command
lines, environments and cores (I8), as after every other procedure. nginx's own answers are documented ones (I7).

The search proves itself: with nginx's error log at a talkative level the same requests have to be found.
"""
import collections.abc
import contextlib
import fcntl
import os
import pathlib
import signal
import socket
import threading
import urllib.parse

from harness import fastcgi
from harness.client import Client, Unknown
from harness.fastcgi import RecordType
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from ..answers import fault
from ..board import Tally
from ..context import Context
from ..leaks import find
from ..sweep import each

ID = "P17"
TITLE = "secrets where web servers log"
NEEDS = ("nginx", "spawn-fcgi", "multiwatch")


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    with Service(state) as service:
        visitor = Visitor(service, tally)
        visitor.go("served")
        visitor.go("refused", visitor.mistakes())
        _killed(service, visitor)
        with _stopped(service):
            visitor.go("stopped handlers", width=8)
        for what, answer in (("garbage", b"nonsense"), ("its stderr", _words(visitor.token))):
            with _impostor(service, answer):
                visitor.go(what)
        for listens in (False, None):
            with _impostor(service, listens=listens):
                visitor.go("nobody listens" if listens is None else "no socket")
        _prove(context, service, visitor)


class Visitor:
    """Sends requests that hold secrets."""

    def __init__(self, service: Service, tally: Tally) -> None:
        self._client = Client(service, timeout=40)
        self._tally = tally
        made = self._client.create()
        self.token = made.data["token"]
        self.id = made.data["id"]
        self._operator = service.state.operator_key
        self.key = self._client.request("POST", "/v2/keys", {"userId": SampleState.ADMIN}, self._operator).data["key"]

    def go(self, what: str, requests: list[tuple] | None = None, width: int = 1) -> None:
        """All requests, each of which is answered by somebody in the documented form."""
        each(requests or self.uses(), lambda request: self._send(what, *request), width)

    def _send(self, what: str, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        try:
            answer = self._client.request(method, path, headers=self._referer() | headers, body=body)
            seen = fault(answer)
        except Unknown as lost:
            seen = str(lost)
        self._tally.check("I7", not seen, f"{what}, {method} {path.partition('?')[0]}: {seen}")

    def uses(self) -> list[tuple]:
        """Where a token and a key belong."""
        form = urllib.parse.urlencode({"token": self.token, "name": "Ada", "email": "ada@example.com"}).encode()
        of_form = {"Content-Type": "application/x-www-form-urlencoded"}
        bearer = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        body = b'{"token":"%s"}' % self.token.encode()
        return [
            ("GET", f"/signup?token={self.token}", {}, b""), ("POST", f"/signup?token={self.token}", of_form, form),
            ("POST", "/v2/invites/preview", {"Content-Type": "application/json"}, body),
            ("POST", "/v2/invites/accept", bearer, body),
            ("POST", f"/v2/teams/42/invites/{self.id}/link", bearer, b""),
            ("POST", "/v2/teams/42/invite", bearer, b"{}"),
            ("POST", "/v2/keys", bearer | {"Authorization": f"Bearer {self._operator}", "Idempotency-Key": "k"},
             b'{"userId":17}'),
        ]

    def mistakes(self) -> list[tuple]:
        """Where they do not belong."""
        bearer = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        invite, large = "/v2/teams/42/invite", self.token.encode() * 3200
        return [
            ("POST", f"{invite}?apiKey={self.key}&token={self.token}", bearer, b"{}"),
            ("POST", f"{invite}?{self.token}={self.key}", bearer, b"{}"),
            ("POST", invite, {"Authorization": f"Basic {self.key}"}, b""),
            ("POST", invite, {"Authorization": f"Bearer {self.key} {self.token}"}, b""),
            ("GET", f"/nowhere?token={self.token}", {"User-Agent": self.token, "X-Request-Id": self.token}, b""),
            ("GET", f"/signup?token={self.token}&x={'x' * 9000}", {}, b""),
            ("GET", "/nowhere", bearer | {"X-Long": self.token * 200}, b""),
            ("GET", "/nowhere", bearer | {"Content-Length": self.token}, b""),
            ("POST", invite, bearer, self.token.encode()), ("POST", invite, bearer, b'{"%s":1}' % self.token.encode()),
            ("POST", invite, bearer, b'{"role":"%s"}' % self.token.encode()), ("POST", invite, bearer, large),
            ("POST", invite, bearer, large[:103_000]), ("POST", invite, bearer | {"Content-Type": self.token}, b"{}"),
        ]

    def _referer(self) -> dict[str, str]:
        return {"Referer": f"https://a.example/?token={self.token}"}


def _killed(service: Service, visitor: Visitor) -> None:
    """All handlers die while requests wait in them for a lock."""
    with open(service.state.folder / "teams" / "42.lock", "rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        changes = [request for request in visitor.uses() if request[0] == "POST" and "/v2/teams" in request[1]]
        thread = threading.Thread(target=visitor.go, args=("killed handlers", changes * 2, 4))
        thread.start()
        eventually("handlers wait for the lock", lambda: any(map(_waits, service.workers())))
        while thread.is_alive():
            for worker in filter(_waits, service.workers()):
                _send(worker, signal.SIGKILL)
            thread.join(0.02)
    eventually("all handlers are there", lambda: len(service.workers()) == service.count)


def _waits(worker: int) -> bool:
    try:
        return f"-> FLOCK  ADVISORY  WRITE {worker} " in pathlib.Path("/proc/locks").read_text()
    except OSError:
        return False


@contextlib.contextmanager
def _stopped(service: Service) -> collections.abc.Iterator[None]:
    def all_stopped() -> bool:
        workers = service.workers()
        for worker in workers:
            _send(worker, signal.SIGSTOP)
        return len(workers) == service.count and all("\nState:\tT" in _status(worker) for worker in workers)

    eventually("all handlers are stopped", all_stopped)
    try:
        yield
    finally:
        for worker in service.workers():
            _send(worker, signal.SIGCONT)


def _send(worker: int, sent: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker, sent)


def _status(worker: int) -> str:
    with contextlib.suppress(OSError):
        return pathlib.Path(f"/proc/{worker}/status").read_text()
    return ""


@contextlib.contextmanager
def _impostor(service: Service, answer: bytes = b"", listens: bool | None = True) -> collections.abc.Iterator[None]:
    """Instead of the handlers' socket: one that answers so, one that does not listen (None), or nothing (False)."""
    aside = service.socket.with_suffix(".aside")
    os.rename(service.socket, aside)
    try:
        with socket.socket(socket.AF_UNIX) as impostor:
            if listens is not False:
                impostor.bind(str(service.socket))
            if listens:
                impostor.listen()
                threading.Thread(target=_answer, args=(impostor, answer), daemon=True).start()
            yield
            with contextlib.suppress(OSError):
                impostor.shutdown(socket.SHUT_RDWR)
    finally:
        service.socket.unlink(missing_ok=True)
        os.rename(aside, service.socket)


def _answer(impostor: socket.socket, answer: bytes) -> None:
    with contextlib.suppress(OSError):
        while True:
            peer, _ = impostor.accept()
            with peer:
                peer.settimeout(5)
                peer.recv(1 << 20)
                peer.sendall(answer)


def _words(token: str) -> bytes:
    """An answer after words on FastCGI's standard error."""
    page = b"Status: 503 Service Unavailable\r\nContent-Type: text/plain\r\n\r\n"
    return (fastcgi.record(RecordType.STDERR, f"what a handler must not say: {token}".encode())
            + fastcgi.stream(RecordType.STDOUT, page) + fastcgi.record(RecordType.END_REQUEST, bytes(8)))


def _prove(context: Context, service: Service, visitor: Visitor) -> None:
    """Lets nginx say more than the shipped configuration does, and looks whether the search finds that."""
    site = service.folder / "site.conf"
    talkative = pathlib.Path(f"{service.folder}.talkative")
    shipped = site.read_text()
    line = f"error_log {service.logs}/invite-fcgi.error.log alert;"
    site.write_text(shipped.replace(line, f"error_log {talkative};"))
    if site.read_text() == shipped:
        raise RuntimeError("the site file has no error_log line as it used to")
    os.kill(int((service.folder / "server.pid").read_text()), signal.SIGHUP)

    def speaks() -> bool:
        with _impostor(service, listens=False):
            visitor.go("no socket", visitor.uses()[:1])
        return talkative.exists() and visitor.token in find([visitor.token], talkative)

    eventually("the search finds a token that nginx wrote", speaks)
    talkative.unlink()
