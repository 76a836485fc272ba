"""The state folder, or a part of it, cannot be written, cannot be read, or is gone, and comes back, while clients
work.

Remounted read-only; closed to the handlers, which run as a user without rights; moved away and back, once and as fast
as the kernel moves it; replaced by a copy of itself. Each time the answers are 503 and no others: nobody is told that a
key, a team or an invite does not exist. Afterwards it is served again with nobody's help.
"""
import collections.abc
import contextlib
import functools
import shutil
import subprocess
import sys

from harness.client import Client
from harness.processes import eventually
from harness.service import Service
from harness.state import Path, SampleState

from .. import mounts, wrapping
from ..board import NotRun, Tally
from ..context import Context
from ..load import Load, proceed
from ..tampering import LogReader
from ..working import serves_again, working

ID = "P7"
TITLE = "state folder read-only, unreadable, gone"
NEEDS = ("root", "nginx", "spawn-fcgi", "multiwatch", "setpriv")
DEADLINE = 12.0
READ_ONLY = "a read-only disk"
FLICKERING = 10_000
"""Requests while a folder is moved away and back without a pause."""
MOVER = """
import os, select, sys
path, aside = sys.argv[1:]
count = 0
while not select.select([0], [], [], 0)[0]:
    os.rename(path, aside)
    os.rename(aside, path)
    count += 1
print(count)
"""


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    rounds = context.count(10, 1)
    with mounts.bind(state.folder), Service(state) as service:
        read_only: list[Trouble] = [(READ_ONLY, lambda: _read_only(state.folder))] * (3 * rounds)
        _cause(context, tally, service, read_only)
    state = SampleState(context.bin, context.folder / "moved")
    with Service(state) as service:
        parts = [state.folder, state.folder / "teams", state.folder / "credentials"]
        gone: list[Trouble] = [(f"no {part.name}", functools.partial(_away, part)) for part in parts]
        _cause(context, tally, service, gone * rounds)
        replaced(tally, service)
    flickering(context, tally)
    unreadable(context, tally, rounds)


Trouble = tuple[str, collections.abc.Callable[[], contextlib.AbstractContextManager[None]]]


def _cause(context: Context, tally: Tally, service: Service, trouble: list[Trouble]) -> None:
    """Clients work; each trouble comes, is noticed, and goes."""
    client = Client(service)
    clients = working(context, tally, service, DEADLINE, scanning=False)
    with clients as load, LogReader(service.logs / "handler.log") as log:
        for name, fault in trouble:
            with fault():
                _noticed(tally, load, log, name)
                health = client.request("GET", "/health")
                tally.check("I7", health.status == 503, f"{name}: health is {health.status} {health.reason}")
                # What can only be read can be read.
                reading = client.request("GET", "/health?only=read")
                expected = 200 if name == READ_ONLY else 503
                tally.check("I7", reading.status == expected, f"{name}: for reading it is {reading.status}")
            serves_again(client, tally, f"after {name}")
            log.new()


