"""Ledgers, read without this program's code: whole ones afterwards, and growing ones without a lock."""
import collections
import collections.abc
import datetime
import json
import os
import pathlib
import threading

from harness.state import SampleState

from .board import Tally

Finding = tuple[str, bool, str]


def moment(text: str) -> float:
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def teams(state: SampleState) -> list[int]:
    return sorted(int(file.stem) for file in (state.folder / "teams").glob("*.jsonl"))


def events(state: SampleState, team: int) -> list[dict]:
    """All events of a team, those that compactions put into the archive too, in the order of their numbers.

    An event in two files comes once, for a compaction copies it; one that a file has twice comes twice.

    Raises ValueError, KeyError or TypeError where a whole line is no event.
    """
    found: dict[int, list[dict]] = {}
    for file in [*sorted((state.folder / "archive").glob(f"{team}-*.jsonl")), state.ledger_file(team)]:
        numbered: dict[int, list[dict]] = collections.defaultdict(list)
        for event in [json.loads(line) for line in _lines(file.read_bytes())]:
            if event["event"] != "team.snapshot":
                numbered[event["seq"]].append(event)
        found |= numbered
    return [event for seq in sorted(found) for event in found[seq]]


def read(state: SampleState) -> dict[int, list[dict]]:
    """The events of all teams."""
    return {team: events(state, team) for team in teams(state)}


def unlike_one_more(before: bytes, after: bytes, invite: str) -> str:
    """How a ledger's file is not what it was and one more line, which makes this invite; nothing where it is."""
    old, new = _lines(before), _lines(after)
    if new[:-1] != old:
        return f"{len(old)} lines became {len(new)}, which are not the same and one more"
    try:
        told = [json.loads(line) for line in new]
        numbers, made = [event["seq"] for event in told], told[-1]["invite"]["id"]
        first = numbers[0] if told[0]["event"] == "team.snapshot" else 1
    except (ValueError, KeyError, TypeError) as error:
        return f"a line is no event: {error!r}"
    if numbers != list(range(first, first + len(numbers))):
        return f"the events are numbered {numbers}"
    return "" if made == invite else f"{made} was made, and {invite} was told"


def _lines(contents: bytes) -> list[bytes]:
    """The whole lines: what comes after the last newline is no event yet."""
    whole, _, _ = contents.rpartition(b"\n")
    return [line for line in whole.split(b"\n") if line]


