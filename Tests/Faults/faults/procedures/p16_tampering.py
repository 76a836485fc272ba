"""Meddles with each file and folder of the state, and looks what a handler makes of it.

Every byte of a ledger of 2 KB is changed (one bit, all bits) and the ledger cut at every length; likewise the bytes
of keys, of format.json and of token.key; and links, pipes, folders, devices, foreign owners and open modes stand in
each one's place. What is no longer what it was is answered with a documented refusal, named in the log, and never
taken for an empty state; no handler dies or hangs; what was admitted nobody before admits nobody.

Lines carry no checksum, so a byte that makes another valid value of a value cannot be noticed, nor that whole lines
are missing at the end. Those are counted in notes and judged by what the file now says.
"""
import collections

from harness import cgi, fastcgi
from harness.answer import Answer, parse
from harness.cgi import Command, Outcome
from harness.fastcgi import NoAnswer
from harness.service import Service
from harness.state import SampleState

from .. import tampering
from ..board import Tally
from ..context import Context
from ..tampering import Dead, LogReader, Path

ID = "P16"
TITLE = "tampering"
NEEDS = ("spawn-fcgi", "multiwatch")

PATIENCE = 8
CORRUPT, UNAVAILABLE = "STORE_CORRUPT", "STORE_UNAVAILABLE"
REFUSALS = {
    (401, "CREDENTIAL_UNKNOWN"), (401, "CREDENTIAL_EXPIRED"), (401, "CREDENTIAL_REVOKED"), (403, "NOT_A_MEMBER"),
    (403, "ROLE_TOO_LOW"), (403, "ROLE_ABOVE_OWN"), (403, "VOUCHING_NOT_ALLOWED"), (403, "INSUFFICIENT_SCOPE"),
    (404, "INVITE_NOT_FOUND"), (409, "INVITE_LIMIT_REACHED"), (409, "INVITE_PAUSED"), (410, "INVITE_EXPIRED"),
    (410, "INVITE_REVOKED"), (410, "INVITE_EXHAUSTED"), (503, CORRUPT), (503, UNAVAILABLE),
}


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    dead = tampering.with_dead_links(state)
    with Service(state, workers=1, through="socket") as service:
        with LogReader(service.logs / "handler.log") as log:
            bench = Bench(service, dead, log, tally)
            bench.is_well("before anything")
            bench.ledger(context)
            bench.keys(context)
            bench.format()
            bench.substitutes()
            bench.is_well("after everything")
        tally.check("I9", "died, respawn" not in service.log_text(), "a handler died")
    token_key(state, dead, tally)
    check = state.check()
    tally.check("I5", check.returncode == 0, f"what was restored is not whole: {check.stderr.strip()[:200]}")


