"""Clients at work while something is broken around the handlers, and what has to be true of them afterwards."""
import collections
import collections.abc
import contextlib

from harness.client import Client, Unknown
from harness.processes import eventually
from harness.service import Service

from . import ledgers
from .board import Tally
from .context import Context
from .history import History, Recorder, Request, check
from .load import Load


@contextlib.contextmanager
def working(
    context: Context, tally: Tally, service: Service, deadline: float, clients: int = 6,
    by_its_own_clock: bool = False, recorder: Recorder | None = None, scanning: bool = True,
) -> collections.abc.Iterator[Load]:
    """Runs the body beside clients that create, redeem, edit and revoke.

    Afterwards it serves again by itself (I9), and the history of all requests is checked against the ledgers: what was
    acknowledged, limits, dead links, names (I1 to I7, I12), and that none took longer than `deadline` seconds (I10). An
    error of the body comes first. With `by_its_own_clock` the handlers' wall clock is not the harness's: what their
    ledgers say of times is compared with nothing else, and a key of a request may be older than a day.
    `recorder` has requests that were made before.
    Without `scanning` nobody reads the ledgers meanwhile: they are not always there.
    """
    recorder = recorder or recording(context, service, deadline)
    history = recorder.history
    with ledgers.Scanner(service.state, tally) if scanning else contextlib.nullcontext():
        with Load(recorder, tally, context.random, clients=clients) as load:
            eventually("the first answers", lambda: load.answered > 20)
            yield load
        serves_again(recorder.client, tally, "at the end")
    judge(history.requests, service, tally, deadline, by_its_own_clock)


def recording(context: Context, service: Service, deadline: float) -> Recorder:
    """A client whose requests are in a history, and that waits a little longer than anybody should have to."""
    return Recorder(Client(service, timeout=deadline + 10), History(context.folder / f"history.{service.folder.name}"))


def judge(
    requests: list[Request], service: Service, tally: Tally, deadline: float, by_its_own_clock: bool = False
) -> None:
    """Whether the answers, the times they took and the ledgers can all be true."""
    for request in requests:
        took = request.end - request.start
        tally.check("I10", took <= deadline, f"{request.op} took {took:.1f} s and became {request.result}")
    said = service.state.check()
    tally.check("I5", said.returncode == 0, f"invitectl check: {said.stderr.strip()[:300]}")
    events = ledgers.read(service.state)
    if by_its_own_clock:
        _forget_times(requests, events)
    check(requests, events, tally)
    tally.note(outcomes(requests))


def _forget_times(requests: list[Request], events: dict[int, list[dict]]) -> None:
    """Takes away what is true only by a clock that is known: the start of a request, and keys that hold for a day."""
    for request in requests:
        request.wall = 0
        if request.args.get("idempotency"):
            request.args["idempotency"] += f" of {request.result.get('id')}"
    for event in (event for team in events.values() for event in team):
        event.get("invite", {}).pop("request", None)


def outcomes(requests: list[Request]) -> str:
    """How many requests came to what, in one line."""
    seen: collections.Counter[str] = collections.Counter()
    for request in requests:
        status = request.result.get("status")
        seen[f"{status} {request.result['reason']}".strip() if status else "no answer"] += 1
    return f"{len(requests)} requests: " + ", ".join(f"{count} {what}" for what, count in seen.most_common())


def serves_again(client: Client, tally: Tally, when: str, seconds: float = 10) -> bool:
    """An invite can be made within so many seconds, with nobody's help (I9)."""
    last = ""

    def makes() -> bool:
        nonlocal last
        try:
            answer = client.create()
        except Unknown as lost:
            last = str(lost)
            return False
        last = f"{answer.status} {answer.reason}"
        return answer.is_ok

    try:
        eventually("an invite is made", makes, seconds)
    except TimeoutError:
        pass
    return tally.check("I9", last.startswith("200"), f"not serving again within {seconds:g} s {when}: {last}")
