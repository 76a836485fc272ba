"""SIGKILL of a random handler every 50 to 500 ms, of all of them now and then, while eight clients work.

The history of all requests is checked against the ledgers, which are read without a lock meanwhile (I1 to I7, I12).
After each kill a request is answered and all handlers are there again within 2 s, with nobody's help (I9). Every 20th
time the ledgers are compacted meanwhile, where this `invitectl` can.
"""
import os
import random
import signal
import time

from harness.client import Client, Unknown
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from .. import ledgers
from ..board import Tally
from ..context import Context
from ..history import History, Recorder, conclude
from ..load import Load
from ..operations import can_compact

ID = "P3"
TITLE = "SIGKILL of handlers under load"
NEEDS = ("nginx", "spawn-fcgi", "multiwatch")
DEADLINE = 2.0
"""Seconds within which it has to serve again."""


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state", organization=True)
    history = History(context.folder / "history")
    with Service(state) as service, ledgers.Scanner(state, tally):
        recorder = Recorder(Client(service), history)
        with Load(recorder, tally, context.random, teams=(42, 71)) as load:
            eventually("the first answers", lambda: load.answered > 50)
            times = [_kill(service, context.random, tally, each) for each in range(context.count(1000, short=40))]
    times.sort()
    tally.note(f"{len(times)} kills, {load.answered} requests; serving again after "
               f"{times[len(times) // 2] * 1000:.0f} ms (median), {times[-1] * 1000:.0f} ms (worst)")
    outcomes = [request.outcome for request in history.requests]
    tally.note("outcomes: " + ", ".join(f"{outcomes.count(name)} {name}" for name in ("ok", "fail", "unknown")))
    conclude(history.requests, state, tally)


def _kill(service: Service, chance: random.Random, tally: Tally, number: int) -> float:
    """Kills one of the handlers, every tenth time all. How long it took until it served again."""
    time.sleep(chance.uniform(0.05, 0.5))
    workers = service.workers()
    victims = workers if number % 10 == 9 else [chance.choice(workers)]
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    killed = time.monotonic()
    if number % 20 == 19 and can_compact(service.state.bin):
        _compact(service.state, tally)
        killed = time.monotonic()
    client = Client(service, timeout=10)

    def serves() -> bool:
        now = service.workers()
        return len(now) == service.count and not set(now) & set(victims) and _answers(client)

    try:
        eventually("it serves again", serves, seconds=30)
    except TimeoutError:
        pass
    took = time.monotonic() - killed
    tally.check("I9", took < DEADLINE, f"serving again {took:.2f} s after kill {number + 1}")
    return took


def _compact(state: SampleState, tally: Tally) -> None:
    for team in (42, 71):
        done = state.ctl("ledger", "compact", team, check=False)
        # 75: a lock was busy for 2 s.
        tally.check("I9", done.returncode in (0, 75), f"compact {team}: {done.returncode} {done.stderr}")


def _answers(client: Client) -> bool:
    try:
        return client.request("GET", "/health").status == 200
    except Unknown:
        return False
