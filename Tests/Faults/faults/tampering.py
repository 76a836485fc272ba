"""A file or a folder of the state that somebody has meddled with, and a state with something in it to meddle with."""

from __future__ import annotations

import collections.abc
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import stat
from dataclasses import dataclass

from harness.processes import eventually
from harness.state import SampleState

Path = pathlib.Path
FOREIGN_USER = 65534


@dataclass(frozen=True)
class Dead:
    """Links and keys that admit nobody, by why, and a link that does."""

    links: dict[str, str]
    keys: dict[str, str]
    live: str


def with_dead_links(state: SampleState) -> Dead:
    """Adds a revoked, a used up, an expired and a live invite to team 42, and a revoked and an expired key."""
    links = {
        "revoked": _link(state, "--max-uses", 5), "used up": _link(state, "--max-uses", 1),
        "expired": _link(state), "live": _link(state),
    }
    state.ctl("invite", "revoke", links["revoked"][:24])
    # The rest of its history is written as the program itself writes it.
    events = state.ledger()
    end = {"seq": len(events) + 1, "at": events[-1]["at"], "by": {"userId": 17}, "event": "invite.edited",
           "inviteId": links["expired"][:24],
           "invite": {"expiresAt": "2026-01-01T00:00:00.000Z", "expiresInDays": None, "maxUses": None}}
    use = {"seq": len(events) + 2, "at": events[-1]["at"], "by": {"userId": 900}, "event": "invite.redeemed",
           "inviteId": links["used up"][:24],
           "member": {"id": len(events) + 2, "userId": 900, "role": "MEMBER", "accepted": True}}
    with open(state.ledger_file(), "ab") as ledger:
        for event in end, use:
            ledger.write(json.dumps(event, separators=(",", ":")).encode() + b"\n")
    keys = {"revoked key": state.member_key(18), "expired key": state.member_key(19)}
    for user, property in ((18, "revokedAt"), (19, "expiresAt")):
        file = key_file(state, user)
        past = f'"{property}":"2026-01-01T00:00:00.000Z"'
        file.write_text(file.read_text().replace(f'"{property}":null', past))
    return Dead({why: link for why, link in links.items() if why != "live"}, keys, links["live"])


def key_file(state: SampleState, user: int) -> Path:
    """The one credential of a user."""
    [found] = [file for file in (state.folder / "credentials").iterdir()
               if json.loads(file.read_text())["userId"] == user]
    return found


def _link(state: SampleState, *options: object) -> str:
    shown = state.ctl("invite", "create", "--team", 42, "--as-user", 17, *options).stdout
    found = re.search("token=([0-9a-f]+)", shown)
    assert found, shown
    return found[1]


def put(file: Path, content: bytes) -> None:
    """Another file of that name, so that nobody takes it for the one he has read."""
    aside = file.with_name(".aside")
    aside.write_bytes(content)
    aside.chmod(0o600)
    aside.rename(file)


def flips(content: bytes, places: collections.abc.Iterable[int]) -> collections.abc.Iterator[tuple[str, bytes]]:
    """The content with one bit, and with all bits, of each of these bytes turned round."""
    for place in places:
        for name, mask in (("one bit", 1 << place % 8), ("all bits", 0xFF)):
            damaged = bytearray(content)
            damaged[place] ^= mask
            yield f"{name} of byte {place}", bytes(damaged)


def is_json_lines(content: bytes) -> bool:
    """True when every whole line is a JSON object, as Python sees it."""
    try:
        return all(isinstance(json.loads(line.decode()), dict) for line in content.split(b"\n")[:-1])
    except ValueError:
        return False


SUBSTITUTES = (
    "nothing", "an empty file", "a link to it", "a dangling link", "a second name for it", "a pipe", "a folder",
    "a file", "a device", "a device that never ends", "a socket", "a foreign owner",
    "mode 0644", "mode 0660", "mode 0755",
)
"""What may stand in the place of a file or folder."""


@contextlib.contextmanager
def substituted(path: Path, by: str) -> collections.abc.Iterator[bool]:
    """Puts something else in the place of `path` while the body runs; false where that makes no sense for it."""
    saved = path.with_name(path.name + ".saved")
    facts = path.stat()
    is_folder = stat.S_ISDIR(facts.st_mode)
    if (by in ("a second name for it", "an empty file") and is_folder) or by == ("a folder" if is_folder else "a file"):
        yield False
        return
    if by.startswith("mode ") or by == "a foreign owner":
        os.chown(path, FOREIGN_USER, FOREIGN_USER) if by == "a foreign owner" else path.chmod(int(by[5:], 8))
        try:
            yield True
        finally:
            os.chown(path, facts.st_uid, facts.st_gid)
            path.chmod(stat.S_IMODE(facts.st_mode))
        return
    path.rename(saved)
    try:
        _substitute(path, saved, by)
        yield True
    finally:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        saved.rename(path)


def _substitute(path: Path, saved: Path, by: str) -> None:
    match by:
        case "nothing":
            pass
        case "an empty file" | "a file":
            path.write_bytes(b"")
            path.chmod(0o600)
        case "a link to it":
            path.symlink_to(saved)
        case "a dangling link":
            path.symlink_to(saved.with_name("nowhere"))
        case "a second name for it":
            os.link(saved, path)
        case "a pipe":
            os.mkfifo(path, 0o600)
        case "a folder":
            path.mkdir(0o700)
        case "a device":
            os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))
        case "a device that never ends":
            os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
        case "a socket":
            _socket(path)


def _socket(path: Path) -> None:
    """A listening socket's name may be too long, so it is bound by a short one in the same folder."""
    folder = os.open(path.parent, os.O_PATH)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(f"/proc/self/fd/{folder}/{path.name}")
        path.chmod(0o600)
    finally:
        os.close(folder)


class LogReader:
    """What the handlers have written to their log since the last look."""

    def __init__(self, file: Path):
        self._file = open(file, errors="replace")
        self.new()

    def __enter__(self) -> LogReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def new(self) -> str:
        return self._file.read()

    def awaiting(self, text: str, seconds: float = 5) -> str:
        """All that is new, as soon as `text` is in it; without it, when the time is up."""
        seen = ""

        def has_come() -> bool:
            nonlocal seen
            seen += self.new()
            return text in seen

        with contextlib.suppress(TimeoutError):
            eventually(text, has_come, seconds)
        return seen
