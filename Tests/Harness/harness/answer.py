"""Answers of the service, however they came: by HTTP, by FastCGI or from a CGI program."""
import dataclasses
import json
from typing import Any

from .canary import CANARY


@dataclasses.dataclass
class Answer:
    status: int
    body: bytes
    json: Any
    """The body, decoded; None where it is no JSON."""
    headers: dict[str, str]
    """By names in lower case."""

    @property
    def data(self) -> dict:
        """The `data` of a success; empty where there is none."""
        found = self.json.get("data") if isinstance(self.json, dict) else None
        return found if isinstance(found, dict) else {}

    @property
    def reason(self) -> str:
        """The `details.reason` of a failure, or nothing."""
        try:
            return str(self.json["error"]["details"]["reason"])
        except (KeyError, TypeError):
            return ""

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300


def received(status: int, body: bytes, headers: dict[str, str]) -> Answer:
    """The answer with its body decoded. A token or a key in it is a secret from here on."""
    try:
        decoded = json.loads(body)
    except ValueError:
        decoded = None
    answer = Answer(status, body, decoded, headers)
    for secret in map(answer.data.get, ("token", "key")):
        if isinstance(secret, str):
            CANARY.remember(secret)
    return answer


def parse(output: bytes) -> Answer | None:
    """The whole response of a CGI program (RFC 3875, 6.2), or None."""
    head, separator, body = output.partition(b"\r\n\r\n")
    lines = [line.partition(":") for line in head.decode("latin-1").split("\r\n")]
    headers = {name.lower(): value.strip() for name, _, value in lines}
    status = headers.pop("status", "")[:3]
    if not separator or not status.isdigit() or len(body) != int(headers.get("content-length", len(body))):
        return None
    return received(int(status), body, headers)