class Bench:
    """One handler, and requests to it that show what it makes of the state."""

    def __init__(self, service: Service, dead: Dead, log: LogReader, tally: Tally):
        self.service, self.state, self.dead, self.log, self.tally = service, service.state, dead, log, tally
        self.name = ""
        """What was meddled with."""

    def ask(self, method: str, path: str, key: str, body: bytes = b"") -> Answer | None:
        """The answer, checked to be of the documented set; None, and a violation, when there is none."""
        try:
            reply = fastcgi.ask(self.service.socket, cgi.variables(method, path, key, body), body, PATIENCE)
        except NoAnswer as reason:
            self.tally.check("I10", False, f"{self.name}: {method} {path}: {reason}")
            return None
        self.tally.check("I10", True, "")
        is_known = reply.status == 200 or (reply.status, reply.reason) in REFUSALS
        seen = f"{reply.status} {reply.reason} {reply.body[:200]!r}"
        self.tally.check("I7", is_known, f"{self.name}: {method} {path}: {seen}")
        return reply

    def look(self) -> Answer | None:
        return self.ask("GET", "/v2/teams/42/invites", self.state.admin_key)

    def accept(self, token: str) -> Answer | None:
        return self.ask("POST", "/v2/invites/accept", self.state.vouching_key, fastcgi.redemption(token, 1001))

    def admitted(self) -> list[str]:
        """Why those links are dead that admit somebody all the same."""
        found = [(why, self.accept(token)) for why, token in self.dead.links.items()]
        return [why for why, reply in found if reply and reply.status == 200]

    def is_well(self, when: str) -> None:
        """Everything is as it should be: who may look sees all invites, and the dead links are dead."""
        self.name = when
        reply = self.look()
        is_whole = reply is not None and reply.status == 200 and len(reply.json["data"]) == 4
        self.tally.check("I9", is_whole, f"{when}: not served again")
        self.tally.check("I2", not self.admitted(), f"{when}: a dead link admits")

    def names(self, place: str) -> bool:
        """True when the log tells of the place, since it was last asked."""
        return place in self.log.awaiting(place)

    def ledger(self, context: Context) -> None:
        file = self.state.ledger_file()
        whole = file.read_bytes()
        step = 1 if not context.short else 11
        places = range(context.random.randrange(step), len(whole), step)
        seen: collections.Counter[str] = collections.Counter()
        for name, content in tampering.flips(whole, places):
            self.name = f"ledger, {name}"
            tampering.put(file, content)
            self._flipped(content, whole, seen)
        for length in range(context.random.randrange(step), len(whole), step):
            self.name = f"ledger cut to {length} bytes"
            tampering.put(file, whole[:length])
            self._cut(whole[:length])
            seen["cuts"] += 1
        tampering.put(file, whole)
        self.tally.note(
            f"{seen['flips']} flips in a ledger of {len(whole)} bytes: {seen['refused']} refused, {seen['torn']} took "
            f"the last line for a torn one, {seen['unseen']} made another valid ledger, of which {seen['opened']} "
            f"reopened a dead link; {seen['cuts']} cuts, each read as the whole lines that were left")
        self.is_well("the ledger is restored")

    def _flipped(self, content: bytes, whole: bytes, seen: collections.Counter[str]) -> None:
        reply = self.look()
        opened = self.admitted()
        seen["flips"] += 1
        refused = reply is not None and (reply.status, reply.reason) == (503, CORRUPT)
        if refused:
            seen["refused"] += 1
            self.tally.check("I5", self.names("42.jsonl' is damaged at line"), f"{self.name}: the log names no line")
        elif not content.endswith(b"\n"):
            seen["torn"] += 1
        else:
            seen["unseen"] += 1
            seen["opened"] += bool(opened)
            self.tally.check("I5", tampering.is_json_lines(content), f"{self.name}: a line that is no JSON is taken")
        # Never as if nothing were there: what is read has the invites whose lines are left.
        left = content.rpartition(b"\n")[0].count(b"invite.created")
        is_empty = reply is not None and reply.status == 200 and left > 0 and not reply.json["data"]
        self.tally.check("I5", not is_empty, f"{self.name}: taken for an empty ledger")
        is_noticed = refused or not tampering.is_json_lines(content)
        self.tally.check("I2", not (is_noticed and opened), f"{self.name}: {opened} admit")

    def _cut(self, content: bytes) -> None:
        lines = content.rpartition(b"\n")[0]
        members, invites = lines.count(b'"userId":17,"role"'), lines.count(b"invite.created")
        reply = self.look()
        if reply is None:
            return
        if not lines:
            expected = (503, CORRUPT)
            self.tally.check("I5", self.names("42.jsonl"), f"{self.name}: the log does not name the ledger")
        else:
            expected = (200, "") if members else (403, "NOT_A_MEMBER")
        seen = (reply.status, reply.reason)
        is_right = seen == expected and (reply.status != 200 or len(reply.json["data"]) == invites)
        self.tally.check("I5", is_right, f"{self.name}: {seen}, not {expected} with {invites} invites")

    def keys(self, context: Context) -> None:
        """The files of keys: one that is good, one revoked, one expired."""
        users = {"good key": (17, self.state.admin_key)}
        users |= {why: (user, self.dead.keys[why]) for why, user in (("revoked key", 18), ("expired key", 19))}
        seen: collections.Counter[str] = collections.Counter()
        for why, (user, key) in users.items():
            file = tampering.key_file(self.state, user)
            whole = file.read_bytes()
            step = 1 if not context.short else 5
            for name, content in tampering.flips(whole, range(0, len(whole), step)):
                self.name = f"{why}, {name}"
                tampering.put(file, content)
                self._key(why, file.name, content, key, seen)
            for length in range(0, len(whole) - 1, step):
                self.name = f"{why} cut to {length} bytes"
                tampering.put(file, whole[:length])
                self._key(why, file.name, whole[:length], key, seen)
            tampering.put(file, whole)
        self.tally.note(
            f"{seen['all']} changes to keys: {seen['refused']} refused as corrupt, {seen['unseen']} made another valid "
            f"key, of which {seen['opened']} brought a revoked or expired one back to life")
        self.is_well("the keys are restored")

    def _key(self, why: str, file: str, content: bytes, key: str, seen: collections.Counter[str]) -> None:
        reply = self.ask("GET", "/v2/me", key)
        if reply is None:
            return
        seen["all"] += 1
        is_json = tampering.is_json_lines(content.rstrip(b"\n") + b"\n")
        if (reply.status, reply.reason) == (503, CORRUPT):
            seen["refused"] += 1
            self.tally.check("I5", self.names(file), f"{self.name}: the log does not name the file")
            return
        seen["unseen"] += 1
        seen["opened"] += reply.status == 200 and why != "good key"
        self.tally.check("I5", is_json, f"{self.name}: what is no JSON is taken: {reply.status} {reply.reason}")

    def format(self) -> None:
        """format.json, which is looked at whenever somebody asks whether the service is well."""
        file = self.state.folder / "format.json"
        whole = file.read_bytes()
        variants = [*tampering.flips(whole, range(len(whole)))]
        variants += [(f"cut to {length} bytes", whole[:length]) for length in range(len(whole) - 1)]
        for name, content in variants:
            self.name = f"format.json, {name}"
            tampering.put(file, content)
            reply = self.ask("GET", "/health", "")
            if reply is not None and reply.status == 200:
                is_same = content.split() == whole.split()
                self.tally.check("I5", is_same, f"{self.name}: taken")
            else:
                self.tally.check("I5", self.names("format.json"), f"{self.name}: the log does not name it")
        tampering.put(file, whole)
        self.is_well("format.json is restored")

    def substitutes(self) -> None:
        """Something else in the place of each file and folder."""
        root = self.state.folder
        files = [self.state.ledger_file(), tampering.key_file(self.state, 17), root / "format.json", root / "token.key"]
        seen: collections.Counter[str] = collections.Counter()
        for path in [*files, root / "teams" / "42.lock", root / "teams", root / "credentials", root / "archive", root]:
            for by in tampering.SUBSTITUTES:
                with tampering.substituted(path, by) as makes_sense:
                    if makes_sense:
                        self.name = f"{by} in the place of {path.relative_to(root.parent)}"
                        self._substituted(path, by, seen)
            self.is_well(f"{path.name} is put back")
        self.tally.note(
            f"{seen['all']} things in the place of files and folders: a handler that starts refuses {seen['start']}, "
            f"one that runs {seen['running']}; a second name for a file and whatever is in a lock's place pass")

    def _substituted(self, path: Path, by: str, seen: collections.Counter[str]) -> None:
        looked, health = self.look(), self.ask("GET", "/health", "")
        statuses = [reply.status for reply in (looked, health) if reply]
        started = start(self.state).status
        seen["all"] += 1
        seen["running"] += 503 in statuses
        seen["start"] += started == 503
        self.tally.check("I2", not self.admitted(), f"{self.name}: a dead link admits")
        is_one_of_many = path.parent.name in ("teams", "credentials")
        # Nothing is read from a lock, a team or a key that is not there does not exist, and both names are ours.
        passes = path.name == "42.lock" or by == "a second name for it" or (is_one_of_many and by == "nothing")
        self.tally.check("I11", started == 503 or passes, f"{self.name}: a handler starts and answers {started}")
        if is_one_of_many or path.name == "format.json":
            self.tally.check("I11", 503 in statuses or passes, f"{self.name}: a handler that runs answers {statuses}")
        elif path.name != "token.key" and by in ("nothing", "a dangling link"):
            is_empty = looked is not None and looked.status != 503 and path.name != "archive"
            self.tally.check("I5", not is_empty, f"{self.name}: taken for an empty one: {looked and looked.reason}")


