"""Handlers are asked to end under load, and the program is exchanged, forth and back, while it serves.

Three ways: all handlers at once under the shipped supervisor, by each signal that asks for it; a new program under the
old one's name, and the old one back; and as the systemd units do it, a socket that is held while all handlers are ended
and others are started. No request may be lost or answered with 5xx (I7), everything acknowledged is there (I1 to I6),
the successors run (I9).
"""
import os
import pathlib
import shutil
import signal

from harness.client import Client
from harness.processes import age, eventually
from harness.service import Service
from harness.socketclient import SocketClient
from harness.state import SampleState

from .. import ledgers
from ..board import Tally
from ..context import Context
from ..history import History, Recorder, conclude
from ..load import Load, proceed

ID = "P18"
TITLE = "restart and upgrade under load"
NEEDS = ("nginx", "spawn-fcgi", "multiwatch")
SIGNALS = (signal.SIGTERM, signal.SIGUSR1, signal.SIGINT, signal.SIGQUIT)


def run(context: Context, tally: Tally) -> None:
    rounds = context.count(100, short=8)
    state = SampleState(context.bin, context.folder / "state", organization=True)
    history = History(context.folder / "history")
    # Two copies of the program, and the one that runs.
    copies = [_copy(context, name) for name in ("old", "new")]
    program = context.folder / "invite-fcgi"
    os.link(copies[0], program)
    with ledgers.Scanner(state, tally):
        with Service(state, binary=program) as service:
            with Load(Recorder(Client(service), history), tally, context.random, (42, 71), strict=True) as load:
                for number in range(rounds):
                    _exchange(program, copies[(number + 1) % 2])
                    _restart(service, load, SIGNALS[number % len(SIGNALS)], tally)
        with Service(state, through="socket", supervised=False) as service:
            with Load(Recorder(SocketClient(service), history), tally, context.random, (42, 71), strict=True) as other:
                for _ in range(rounds):
                    _hand_over(service, other, tally)
    tally.note(f"{rounds} restarts with the program exchanged, {rounds} with the socket held; "
               f"{load.answered} and {other.answered} requests")
    conclude(history.requests, state, tally)


def _copy(context: Context, name: str) -> pathlib.Path:
    return pathlib.Path(shutil.copy2(context.bin / "invite-fcgi", context.folder / name))


def _exchange(program: pathlib.Path, by: pathlib.Path) -> None:
    """As a package manager does it: the new file gets the name in one step."""
    aside = program.with_suffix(".new")
    os.link(by, aside)
    os.rename(aside, program)


def _restart(service: Service, load: Load, sent: signal.Signals, tally: Tally) -> None:
    eventually("answers before", proceed(load, 60))
    # A supervisor gives up when its handlers die young again and again.
    eventually("handlers of some age", lambda: all(age(worker) > 0.3 for worker in service.workers()))
    before = set(service.workers())
    for worker in before:
        os.kill(worker, sent)

    def are_new() -> bool:
        now = service.workers()
        return len(now) == service.count and not before & set(now) and all(_runs(each, service) for each in now)

    comes = _comes(are_new)
    tally.check("I9", comes, f"after {sent.name}: {len(service.workers())} handlers, or not of the new program")


def _runs(worker: int, service: Service) -> bool:
    """Whether a handler is of the program that has the name now."""
    try:
        return os.path.samefile(f"/proc/{worker}/exe", service.binary)
    except OSError:
        return False


def _hand_over(service: Service, load: Load, tally: Tally) -> None:
    eventually("answers before", proceed(load, 60))
    before = service.workers()
    for worker in before:
        os.kill(worker, signal.SIGTERM)
    # Nobody serves now: whoever comes waits in the socket.
    tally.check("I9", _comes(lambda: not service.workers()), "a handler does not end")
    for _ in range(service.count):
        service.start_worker()
    tally.check("I9", _comes(lambda: len(service.workers()) == service.count), "a successor does not run")


def _comes(condition: object) -> bool:
    try:
        return bool(eventually("", condition, seconds=10))  # type: ignore[arg-type]
    except TimeoutError:
        return False
