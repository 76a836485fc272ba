"""A handler is stopped while it holds a team's lock, for longer than anybody waits, and then goes on.

Stopped by SIGSTOP at its `flock`, when nothing is decided, and at its `write`, when the line is there and nobody has
been told. Meanwhile others are told STORE_BUSY within their deadline, readers and other teams go on; afterwards
everything is served again, and no more have joined than may.

Then a crowd waits at a lock that each of them holds for a while: every one gets a turn before the deadline.
"""
import collections.abc
import contextlib
import os
import signal
import threading
import time

from harness import cgi, fastcgi
from harness.answer import Answer
from harness.client import Client
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from ..attaching import injecting
from ..board import Tally
from ..context import Context
from ..history import Recorder
from ..working import judge, recording, serves_again
from .p08_slow_disk import delayed

ID = "P9"
TITLE = "stopped holder of a lock"
NEEDS = ("strace", "nginx", "spawn-fcgi", "multiwatch")
DEADLINE = 12.0
PATIENCE = 2.0
"""How long a handler waits for a lock, in seconds."""
SLACK = 2.5
"""More for a busy machine."""
HOLD = 0.03
"""For how long each of a crowd holds the lock, in seconds: eight in turn are far from anybody's patience."""


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state", organization=True)
    # A fast service reaches the usual limit of live invites.
    state.settings["INVITE_MAX_ACTIVE"] = "1000000"
    # The holder has a socket of its own, so that it is known whom a request goes to.
    with Service(state) as service, Service(state, workers=1, through="socket") as holder:
        recorder = recording(context, service, DEADLINE)
        for number in range(context.count(10, 1)):
            for call in ("flock", "write"):
                _round(context, tally, recorder, service, holder, call, f"round {number}, stopped at {call}")
        judge(recorder.history.requests, service, tally, DEADLINE)
    with Service(state, workers=8) as service, contextlib.ExitStack() as held:
        for worker in service.workers():
            held.enter_context(delayed(service, worker, "write", HOLD))
        _crowd(tally, Client(service), context.count(60, 25))


def _crowd(tally: Tally, client: Client, requests: int) -> None:
    """Sixteen clients that each want the same team's lock again and again."""

    def crave() -> None:
        for _ in range(requests):
            began = time.monotonic()
            answer = client.create()
            took = time.monotonic() - began
            seen = f"in a crowd: {answer.status} {answer.reason} after {took:.1f} s"
            tally.check("I10", answer.is_ok and took < PATIENCE + SLACK, seen)

    threads = [threading.Thread(target=crave) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _round(
    context: Context, tally: Tally, recorder: Recorder, service: Service, holder: Service, call: str, name: str
) -> None:
    client = recorder.client
    made = recorder.create(maxUses=2)
    assert made is not None and made.is_ok
    token = made.data["token"]
    users = iter(range(context.random.randrange(10_000, 10**8), 10**9))
    process = holder.workers()[0]
    with stopped(holder, process, call) as is_stopped:
        asking = Asking(recorder, holder, token, next(users))
        eventually("the holder is stopped", is_stopped)
        tally.check("I10", holds(service.state, process), f"{name}: the stopped one holds no lock")
        ends = time.monotonic() + (PATIENCE + 1)
        while time.monotonic() < ends:
            _meanwhile(tally, recorder, token, next(users), name)
        os.kill(process, signal.SIGCONT)
    reply = asking.reply()
    is_done = reply is not None and reply.status == 200
    tally.check("I9", is_done, f"{name}: the stopped one answered {reply and reply.reason}")
    serves_again(client, tally, f"after {name}")
    # One is in already; of all who come now exactly one more may.
    answers = [recorder.accept(token, next(users)) for _ in range(5)]
    joined = sum(answer is not None and answer.is_ok for answer in answers)
    tally.check("I3", joined <= 1, f"{name}: {joined} more than the holder's joined a link for two")
    tally.check("I4", joined == 1, f"{name}: {joined} joined after the holder, and one may")


def _meanwhile(tally: Tally, recorder: Recorder, token: str, user: int, name: str) -> None:
    """Somebody who needs the lock, somebody who only reads, somebody of another team, all at once."""
    waiter = threading.Thread(target=_waits, args=(tally, recorder, token, user, name))
    waiter.start()
    while waiter.is_alive():
        for what, answer in (
            ("a reader", recorder.client.preview(token)),
            ("a list", recorder.client.request("GET", "/v2/teams/42/invites", key=recorder.client.state.admin_key)),
            ("another team", recorder.client.create(team=71)),
        ):
            tally.check("I10", answer.is_ok, f"{name}: {what} is answered {answer.status} {answer.reason}")
    waiter.join()


def _waits(tally: Tally, recorder: Recorder, token: str, user: int, name: str) -> None:
    began = time.monotonic()
    answer = recorder.accept(token, user)
    took = time.monotonic() - began
    tally.check("I10", took < PATIENCE + SLACK, f"{name}: a waiter was answered after {took:.1f} s")
    is_busy = answer is not None and (answer.status, answer.reason) == (503, "STORE_BUSY")
    told = answer and (answer.status, answer.reason)
    tally.check("I7", is_busy, f"{name}: a waiter was told {told}, not 503 STORE_BUSY")


class Asking:
    """A redemption that is on its way to the holder."""

    def __init__(self, recorder: Recorder, holder: Service, token: str, user: int):
        self._reply: Answer | None = None
        self._thread = threading.Thread(target=self._ask, args=(recorder, holder, token, user))
        self._thread.start()

    def reply(self) -> Answer | None:
        self._thread.join()
        return self._reply

    def _ask(self, recorder: Recorder, holder: Service, token: str, user: int) -> None:
        body = fastcgi.redemption(token, user)
        variables = cgi.variables("POST", "/v2/invites/accept", holder.state.vouching_key, body)

        def send() -> Answer:
            self._reply = fastcgi.ask(holder.socket, variables, body, timeout=30)
            return self._reply

        recorder.history.record("accept", {"invite": token[:24], "user": user}, send)


@contextlib.contextmanager
def stopped(
    service: Service, process: int, call: str
) -> collections.abc.Iterator[collections.abc.Callable[[], bool]]:
    """Stops a process at its next such call while the body runs; the call is carried out before. Gives a condition: it
    is stopped."""
    with injecting(service, process, call, "signal=STOP:when=1") as trace:
        try:
            yield lambda: "stopped by SIGSTOP" in trace.read_text()
        finally:
            os.kill(process, signal.SIGCONT)


def holds(state: SampleState, process: int) -> bool:
    """True when the lock of team 42 is held by the process."""
    inode = f":{(state.folder / 'teams' / '42.lock').stat().st_ino} "
    with open("/proc/locks") as locks:
        return any("FLOCK" in line and inode in line and f" {process} " in line for line in locks if "->" not in line)
