"""Handlers that may not have what they need: descriptors, address space, memory, file size, processes.

One handler, or all, run into a limit while clients work. What cannot be done is refused with 503, or costs the
handler its life; then the supervisor brings another, the others go on, and what was acknowledged is there.
"""
import collections
import collections.abc
import contextlib
import os
import resource
import signal

from harness import cgi, fastcgi
from harness.client import Client
from harness.fastcgi import Connection, NoAnswer, RecordType
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from .. import groups, wrapping
from ..board import NotRun, Tally
from ..context import Context
from ..load import Load, proceed
from ..working import serves_again, working

ID = "P15"
TITLE = "limits"
NEEDS = ("root", "nginx", "spawn-fcgi", "multiwatch")
DEADLINE = 16.0
BACK = 5.0
"""Seconds within which there are as many handlers as before: 2 for the supervisor, the rest for a busy machine."""
ROOM = 32 << 20
"""Bytes that a handler may have more than it has."""


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    with Service(state) as service, working(context, tally, service, DEADLINE) as load:
        seen: collections.Counter[str] = collections.Counter()
        for number in range(context.count(10, 1)):
            for limited in 20, 6, 5:
                descriptors(tally, service, load, limited, number)
            seen["for want of address space"] += address_space(tally, service, load, number)
            seen["at too long a file"] += file_size(tally, service, load, number)
    tally.note("handlers that ended: " + ", ".join(f"{count} {why}" for why, count in seen.items()))
    processes_run_out(context, tally)
    memory(context, tally)


def go_on(tally: Tally, load: Load, beside: str) -> None:
    """Clients are answered."""
    try:
        eventually("others go on", proceed(load, 60))
        tally.check("I10", True, "")
    except TimeoutError:
        tally.check("I10", False, f"nobody is answered beside {beside}")


def all_there(tally: Tally, service: Service, gone: set[int], after: str) -> None:
    """As many handlers as before, and none of those that are gone."""
    try:
        eventually("the handlers are back", lambda: _are_back(service, gone), BACK)
        tally.check("I9", True, "")
    except TimeoutError:
        tally.check("I9", False, f"{len(service.workers())} of {service.count} handlers {BACK:g} s after {after}")


def _are_back(service: Service, gone: set[int]) -> bool:
    now = service.workers()
    return len(now) == service.count and not gone & set(now)


