"""A program that answers."""

import contextlib
import time
from collections.abc import Callable

from harness.answer import Answer
from harness.client import Client, Unknown

from .commands import Trouble
from .processes import Responder
from .requests import Request


class Service:
    """Workers of one program behind a site of nginx."""

    def __init__(self, name: str, port: int, start: Callable[[], Responder]) -> None:
        self.name, self.port, self.start = name, port, start
        self.group = start()

    def restart(self) -> None:
        self.group.stop()
        self.group = self.start()

    def ask(self, request: Request) -> Answer:
        """Raises Unknown where there is no answer."""
        client = Client(f"http://127.0.0.1:{self.port}", timeout=10)
        return client.request(request.method, request.path, headers=fields(request), body=request.body.encode() or None)

    def await_reply(self, request: Request) -> None:
        """The programs need a moment until they listen."""
        deadline, seen = time.monotonic() + 10, ""
        while time.monotonic() < deadline:
            with contextlib.suppress(Unknown):
                answer = self.ask(request)
                if answer.status == 200:
                    return
                seen = f"{answer.status}: {answer.body[:500]!r}"
            time.sleep(0.02)
        raise Trouble(
            f"{self.name}: {request.method} {request.path} is not answered with 200 but {seen or 'not at all'}\n"
            f"{self.group.last_words()}")


def fields(request: Request) -> dict[str, str]:
    found = {"Authorization": f"Bearer {request.key}"} if request.key else {}
    return found | {"Content-Type": "application/json"} if request.body else found
