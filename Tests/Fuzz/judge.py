"""A second opinion on JSON texts: Python's reader, made as strict as RFC 8259 lets a reader be."""

import json
import sys
import typing
import unicodedata

DEPTH_LIMIT = 16
sys.set_int_max_str_digits(0)


class Refused(Exception):
    """The text is not JSON as it is read here."""


Pairs = list[tuple[str, object]]


def members(pairs: Pairs) -> Pairs:
    """An object; names that Unicode holds for the same are the same."""
    names = [unicodedata.normalize("NFD", name) for name, _ in pairs]
    if len(set(names)) < len(names):
        raise Refused("a name twice")
    return pairs


def constant(word: str) -> typing.NoReturn:
    raise Refused(word)


def check_depth(text: str) -> None:
    """Refuses deep nesting; brackets in strings do not count."""
    depth, in_string, escaped = 0, False, False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                raise Refused("too deep")
        elif character in "]}":
            depth -= 1


def value(data: bytes) -> list[object] | None:
    """The value of a JSON text, in a list of one; None where it is no JSON text."""
    try:
        text = data.decode("utf-8")
        check_depth(text)
        read = json.loads(text, object_pairs_hook=members, parse_constant=constant, parse_int=float)
        # Fails for a lone surrogate.
        json.dumps(read, ensure_ascii=False).encode("utf-8")
        return [read]
    except (Refused, ValueError, RecursionError):
        return None


def objection(data: bytes, verdict: str) -> str | None:
    """What is wrong with the verdict on `data`: `refused`, or `accepted` and what was read; None for nothing."""
    mine = value(data)
    if verdict == "refused":
        return None if mine is None else f"refused: {data!r}"
    if mine is None:
        return f"accepted: {data!r}"
    read = json.loads(verdict.removeprefix("accepted "), object_pairs_hook=members, parse_int=float)
    return None if [read] == mine else f"read as {read!r}: {data!r}"
