"""Nothing is broken: many clients at once on one invite, half of them the same user; one Idempotency-Key for several.

Exactly as many join as may (I3, I4), nobody twice (I6), one key makes one invite (I12), every answer is a documented
one (I7); afterwards the ledger tells the same. Meanwhile the ledger is compacted again and again, and operators make
teams at the same moment: each that was told of is there, with the name that it was given (I1).
"""
import collections.abc
import concurrent.futures
import contextlib
import functools
import itertools
import json
import threading

from harness.answer import Answer
from harness.client import Client
from harness.service import Service
from harness.state import SampleState

from .. import ledgers
from ..answers import fault
from ..board import Tally
from ..context import Context
from ..history import History, Recorder, conclude

Send = collections.abc.Callable[[], Answer | None]
"""Sends a request and gives what came of it."""

ID = "P0"
TITLE = "concurrent clients"
NEEDS = ("nginx", "spawn-fcgi", "multiwatch")
CLIENTS = (2, 8, 32, 128)
LIMITS = (1, 2, 5, 50)


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    history = History(context.folder / "history")
    rounds = context.count(50, short=2)
    with Service(state, workers=8) as service, ledgers.Scanner(state, tally), _compacting(state, tally):
        crowd = Crowd(Recorder(Client(service, timeout=60), history), tally)
        for clients, limit, _ in itertools.product(CLIENTS, LIMITS, range(rounds)):
            crowd.round(clients, limit)
    _make_teams(state, tally, context.count(20, short=4))
    tally.note(f"{rounds} rounds each of {CLIENTS} clients and {LIMITS} uses")
    conclude(history.requests, state, tally)


@contextlib.contextmanager
def _compacting(state: SampleState, tally: Tally) -> collections.abc.Iterator[None]:
    """Compacts the team's ledger without a pause while the body runs."""
    is_over = threading.Event()

    def compact() -> None:
        while not is_over.is_set():
            done = state.ctl("ledger", "compact", 42, check=False)
            tally.check("I5", done.returncode in (0, 75), f"ledger compact: {done.returncode} {done.stderr.strip()}")

    thread = threading.Thread(target=compact)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _make_teams(state: SampleState, tally: Tally, rounds: int) -> None:
    """Eight operators make a team each, at the same moment."""
    numbers = itertools.count(1000)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for _ in range(rounds):
            teams = [next(numbers) for _ in range(8)]
            made = pool.map(
                lambda team: state.ctl("team", "create", "--id", team, "--name", f"Team {team}", check=False), teams)
            told = {team for team, done in zip(teams, made, strict=True) if done.returncode == 0}
            tally.check("I7", told == set(teams), f"{len(told)} of 8 teams could be made at the same moment")
            for team in told:
                shown = state.ctl("--json", "team", "show", team, check=False)
                name = json.loads(shown.stdout)["name"] if shown.returncode == 0 else shown.stderr.strip()
                tally.check("I1", name == f"Team {team}", f"team {team} was made and is: {name}")


class Crowd:
    """Clients that do something at the same moment."""

    def __init__(self, recorder: Recorder, tally: Tally) -> None:
        self._recorder = recorder
        self._tally = tally
        self._pool = concurrent.futures.ThreadPoolExecutor(max(CLIENTS))
        self._users = itertools.count(1000)
        self._keys = itertools.count(1)

    def round(self, clients: int, limit: int) -> None:
        """One invite, made by several at once, taken by all at once, every second of them the same user."""
        key = f"round-{next(self._keys)}"
        made = self._at_once(
            [lambda: self._recorder.create(42, key, maxUses=limit)] * min(clients, 8))
        tokens = {answer.data.get("token") for answer in made if answer}
        self._tally.check("I12", len(tokens) == 1 and None not in tokens,
                          f"{len(tokens)} tokens for one key")
        token = next(iter(tokens), None)
        if token is None:
            return
        same = next(self._users)
        users = [same if each % 2 else next(self._users) for each in range(clients)]
        answers = self._at_once([functools.partial(self._recorder.accept, token, user) for user in users])
        joined = [user for user, answer in zip(users, answers, strict=True) if answer and answer.data.get("joined")]
        people, text = len(set(users)), f"{len(joined)} of {clients} joined, {limit} may"
        self._tally.check("I3", len(joined) <= limit, text)
        self._tally.check("I4", len(joined) == min(limit, people), text)
        self._tally.check("I6", len(set(joined)) == len(joined), f"{text}, somebody twice")
        for answer in filter(None, answers):
            is_right = answer.is_ok or (answer.status, answer.reason) == (410, "INVITE_EXHAUSTED")
            self._tally.check("I7", is_right, f"{answer.status} {answer.reason} to an accept")

    def _at_once(self, sends: list[Send]) -> list[Answer | None]:
        barrier = threading.Barrier(len(sends))

        def send(each: Send) -> Answer | None:
            barrier.wait(timeout=60)
            return each()

        answers = list(self._pool.map(send, sends))
        for answer in answers:
            seen = fault(answer) if answer else "no answer"
            self._tally.check("I7", not seen, seen)
        return answers
