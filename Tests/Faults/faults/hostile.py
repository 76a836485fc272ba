"""What no sane web server would send to a handler: chosen cases and random damage.

A case has an expectation: `answered` is a whole answer with 200, `refused` one with 400 or 431, `nothing` is a closed
connection without any answer, `aborts` the same where libfcgi ends the whole process and another has to be started.
"""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass

from harness import fastcgi
from harness.fastcgi import RecordType


@dataclass(frozen=True)
class Case:
    name: str
    expected: str
    """Alternatives with a bar between them."""
    parts: tuple[bytes, ...]
    """Sent one after the other, each by itself."""
    stalls: bool = False
    """The peer is silent where the handler waits for more."""
    answers: int = 1
    """So many requests are answered on the connection, each after a part."""


def cases(variables: dict[str, str], body: bytes) -> list[Case]:
    """All of them, made of one request that is to be answered with 200 as long as it is whole."""
    good = fastcgi.message(variables, body)
    head = fastcgi.begin_request()
    parameters = fastcgi.name_value_pairs(variables)
    rest = fastcgi.stream(RecordType.PARAMS, parameters) + fastcgi.stream(RecordType.STDIN, body)

    def named(*pairs: tuple[str, str]) -> bytes:
        """The same request with pairs before its own."""
        return head + fastcgi.stream(RecordType.PARAMS, fastcgi.name_value_pairs(pairs) + parameters) + _body(body)

    def asking(count: int) -> bytes:
        question = fastcgi.name_value_pairs([("FCGI_MAX_CONNS", "")] * count)
        return fastcgi.record(RecordType.GET_VALUES, question, request=0)

    def lengths(name: int, value: int) -> bytes:
        return head + fastcgi.record(RecordType.PARAMS, _long(name) + _long(value) + b"some")

    method = b"REQUEST_METHOD"
    split = _long(len(method))
    second = fastcgi.begin_request(request=2) + fastcgi.record(RecordType.PARAMS, parameters, request=2)
    kept = fastcgi.message(variables, body, keep=True)
    return [
        Case("a normal request", "answered", (good,)),
        Case("byte by byte", "answered", tuple(bytes([byte]) for byte in good)),
        Case("padding of 255 bytes", "answered", (head + _padded(parameters, body),)),
        Case(
            "a length in two records", "answered",
            (head + fastcgi.record(RecordType.PARAMS, split[:2])
             + fastcgi.record(RecordType.PARAMS, split[2:] + b"\x04" + method + b"POST") + rest,),
        ),
        Case("a name of 0x7fffffff bytes", "nothing", (lengths(0x7FFFFFFF, 0),)),
        Case("name and value of 0x7fffffff bytes", "nothing|aborts", (lengths(0x7FFFFFFF, 0x7FFFFFFF),)),
        Case("lengths whose sum overflows", "nothing|aborts", (lengths(0x7FFFFFFE, 0x7FFFFFFE),)),
        Case("a value of 1 GB that breaks off", "nothing", (lengths(4, 1 << 30),), stalls=True),
        Case("an unknown type in a request", "nothing|refused", (head + fastcgi.record(77, b"what") + rest,)),
        Case("an unknown management record", "nothing|answered", (fastcgi.record(77, b"what", request=0) + good,)),
        Case("an unknown role", "nothing|refused", (fastcgi.begin_request(role=9) + rest,)),
        Case("the role of an authorizer", "nothing", (fastcgi.begin_request(role=2) + rest,)),
        Case("the role of a filter", "nothing", (fastcgi.begin_request(role=3) + rest,)),
        Case(
            "a bad version", "nothing",
            (fastcgi.record(RecordType.BEGIN_REQUEST, b"\0\1\0\0\0\0\0\0", version=9) + rest,)),
        Case(
            "an abort", "nothing|refused",
            (head + fastcgi.stream(RecordType.PARAMS, parameters) + fastcgi.record(RecordType.ABORT_REQUEST),),
        ),
        Case(
            "two requests interleaved", "answered",
            (head + fastcgi.record(RecordType.PARAMS, parameters) + second + fastcgi.record(RecordType.PARAMS)
             + _body(body),),
        ),
        Case("a kept connection", "answered", (kept, kept, kept), answers=3),
        Case("input after its end", "answered", (good + fastcgi.stream(RecordType.STDIN, b"more"),)),
        Case("input without an end", "nothing|refused", (good[:-8],), stalls=True),
        Case("parameters without an end", "nothing|refused", (head + fastcgi.record(RecordType.PARAMS, parameters),),
             stalls=True),
        Case("parameters that have not begun", "nothing|refused", (head,), stalls=True),
        Case("half the head of a record", "nothing", (head[:4],), stalls=True),
        Case("a name twice", "refused", (named(("REQUEST_METHOD", "NO METHOD")),)),
        Case("an empty name, and an empty pair", "answered", (named(("", "value"), ("", "")),)),
        Case("a NUL in names and values", "answered", (named(("A\0B", "c\0d")),)),
        Case("a question for values, then a request", "answered", (asking(1) + good,)),
        Case("a question for values alone", "nothing", (asking(1),), stalls=True),
        Case("four questions for values, then a request", "answered|nothing|aborts", (asking(4) + good,)),
        Case("an empty record of another request", "nothing|refused",
             (head + fastcgi.record(RecordType.PARAMS, request=7) + rest,)),
        Case("no byte at all", "nothing", (b"",), stalls=True),
        Case("no FastCGI", "nothing|refused", (bytes(range(256)),)),
        Case("100,000 parameters", "refused", (named(*((f"X{number}", "y") for number in range(100_000))),)),
    ]


