"""One request after the other, each timed."""

import http.client
import time

from .commands import Trouble
from .requests import Request
from .service import Service, fields


class Client:
    """A connection to a service that is kept, so that what is timed is the request alone."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)

    def __enter__(self) -> "Client":
        self.connection.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def timed(self, request: Request) -> float:
        """Milliseconds until the whole answer is there; it has to be 200."""
        headers = fields(request)
        began = time.perf_counter()
        self.connection.request(request.method, request.path, request.body, headers)
        reply = self.connection.getresponse()
        text = reply.read()
        took = (time.perf_counter() - began) * 1000
        if reply.status != 200:
            raise Trouble(
                f"{self.service.name}: {request.method} {request.path}: {reply.status}: {text[:500]!r}\n"
                f"{self.service.group.last_words()}")
        return took
