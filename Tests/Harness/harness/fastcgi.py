"""FastCGI 1.0, straight on the unix socket of the handlers: the records that a web server sends, well formed or not.

`ask` sends one whole request and reads its answer. `Connection` sends any bytes and reads what comes. Nothing here
waits longer than it was told, in seconds.
"""

from __future__ import annotations

import json
import pathlib
import socket
import struct
import time
from collections.abc import Iterable
from enum import IntEnum

from .answer import Answer, parse


class RecordType(IntEnum):
    """The types of records, by their names in the specification without FCGI_ in front."""

    BEGIN_REQUEST = 1
    ABORT_REQUEST = 2
    END_REQUEST = 3
    PARAMS = 4
    STDIN = 5
    STDOUT = 6
    STDERR = 7
    DATA = 8
    GET_VALUES = 9
    GET_VALUES_RESULT = 10
    UNKNOWN_TYPE = 11


RESPONDER = 1
LONGEST_CONTENT = 65_535


class NoAnswer(Exception):
    """The connection ended, broke or fell silent before a whole answer had come."""


def record(kind: int, content: bytes = b"", request: int = 1, padding: int = 0, version: int = 1) -> bytes:
    """One record; `content` has at most `LONGEST_CONTENT` bytes."""
    return struct.pack("!BBHHBB", version, kind, request, len(content), padding, 0) + content + bytes(padding)


def begin_request(role: int = RESPONDER, keep: bool = False, request: int = 1) -> bytes:
    """The record that begins a request; `keep` asks the handler to keep the connection (FCGI_KEEP_CONN)."""
    return record(RecordType.BEGIN_REQUEST, struct.pack("!HB5x", role, keep), request)


def stream(kind: int, content: bytes, request: int = 1) -> bytes:
    """As many records as `content` needs, and the empty one that ends them."""
    parts = [content[start : start + LONGEST_CONTENT] for start in range(0, len(content), LONGEST_CONTENT)]
    return b"".join(record(kind, part, request) for part in [*parts, b""])


def length(count: int) -> bytes:
    """A length as it stands before names and values."""
    return bytes([count]) if count < 128 else struct.pack("!I", count | 0x80000000)


def name_value_pairs(variables: dict[str, str] | Iterable[tuple[str | bytes, str | bytes]]) -> bytes:
    """Names and values, with their lengths before them."""
    text = bytearray()
    for name, value in variables.items() if isinstance(variables, dict) else variables:
        raw = [part.encode() if isinstance(part, str) else part for part in (name, value)]
        text += length(len(raw[0])) + length(len(raw[1])) + raw[0] + raw[1]
    return bytes(text)


def redemption(token: str, user: int) -> bytes:
    """The body with which a credential that may vouch lets a user join."""
    who = {"id": user, "email": f"u{user}@example.com", "emailVerified": True, "name": f"User {user}"}
    return json.dumps({"token": token, "user": who}).encode()


def message(variables: dict[str, str], body: bytes = b"", keep: bool = False, request: int = 1) -> bytes:
    """All records of one whole request."""
    return (
        begin_request(keep=keep, request=request)
        + stream(RecordType.PARAMS, name_value_pairs(variables), request)
        + stream(RecordType.STDIN, body, request)
    )


class Connection:
    """A connection to whichever handler accepts it. Each wait ends after `timeout` seconds with `NoAnswer`."""

    def __init__(self, path: pathlib.Path, timeout: float = 10):
        self.timeout = timeout
        self._peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._peer.settimeout(timeout)
        try:
            self._peer.connect(str(path))
        except OSError as error:
            self._peer.close()
            raise NoAnswer(f"connect: {error}") from error

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._peer.close()

    def close(self) -> None:
        self._peer.close()

    def send(self, data: bytes) -> None:
        """Sends all of `data`; a peer that has closed already is a `NoAnswer`."""
        try:
            self._peer.sendall(data)
        except OSError as error:
            raise NoAnswer(f"send: {error}") from error

    def finish_sending(self) -> None:
        """Tells the peer that no more comes."""
        try:
            self._peer.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def is_over(self, seconds: float) -> bool:
        """Waits so long for the peer to close; false when it has not. What it says before that is lost."""
        deadline = time.monotonic() + seconds
        try:
            while self._part(65_536, deadline):
                pass
            return True
        except NoAnswer:
            return False

    def received(self, count: int) -> bytes:
        """Exactly `count` bytes."""
        data = b""
        deadline = time.monotonic() + self.timeout
        while len(data) < count:
            part = self._part(count - len(data), deadline)
            if not part:
                raise NoAnswer("the connection ended" if data else "the connection ended without a word")
            data += part
        return data

    def rest(self) -> bytes:
        """All that comes until the peer closes; `NoAnswer` when it does not."""
        data = b""
        deadline = time.monotonic() + self.timeout
        while part := self._part(65_536, deadline):
            data += part
        return data

    def _part(self, most: int, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise NoAnswer("silence")
        self._peer.settimeout(left)
        try:
            return self._peer.recv(most)
        except TimeoutError as error:
            raise NoAnswer("silence") from error
        except ConnectionError:
            # It closed without reading all that was sent.
            return b""

    def records(self, ending: int = 1) -> Iterable[tuple[int, int, bytes]]:
        """RecordType, request and content of each record, up to the one that ends a request and with it."""
        while True:
            _, kind, request, size, padding = struct.unpack("!BBHHBx", self.received(8))
            content = self.received(size)
            self.received(padding)
            yield kind, request, content
            if kind == RecordType.END_REQUEST and request == ending:
                return

    def answer(self, request: int = 1) -> Answer:
        """The answer to a request that was sent."""
        found = self.records(request)
        output = b"".join(content for kind, of, content in found if (kind, of) == (RecordType.STDOUT, request))
        answer = parse(output)
        if answer is None:
            raise NoAnswer(f"no response of CGI: {output[:80]!r}")
        return answer


def ask(path: pathlib.Path, request: dict[str, str], body: bytes = b"", timeout: float = 10) -> Answer:
    """Sends one request on a connection of its own; `NoAnswer` unless a whole answer comes within `timeout`."""
    with Connection(path, timeout) as connection:
        connection.send(message(request, body))
        return connection.answer()