def _long(count: int) -> bytes:
    return struct.pack("!I", count | 0x80000000)


def _body(body: bytes) -> bytes:
    return fastcgi.stream(RecordType.STDIN, body)


def _padded(parameters: bytes, body: bytes) -> bytes:
    """Padding after all that has content: libfcgi takes that of an empty record for the next one."""
    streams = ((RecordType.PARAMS, parameters), (RecordType.STDIN, body))
    return b"".join(fastcgi.record(kind, text, padding=255) + fastcgi.record(kind) for kind, text in streams)


class Damage:
    """Damages messages at random, always the same way for the same source of chance."""

    def __init__(self, chance: random.Random):
        self.chance = chance

    def of(self, message: bytes) -> bytes:
        """The message with one to four things wrong with it."""
        data = bytearray(message)
        for _ in range(self.chance.choice((1, 1, 1, 2, 3, 4))):
            ways = (self._bit, self._byte, self._cut, self._repeat, self._drop, self._insert, self._head)
            self.chance.choice(ways)(data)
        return bytes(data)

    def _place(self, data: bytearray) -> int:
        return self.chance.randrange(len(data)) if data else 0

    def _bit(self, data: bytearray) -> None:
        if data:
            data[self._place(data)] ^= 1 << self.chance.randrange(8)

    def _byte(self, data: bytearray) -> None:
        if data:
            data[self._place(data)] = self.chance.choice((0, 1, 8, 9, 0x7F, 0x80, 0xFE, 0xFF))

    def _cut(self, data: bytearray) -> None:
        del data[self._place(data) :]

    def _repeat(self, data: bytearray) -> None:
        start = self._place(data)
        data[start:start] = data[start : start + self.chance.choice((1, 8, 16, 64, 400))]

    def _drop(self, data: bytearray) -> None:
        start = self._place(data)
        del data[start : start + self.chance.choice((1, 2, 8, 24, 100))]

    def _insert(self, data: bytearray) -> None:
        start = self._place(data)
        data[start:start] = self.chance.randbytes(self.chance.choice((1, 4, 8, 255)))

    def _head(self, data: bytearray) -> None:
        """One field of the first records' heads."""
        for _ in range(self.chance.randrange(1, 4)):
            start = self.chance.choice((0, 16)) + self.chance.randrange(8)
            if start < len(data):
                data[start] = self.chance.randrange(256)
