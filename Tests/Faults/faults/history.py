"""Who asked for what, when, and what came of it; whether that and the ledgers can both be true."""
import collections.abc
import dataclasses
import hashlib
import json
import pathlib
import threading
import time

from harness.answer import Answer
from harness.client import Client, Unknown
from harness.state import SampleState

from .board import Tally
from .ledgers import Story, moment, read


@dataclasses.dataclass
class Request:
    """One request. Times are monotonic seconds; `wall` is the clock's time at the start. Holds no secrets."""

    op: str
    args: dict
    start: float
    wall: float
    end: float = 0
    outcome: str = "unknown"
    """`ok`: 2xx. `fail`: a 4xx, it was not done. `unknown`: no answer, or 5xx."""
    result: dict = dataclasses.field(default_factory=dict)


class History:
    """A file with one JSON line before and one after each request. May be used by many threads at once."""

    def __init__(self, file: pathlib.Path) -> None:
        self.requests: list[Request] = []
        self._file = open(file, "a", encoding="utf-8")
        self._lock = threading.Lock()

    def record(self, op: str, args: dict, send: collections.abc.Callable[[], Answer]) -> Answer | None:
        """Sends a request; None when its outcome is not known because there was no answer."""
        request = Request(op, args, time.monotonic(), time.time())
        self._write(request)
        answer = None
        try:
            answer = send()
            request.outcome = "ok" if answer.is_ok else "fail" if answer.status < 500 else "unknown"
            request.result = _result(answer)
        except Unknown as lost:
            request.result = {"lost": str(lost)}
        request.end = time.monotonic()
        self._write(request)
        return answer

    def _write(self, request: Request) -> None:
        with self._lock:
            if not request.end:
                self.requests.append(request)
            self._file.write(json.dumps(dataclasses.asdict(request)) + "\n")
            self._file.flush()


class Recorder:
    """A client whose requests are in a history. Invites are named by their ids, which their tokens begin with."""

    def __init__(self, client: Client, history: History) -> None:
        self.client = client
        self.history = history

    def create(self, team: int = 42, idempotency: str | None = None, **options: object) -> Answer | None:
        args = {"team": team, "idempotency": idempotency, **options}
        return self.history.record("create", args, lambda: self.client.create(team, None, idempotency, **options))

    def accept(self, token: str, user: int) -> Answer | None:
        args = {"invite": token[:24], "user": user}
        return self.history.record("accept", args, lambda: self.client.accept(token, user))

    def revoke(self, id: str, team: int = 42) -> Answer | None:
        return self.history.record("revoke", {"invite": id}, lambda: self.client.revoke(id, team))

    def edit(self, id: str, team: int = 42, **changes: object) -> Answer | None:
        return self.history.record(
            "edit", {"invite": id, "changes": changes}, lambda: self.client.edit(id, team, None, **changes))


def _result(answer: Answer) -> dict:
    data = {name: answer.data[name] for name in ("id", "joined", "expiresAt") if name in answer.data}
    if "token" in answer.data:
        data["token"] = hashlib.sha256(answer.data["token"].encode()).hexdigest()
    return {"status": answer.status, "reason": answer.reason, **data}


def check(
    requests: list[Request], ledgers: dict[int, list[dict]], tally: Tally | None = None
) -> list[tuple[str, str]]:
    """Every violation, as invariant and what was seen. With a tally, each thing that is looked at is a trial of it.

    `ledgers` has all events of every team that the requests were about, those in the archive too. Six rules: what was
    acknowledged is there; nobody is in who was refused or never asked, and no more than may; a dead invite admits
    nobody, by the order of the requests and by the order of the ledger; so does one that is past its time; ids, tokens
    and memberships are unique, and one key makes one invite. (The sixth, that a reader never sees half a line, is
    `Scanner`'s.)
    """
    found: list[tuple[str, str]] = []

    def look(invariant: str, ok: bool, seen: str) -> None:
        if tally:
            tally.check(invariant, ok, seen)
        if not ok:
            found.append((invariant, seen))

    story = Story()
    for team, events in ledgers.items():
        for invariant, ok, seen in story.tell(team, events):
            look(invariant, ok, seen)
    _acknowledged(requests, story, look)
    _admitted(requests, story, look)
    _dead(requests, story, look)
    _unique(requests, story, look)
    return found