@contextlib.contextmanager
def limit(process: int, which: int, amount: int) -> collections.abc.Iterator[None]:
    """One process may have no more than this while the body runs; it may end before."""
    before = resource.prlimit(process, which)
    resource.prlimit(process, which, (amount, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process, which, before)


def descriptors(tally: Tally, service: Service, load: Load, amount: int, number: int) -> None:
    """Few descriptors, which kept connections use up; or none for the ledger, or for its lock."""
    victim = service.workers()[number % service.count]
    look = fastcgi.message(cgi.variables("GET", "/health"), keep=True)
    with limit(victim, resource.RLIMIT_NOFILE, amount), contextlib.ExitStack() as opened:
        for _ in range(80 if amount == 20 else 0):
            connection = opened.enter_context(Connection(service.socket))
            connection.send(look)
            connection.answer()
        go_on(tally, load, f"a handler with {amount} descriptors")
        tally.check("I9", victim in service.workers(), f"a handler ends for want of more than {amount} descriptors")
    go_on(tally, load, f"a handler that had {amount} descriptors")


def address_space(tally: Tally, service: Service, load: Load, number: int) -> int:
    """A peer that announces 1 GB; the handler that believes it ends, and only that one. How many ended."""
    before = service.workers()
    with contextlib.ExitStack() as limits:
        for worker in before:
            limits.enter_context(limit(worker, resource.RLIMIT_AS, _address_space(worker) + ROOM))
        victims = _greedy(service, before, b"name")
        go_on(tally, load, "handlers with little address space")
    tally.check("I9", len(victims) == 1, f"{len(victims)} handlers end for one peer")
    all_there(tally, service, victims, f"address space ran out in {number}")
    return len(victims)


def _greedy(service: Service, before: list[int], content: bytes) -> set[int]:
    """Sends parameters with a value of 1 GB that begins with `content`; which handlers ended of it."""
    parameters = bytes([4]) + (1 << 30 | 0x80000000).to_bytes(4) + content
    with Connection(service.socket, 20) as connection:
        with contextlib.suppress(NoAnswer):
            connection.send(fastcgi.begin_request())
            for start in range(0, len(parameters), fastcgi.LONGEST_CONTENT):
                connection.send(fastcgi.record(RecordType.PARAMS, parameters[start : start + fastcgi.LONGEST_CONTENT]))
            connection.finish_sending()
            connection.rest()
    with contextlib.suppress(TimeoutError):
        # The connection is closed before the process has ended.
        eventually("a handler ends", lambda: set(before) - set(service.workers()), BACK)
    return set(before) - set(service.workers())


def _address_space(process: int) -> int:
    with open(f"/proc/{process}/statm") as sizes:
        return int(sizes.read().split()[0]) * resource.getpagesize()


def file_size(tally: Tally, service: Service, load: Load, number: int) -> int:
    """A ledger that may hold only a part of the next line: the handler ends in the middle of it. How many ended."""
    victim = service.workers()[number % service.count]
    amount = service.state.ledger_file().stat().st_size + 50
    with limit(victim, resource.RLIMIT_FSIZE, amount):
        try:
            eventually("a write is too long", lambda: victim not in service.workers() or _has_refused(service))
            tally.check("I7", True, "")
        except TimeoutError:
            tally.check("I7", False, f"a handler writes more than {amount} bytes")
        go_on(tally, load, "a handler that may write no longer files")
    is_gone = victim not in service.workers()
    all_there(tally, service, {victim} if is_gone else set(), f"a file grew too long in {number}")
    return int(is_gone)


def _has_refused(service: Service) -> bool:
    return "File too large" in service.log_text()


def processes_run_out(context: Context, tally: Tally) -> None:
    """No process and no thread more than there are: nobody needs one, and who dies makes room for a successor."""
    state = SampleState(context.bin, context.folder / "few")
    with groups.group("pids") as group, Service(state) as service:
        with working(context, tally, service, DEADLINE) as load:
            for process in [_parent(service.workers()[0]), *service.workers()]:
                group.add(process)
            for number in range(context.count(10, 2)):
                group.allow(group.usage)
                go_on(tally, load, "no further processes")
                victim = service.workers()[number % service.count]
                os.kill(victim, signal.SIGKILL)
                all_there(tally, service, {victim}, "a death where there may be no further processes")
            group.allow(1000)


def _parent(process: int) -> int:
    with open(f"/proc/{process}/stat") as facts:
        return int(facts.read().rpartition(")")[2].split()[1])


def memory(context: Context, tally: Tally) -> None:
    """All handlers together have little memory, and a peer sends more: the kernel ends one, and the others go on."""
    state = SampleState(context.bin, context.folder / "memory")
    try:
        with groups.group("memory") as group:
            script = f"echo $$ >{group.members}; exec \"$0\""
            program = wrapping.wrapped(context.folder, state.bin / "invite-fcgi", "sh", "-c", script)
            with Service(state, binary=program) as service:
                with working(context, tally, service, DEADLINE) as load:
                    group.allow(group.usage + ROOM)
                    ended = sum(_hungry(tally, service, load, number) for number in range(context.count(10, 1)))
                    tally.note(f"memory ran out: {ended} handlers ended")
                    serves_again(Client(service), tally, "after memory ran out")
    except NotRun as reason:
        tally.note(f"memory of a group: not tried: {reason}")


def _hungry(tally: Tally, service: Service, load: Load, number: int) -> int:
    victims = _greedy(service, service.workers(), b"name" + bytes(3 * ROOM))
    tally.check("I9", len(victims) == 1, f"{len(victims)} handlers end for one peer that sends too much")
    all_there(tally, service, victims, f"memory ran out in {number}")
    go_on(tally, load, "handlers with little memory")
    return len(victims)
