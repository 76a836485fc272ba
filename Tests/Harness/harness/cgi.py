"""Requests as CGI: one process each, so that each of its system calls can be told."""
import dataclasses
import json as text
import signal
import subprocess

from .answer import Answer, parse
from .state import SampleState


@dataclasses.dataclass
class Outcome:
    """How a process ended: its exit status, or 128 and the number of the signal."""

    status: int
    output: bytes
    errors: str

    @property
    def was_killed(self) -> bool:
        return self.status == 128 + signal.SIGKILL

    @property
    def crashed(self) -> bool:
        return self.status >= 128 and not self.was_killed


@dataclasses.dataclass
class Command:
    """A program that changes the state, yet to be run."""

    arguments: list[str]
    environment: dict[str, str]
    input: bytes = b""

    def run(self, wrapper: list[str] | None = None, timeout: float = 60) -> Outcome:
        done = subprocess.run(
            [*(wrapper or []), *self.arguments], env=self.environment, input=self.input, capture_output=True,
            timeout=timeout, check=False,
        )
        status = done.returncode if done.returncode >= 0 else 128 - done.returncode
        return Outcome(status, done.stdout, done.stderr.decode(errors="replace"))


def request(
    state: SampleState, method: str, path: str, key: str | None = None, json: object = None, form: str | None = None
) -> Command:
    """The handler, as a web server starts it for one request."""
    body = text.dumps(json).encode() if json is not None else (form or "").encode()
    given = variables(
        method, path, key, body, "application/json" if form is None else "application/x-www-form-urlencoded")
    return Command([str(state.bin / "invite-fcgi")], state.environment | given, body)


def variables(
    method: str, path: str, key: str | None = None, body: bytes = b"", kind: str = "application/json",
    headers: dict[str, str] | None = None,
) -> dict[str, str]:
    """What a web server says of a request, to a CGI program or by FastCGI; `kind` is the body's content type."""
    fields = dict(headers or {})
    if key:
        fields["Authorization"] = f"Bearer {key}"
    found = {
        "REQUEST_METHOD": method, "REQUEST_URI": path, "QUERY_STRING": path.partition("?")[2],
        "SERVER_PROTOCOL": "HTTP/1.1", "GATEWAY_INTERFACE": "CGI/1.1", "REMOTE_ADDR": "127.0.0.1",
    }
    found |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in fields.items()}
    if body:
        found |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind}
    return found


def ask(
    state: SampleState, method: str, path: str, key: str | None = None, json: object = None, form: str | None = None
) -> Answer:
    """One request and its answer. Raises RuntimeError where there is none."""
    outcome = request(state, method, path, key, json, form).run()
    found = parse(outcome.output)
    if found is None:
        raise RuntimeError(f"{method} {path.partition('?')[0]}: no answer, {outcome.status}: {outcome.errors}")
    return found