class Story:
    """What the ledgers tell, over all teams."""

    def __init__(self) -> None:
        self.created: set[str] = set()
        self.revoked: set[str] = set()
        self.admitted: set[tuple[str, int]] = set()
        """Invite and user of each redemption."""
        self.names: dict[str, set[str]] = {}
        """The names that each invite was given by edits."""
        self.keys: dict[str, int] = {}
        """How many invites were made with an Idempotency-Key, by team, caller and the key's hash."""
        self._members: dict[int, dict[int, int]] = {}
        """Of each team, the users and their memberships."""
        self._team: dict[str, int] = {}

    def is_member(self, invite: str, user: int) -> bool:
        """Whether a user is in the team of an invite at the end."""
        return user in self._members.get(self._team.get(invite, -1), {})

    def tell(self, team: int, told: list[dict]) -> collections.abc.Iterator[Finding]:
        """Folds a ledger; what it shows about itself comes as findings: invariant, whether it holds, what was seen."""
        members = self._members.setdefault(team, {})
        invites: dict[str, dict] = {}
        numbers = [event["seq"] for event in told]
        yield "I5", len(set(numbers)) == len(numbers), f"team {team}: a number comes twice"
        for event in told:
            kind, id = event["event"], event.get("inviteId", "")
            if kind == "invite.created":
                id = event["invite"]["id"]
                yield "I6", id not in self.created, f"{id} was made twice"
                self.created.add(id)
                self._team[id] = team
                invites[id] = {"terms": event["invite"], "uses": 0}
                self._count_key(team, event)
            elif kind.startswith("invite.") and id not in invites:
                yield "I5", False, f"{kind} of {id}, which was never made, at {event['seq']}"
            elif kind == "invite.edited":
                invites[id]["terms"] = event["invite"]
                self.names.setdefault(id, set()).add(event["invite"].get("name"))
            elif kind == "invite.revoked":
                self.revoked.add(id)
            elif kind == "invite.redeemed":
                yield from self._redemption(id, invites[id], event)
            yield from self._member(team, members, event)

    def _redemption(self, id: str, invite: dict, event: dict) -> collections.abc.Iterator[Finding]:
        """Whether an invite may admit where the ledger says that it did."""
        if "userId" in event["member"]:
            self.admitted.add((id, event["member"]["userId"]))
        invite["uses"] += 1
        most, ends = invite["terms"]["maxUses"], invite["terms"]["expiresAt"]
        yield "I3", most is None or invite["uses"] <= most, f"{id}: {invite['uses']} uses of {most}"
        yield "I2", id not in self.revoked, f"{id} admits after its revocation, at {event['seq']}"
        is_late = ends is not None and moment(event["at"]) >= moment(ends)
        yield "I2", not is_late, f"{id} admits after {ends}, at {event['at']}"
        yield "I2", not invite["terms"].get("paused"), f"{id} admits while it is paused, at {event['seq']}"

    def _member(self, team: int, members: dict[int, int], event: dict) -> collections.abc.Iterator[Finding]:
        if event["event"] in ("member.removed", "member.keptOut"):
            for user in [user for user, number in members.items() if number == event["memberId"]]:
                del members[user]
        elif event["event"] in ("member.added", "invite.redeemed") and "userId" in event["member"]:
            user, number = event["member"]["userId"], event["member"]["id"]
            yield "I6", members.get(user, number) == number, f"user {user} is in {team} twice"
            members[user] = number

    def _count_key(self, team: int, event: dict) -> None:
        if "request" in event["invite"]:
            key = f"{team} {json.dumps(event['by'])} {event['invite']['request']['key']}"
            self.keys[key] = self.keys.get(key, 0) + 1


class Scanner:
    """A thread that reads all ledgers every few ms, as readers do, without a lock, and decodes every whole line.

    A context manager. Each ledger seen is a trial of I5: a whole line is JSON, its number is the next one, what was
    there before is still there. Reads what is new, and all from the start every 200th time.
    """

    PAUSE = 0.005

    def __init__(self, state: SampleState, tally: Tally) -> None:
        self._folder = state.folder / "teams"
        self._tally = tally
        self._seen: dict[str, tuple[int, int, int]] = {}
        """Of each file: inode, bytes read, the last number."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._scan, daemon=True)

    def __enter__(self) -> "Scanner":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self._seen.clear()
        self.look()

    def look(self) -> None:
        """One scan."""
        for file in self._folder.glob("*.jsonl"):
            fault = self._read(file)
            self._tally.check("I5", not fault, f"{file.name}: {fault}")

    def _scan(self) -> None:
        times = 0
        while not self._ended.wait(self.PAUSE):
            times += 1
            if times % 200 == 0:
                self._seen.clear()
            self.look()

    def _read(self, file: pathlib.Path) -> str:
        """What is wrong with what a reader finds now, if anything."""
        with open(file, "rb") as opened:
            inode, size = _identity(opened.fileno())
            known, offset, last = self._seen.get(file.name, (inode, 0, 0))
            if known != inode:
                offset, last = 0, 0
            if size < offset:
                return f"{size} bytes, after {offset} had been read"
            opened.seek(offset)
            whole, newline, _ = opened.read().rpartition(b"\n")
        if size == 0:
            return "it is empty"
        for line in whole.split(b"\n") if newline else ():
            try:
                number = json.loads(line)["seq"]
            except (ValueError, KeyError, TypeError) as error:
                return f"{error} in {line[:200]!r}"
            if last and number != last + 1:
                return f"{number} comes after {last}"
            last = number
        self._seen[file.name] = (inode, offset + len(whole) + len(newline), last)
        return ""


def _identity(descriptor: int) -> tuple[int, int]:
    status = os.fstat(descriptor)
    return status.st_ino, status.st_size