class Started:
    """What a handler that starts with the state as it is says to somebody who wants to look."""

    def __init__(self, outcome: Outcome):
        self.errors, self.code = outcome.errors, outcome.status
        reply = parse(outcome.output)
        if reply is None:
            raise RuntimeError(f"a handler says nothing: {outcome}")
        self.status, self.reason = reply.status, reply.reason


def start(state: SampleState, body: bytes = b"", method: str = "GET", path: str = "/v2/teams/42/invites") -> Started:
    """Runs a handler for one request, as CGI."""
    key = state.vouching_key if body else state.admin_key
    environment = state.environment | cgi.variables(method, path, key, body)
    return Started(Command([str(state.bin / "invite-fcgi")], environment, body).run(timeout=PATIENCE))


def token_key(state: SampleState, dead: Dead, tally: Tally) -> None:
    """Another key opens nothing, and one that is none stops the start."""
    file = state.folder / "token.key"
    whole = file.read_bytes()
    body = fastcgi.redemption(dead.live, 1001)
    variants = [*tampering.flips(whole, range(len(whole)))]
    variants += [(f"cut to {length} bytes", whole[:length]) for length in range(len(whole) - 1)]
    for name, content in variants:
        tampering.put(file, content)
        found = start(state, body, "POST", "/v2/invites/accept")
        seen = f"token.key, {name}: {found.status} {found.reason}"
        is_known = (found.status, found.reason) in {(503, CORRUPT), (503, UNAVAILABLE), (404, "INVITE_NOT_FOUND")}
        is_same = content.split() == whole.split()
        tally.check("I7", is_known or is_same, seen)
        tally.check("I2", found.status != 200 or is_same, seen)
        tally.check("I5", found.status != 503 or "token.key" in found.errors, f"{seen}: {found.errors[:200]}")
    tampering.put(file, whole)
