"""One handler's disk is slow: strace delays each of its syncs, for less than the web server waits, then for more.

The others go on meanwhile. A request that waits for the slow disk is answered when the sync is through, or by the web
server with 504 at its own deadline; no request waits longer, and what was acknowledged is there.
"""
import collections.abc
import contextlib
import time

from harness.client import Client
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from ..attaching import injecting
from ..board import Tally
from ..context import Context
from ..load import Load, proceed
from ..working import serves_again, working

ID = "P8"
TITLE = "slow disk"
NEEDS = ("strace", "nginx", "spawn-fcgi", "multiwatch")
DEADLINE = 18.0
"""nginx waits 5 s for a connection and 10 s for an answer."""


Condition = collections.abc.Callable[[], bool]


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    with Service(state) as service:
        client = Client(service)
        with working(context, tally, service, DEADLINE) as load:
            for number in range(context.count(10, 1)):
                slow(tally, service, load, number, seconds=3)
                serves_again(client, tally, f"after slow disk {number}")
            for number in range(context.count(3, 0)):
                slow(tally, service, load, number, seconds=14)
                serves_again(client, tally, f"after very slow disk {number}", seconds=20)


def slow(tally: Tally, service: Service, load: Load, number: int, seconds: int) -> None:
    """One handler is in a sync for so long, and the others have answered many times before it is through."""
    victim = service.workers()[number % service.count]
    with delayed(service, victim, "fdatasync", seconds) as (has_begun, is_through):
        eventually("the handler syncs", has_begun)
        began, before = time.monotonic(), load.answered
        try:
            eventually("the others go on", proceed(load, 100), seconds - 0.5)
        except TimeoutError:
            pass
        took, count = time.monotonic() - began, load.answered - before
        tally.check("I10", count >= 100, f"{count} answers in {took:.1f} s, beside a sync of {seconds} s")
        tally.check("I10", not is_through(), "the sync was through before the others had gone on")
        eventually("the sync is through", is_through, seconds + 10)
    tally.check("I9", victim in service.workers(), "the handler with the slow disk is gone")


@contextlib.contextmanager
def delayed(
    service: Service, process: int, call: str, seconds: float
) -> collections.abc.Iterator[tuple[Condition, Condition]]:
    """Delays each such system call of a process while the body runs.

    Gives two conditions: it has begun one, and that is through.
    """
    with injecting(service, process, call, f"delay_enter={int(seconds * 1_000_000)}") as trace:
        yield lambda: f"{call}(" in trace.read_text(), lambda: " = " in trace.read_text()