def flickering(context: Context, tally: Tally) -> None:
    """The folder is never away for long: its keys and teams were there the whole time, and no answer denies them."""
    state = SampleState(context.bin, context.folder / "flickering")
    parts = [state.folder, state.folder / "teams", state.folder / "credentials"]
    with Service(state) as service, working(context, tally, service, DEADLINE, scanning=False) as load:
        for part in parts:
            with _away_and_back(part):
                eventually(f"{part.name} flickers: clients are answered", proceed(load, FLICKERING // len(parts)), 120)
            serves_again(Client(service), tally, f"after {part.name} has flickered")


def _noticed(tally: Tally, load: Load, log: LogReader, name: str) -> None:
    eventually(f"{name}: clients are answered", proceed(load, 40))
    is_refused = "STORE_UNAVAILABLE" in log.awaiting("STORE_UNAVAILABLE")
    tally.check("I7", is_refused, f"{name}: nobody is told STORE_UNAVAILABLE")


def unreadable(context: Context, tally: Tally, rounds: int) -> None:
    """Without the rights of root, for which no file is closed."""
    state = SampleState(context.bin, context.folder / "closed")
    program = wrapping.as_nobody(context.folder, state.bin / "invite-fcgi")
    wrapping.give(state.folder, wrapping.NOBODY)
    parts = [state.folder, state.folder / "teams", state.folder / "credentials", state.ledger_file()]
    with Service(state, binary=program) as service:
        client = Client(service)
        with LogReader(service.logs / "handler.log") as log, _own_again(state, service, tally, context) as load:
            for part in parts * rounds:
                with _closed(part):
                    _noticed(tally, load, log, f"{part.name} with mode 0")
                serves_again(client, tally, f"after {part.name} with mode 0")
                log.new()


@contextlib.contextmanager
def _own_again(
    state: SampleState, service: Service, tally: Tally, context: Context
) -> collections.abc.Iterator[Load]:
    """The clients of `working`; `invitectl check` is of the folder's owner, so the state is root's again before it."""
    check = state.check

    def owned() -> object:
        wrapping.give(state.folder, 0)
        return check()

    state.check = owned  # type: ignore[method-assign,assignment]
    with working(context, tally, service, DEADLINE, scanning=False) as load:
        yield load


def replaced(tally: Tally, service: Service) -> None:
    """A copy in the folder's place, as when a backup is restored: what is there counts, not what handlers know."""
    state = service.state
    client = Client(service)
    used, live = client.create(maxUses=1).data, client.create(maxUses=1).data
    tally.check("I1", client.accept(used["token"], 5001).is_ok, "a link admits nobody")
    old = state.folder.with_name("old")
    shutil.copytree(state.folder, old, copy_function=shutil.copy2)
    tally.check("I1", client.accept(live["token"], 5002).is_ok, "a link admits nobody")
    later = client.create().data
    state.folder.rename(state.folder.with_name("newer"))
    old.rename(state.folder)
    for _ in range(3 * service.count):
        seen = [client.preview(invite["token"]) for invite in (used, live, later)]
        told = [(answer.status, answer.data.get("valid")) for answer in seen]
        right = told == [(200, False), (200, True), (404, None)]
        tally.check("I3", right, f"after a copy was put in place, a used, a live and a later link are {told}")
    again = client.accept(live["token"], 5003)
    tally.check("I9", again.is_ok, f"a restored link admits nobody: {again.status} {again.reason}")
    said = state.check()
    tally.check("I5", said.returncode == 0, f"invitectl check: {said.stderr.strip()[:300]}")


@contextlib.contextmanager
def _read_only(folder: Path) -> collections.abc.Iterator[None]:
    # The kernel refuses while a file is open for writing, as an update has one; the next moment will do.
    eventually("the disk is read-only", lambda: _remounted(folder))
    try:
        yield
    finally:
        mounts.read_only(folder, False)


def _remounted(folder: Path) -> bool:
    try:
        mounts.read_only(folder, True)
        return True
    except NotRun:
        return False


@contextlib.contextmanager
def _away(path: Path) -> collections.abc.Iterator[None]:
    aside = path.with_name(path.name + ".away")
    path.rename(aside)
    try:
        yield
    finally:
        aside.rename(path)


@contextlib.contextmanager
def _away_and_back(path: Path) -> collections.abc.Iterator[None]:
    """Without a pause, by a process of its own, until the end; then it is there, whatever happens."""
    command = [sys.executable or "/usr/bin/python3", "-c", MOVER, str(path), str(path) + ".away"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as mover:
        yield
        assert mover.stdin and mover.stdout
        mover.stdin.close()
        count = int(mover.stdout.read())
    if count < 1000:
        raise RuntimeError(f"{path.name} was moved {count} times only")


@contextlib.contextmanager
def _closed(path: Path) -> collections.abc.Iterator[None]:
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        yield
    finally:
        path.chmod(mode & 0o7777)
