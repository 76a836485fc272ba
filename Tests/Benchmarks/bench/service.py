"""A program that answers."""

import contextlib
import http.client
import time
from collections.abc import Callable

from .commands import Trouble
from .processes import Group
from .requests import Request


class Service:
    """Workers of one program behind a site of nginx."""

    def __init__(self, name: str, port: int, start: Callable[[], Group]) -> None:
        self.name, self.port, self.start = name, port, start
        self.group = start()

    def restart(self) -> None:
        self.group.stop()
        self.group = self.start()

    def ask(self, request: Request) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(request.method, request.path, request.body, fields(request))
            reply = connection.getresponse()
            return reply.status, reply.read().decode(errors="replace")
        finally:
            connection.close()

    def await_reply(self, request: Request) -> None:
        """The programs need a moment until they listen."""
        deadline, seen = time.monotonic() + 10, None
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException):
                seen = self.ask(request)
                if seen[0] == 200:
                    return
            time.sleep(0.02)
        raise Trouble(
            f"{self.name}: {request.method} {request.path} is not answered with 200 but {seen}\n"
            f"{self.group.last_words()}")


def fields(request: Request) -> dict[str, str]:
    found = {"Authorization": f"Bearer {request.key}"} if request.key else {}
    return found | {"Content-Type": "application/json"} if request.body else found
