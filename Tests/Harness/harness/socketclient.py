"""A client at the handlers' socket, in the place of the web server."""
import json as text

from . import cgi, fastcgi
from .answer import Answer
from .client import Client, Unknown
from .service import Service


class SocketClient(Client):
    """As `Client`, by FastCGI."""

    def __init__(self, service: Service, timeout: float = 20) -> None:
        self._state = service.state
        self.timeout = timeout
        self._socket = service.socket

    def request(
        self, method: str, path: str, json: object = None, key: str | None = None,
        headers: dict[str, str] | None = None, timeout: float | None = None, body: bytes | None = None,
    ) -> Answer:
        sent = text.dumps(json).encode() if json is not None else body or b""
        variables = cgi.variables(method, path, key, sent, headers=headers)
        try:
            return fastcgi.ask(self._socket, variables, sent, timeout or self.timeout)
        except (fastcgi.NoAnswer, OSError) as error:
            raise Unknown(f"{type(error).__name__}: {error}") from error