def conclude(requests: list[Request], state: SampleState, tally: Tally) -> None:
    """After everything: `invitectl check` is content, all ledgers can be read, and the history can be true."""
    said = state.check()
    tally.check("I5", said.returncode == 0, f"invitectl check: {said.stderr}")
    try:
        ledgers = read(state)
    except (ValueError, KeyError, TypeError) as error:
        tally.check("I5", False, f"a ledger cannot be read: {error}")
    else:
        check(requests, ledgers, tally)


Look = collections.abc.Callable[[str, bool, str], None]


def _acknowledged(requests: list[Request], story: Story, look: Look) -> None:
    for request in (request for request in requests if request.outcome == "ok"):
        args, result = request.args, request.result
        if request.op == "create":
            look("I1", result["id"] in story.created, f"lost create of {result['id']}")
        elif request.op == "accept":
            invite, user = args["invite"], args["user"]
            there = (invite, user) in story.admitted if result.get("joined") else story.is_member(invite, user)
            look("I1", there, f"lost accept of {invite} by {user}")
        elif request.op == "revoke":
            look("I1", args["invite"] in story.revoked, f"lost revocation of {args['invite']}")
        elif request.op == "edit":
            name = args["changes"].get("name")
            look("I1", name in story.names.get(args["invite"], set()), f"lost edit of {args['invite']} to {name}")


def _admitted(requests: list[Request], story: Story, look: Look) -> None:
    """Whoever is in asked to be, and was not told otherwise."""
    outcomes: dict[tuple[str, int], set[str]] = {}
    joined: dict[tuple[str, int], int] = {}
    for request in (request for request in requests if request.op == "accept"):
        who = (request.args["invite"], request.args["user"])
        outcomes.setdefault(who, set()).add(request.outcome)
        joined[who] = joined.get(who, 0) + bool(request.result.get("joined"))
    for who, seen in outcomes.items():
        if seen == {"fail"}:
            look("I4", who not in story.admitted, f"{who} was refused and is in")
        look("I6", joined[who] <= 1, f"{who} was told {joined[who]} times to have joined")
    for who in story.admitted:
        told = bool(joined.get(who)) or "unknown" in outcomes.get(who, set())
        look("I4", told, f"{who} is in, and nobody was told so or lost the answer")


def _dead(requests: list[Request], story: Story, look: Look) -> None:
    revoked: dict[str, float] = {}
    expires: dict[str, float] = {}
    asked: dict[tuple[str, int], float] = {}
    for request in requests:
        invite = request.args.get("invite", "")
        if request.op == "revoke" and request.outcome == "ok":
            revoked[invite] = min(request.end, revoked.get(invite, request.end))
        elif request.op == "create" and request.result.get("expiresAt"):
            expires[request.result["id"]] = moment(request.result["expiresAt"])
        elif request.op == "edit" and "expiresAt" in request.args["changes"]:
            expires.pop(invite, None)
        elif request.op == "accept":
            who = (invite, request.args["user"])
            asked[who] = min(request.start, asked.get(who, request.start))
    for request in (request for request in requests if request.op == "accept"):
        who = (request.args["invite"], request.args["user"])
        if request.start > revoked.get(who[0], float("inf")):
            is_in = request.outcome == "ok" or (who in story.admitted and asked[who] == request.start)
            look("I2", not is_in, f"{who} joined after the revocation was answered")
        if request.wall > expires.get(who[0], float("inf")):
            look("I2", request.outcome != "ok", f"{who} joined after the expiry")


def _unique(requests: list[Request], story: Story, look: Look) -> None:
    made = [request for request in requests if request.op == "create" and request.outcome == "ok"]
    by_key: dict[tuple[int, str], set[tuple[str, str]]] = {}
    owner: dict[str, str] = {}
    seen: set[str] = set()
    for request in made:
        id, token = request.result["id"], request.result["token"]
        key = request.args.get("idempotency")
        if key:
            by_key.setdefault((request.args["team"], key), set()).add((id, token))
        else:
            look("I6", id not in seen, f"two creates were given {id}")
        look("I6", owner.setdefault(token, id) == id, f"one token for {id} and {owner[token]}")
        seen.add(id)
    for key, results in by_key.items():
        look("I12", len(results) == 1, f"{len(results)} results for one Idempotency-Key {key}")
    for key, count in story.keys.items():
        look("I12", count == 1, f"{count} invites for the Idempotency-Key with the hash {key}")
