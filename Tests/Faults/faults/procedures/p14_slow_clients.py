"""Clients and web servers that are slow on purpose.

A thousand slow clients of nginx (slowhttptest: slow headers, slow bodies, slow reading) cost the handlers nothing. At
the socket of the handlers, peers on all handlers but one drip a byte every four seconds, in the head, the parameters
and the body of a request, and one that has asked for much reads nothing: each is cut off in the end, and meanwhile
the others are answered. Hundreds of idle connections that are to be kept hold up nobody.
"""
import collections.abc
import contextlib
import functools
import re
import subprocess
import threading
import time

from harness import cgi, fastcgi
from harness.client import Client, Unknown
from harness.fastcgi import Connection, NoAnswer, RecordType
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from ..board import Tally
from ..context import Context

ID = "P14"
TITLE = "slow clients"
NEEDS = ("slowhttptest", "nginx", "spawn-fcgi", "multiwatch")

WORKERS = 4
DRIP = 4.0
"""Seconds between two bytes: less than any single read waits."""
CUT_OFF = 30.0
"""Seconds after which a dripping peer must not have its handler any more."""
AT_ONCE = 5.0
"""Seconds in which everybody else is answered."""
PAUSE = 0.05
"""Seconds between two requests of somebody else."""
ATTACKS = {"slow headers": ["-H"], "slow bodies": ["-B"], "slow reading": ["-X"]}


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    with Service(state, workers=WORKERS, through="socket") as service:
        # The drips take their time, and do nothing meanwhile.
        drips = threading.Thread(target=dripping, args=(service, tally))
        drips.start()
        try:
            slow_clients(context, tally, state)
        finally:
            drips.join()
        idle(service, tally)


def slow_clients(context: Context, tally: Tally, state: SampleState) -> None:
    """slowhttptest at nginx, and somebody who has nothing to do with it."""
    count, seconds = (1000, round(40 * context.scale)) if not context.short else (300, 5)
    with Service(state, workers=WORKERS) as service:
        client = Client(service, timeout=AT_ONCE + 5)
        invite = client.create(maxUses=None).data
        for name, kind in ATTACKS.items():
            with attack(service, kind, count, seconds) as process:
                answers = 0
                while process.poll() is None:
                    answers += 1
                    served(tally, name, functools.partial(_edit, client, invite["id"], f"edit {answers}"))
                    time.sleep(PAUSE)
            connected = _most_connected((service.folder / "slowhttptest").read_text())
            tally.check("I10", connected >= count // 2, f"{name}: only {connected} of {count} are connected")
            tally.note(f"{name}: {connected} slow clients at a time, and {answers} edits made beside them")


@contextlib.contextmanager
def attack(
    service: Service, kind: list[str], count: int, seconds: int
) -> collections.abc.Iterator[subprocess.Popen[bytes]]:
    """So many slow clients for so long."""
    target = "/v2/openapi.json" if kind == ["-X"] else "/v2/teams/42/invite"
    command = ["slowhttptest", *kind, "-c", str(count), "-r", str(count), "-i", "3", "-l", str(seconds), "-p", "3",
               "-u", service.url + target, "-w", "1", "-y", "2", "-n", "1", "-z", "1"]
    with open(service.folder / "slowhttptest", "wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=service.folder)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _most_connected(text: str) -> int:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return max(map(int, re.findall(r"connected:\s*(\d+)", plain)), default=0)


def served(tally: Tally, beside: str, send: collections.abc.Callable[[], int]) -> None:
    """Somebody else is answered at once."""
    began = time.monotonic()
    try:
        status = send()
    except (Unknown, NoAnswer) as lost:
        tally.check("I10", False, f"beside {beside}: {lost}")
        return
    took = time.monotonic() - began
    tally.check("I10", status == 200 and took < AT_ONCE, f"beside {beside}: {status} after {took:.1f} s")


def dripping(service: Service, tally: Tally) -> None:
    """One peer less than there are handlers; each begins its request in another way and then drips."""
    body = b"{" + b" " * 200 + b"}"
    variables = cgi.variables("POST", "/v2/teams/42/invite", service.state.admin_key, body)
    whole = fastcgi.message(variables, body)
    start = len(fastcgi.begin_request() + fastcgi.stream(RecordType.PARAMS, fastcgi.name_value_pairs(variables)))
    places = {"head of a request": 1, "parameters": 40, "body": start + 10}
    assert len(places) == WORKERS - 1
    drippers = [Dripper(service, whole, begun, name) for name, begun in places.items()]
    while any(dripper.is_alive() for dripper in drippers):
        served(tally, "dripping peers", lambda: fastcgi.ask(service.socket, variables, body, AT_ONCE).status)
        time.sleep(PAUSE)
    for dripper in drippers:
        tally.check("I10", dripper.is_cut, f"drips the {dripper.place}, and has its handler after {dripper.took:.0f} s")
        if dripper.is_cut:
            tally.note(f"a peer that drips the {dripper.place} was cut off after {dripper.took:.1f} s")


class Dripper(threading.Thread):
    """A peer that sends the rest of a request byte by byte, until it is cut off or the time is up."""

    def __init__(self, service: Service, whole: bytes, begun: int, place: str):
        super().__init__(daemon=True)
        self.place = place
        self.is_cut = False
        self.took = 0.0
        self._connection = Connection(service.socket, CUT_OFF)
        self._connection.send(whole[:begun])
        self._rest = whole[begun:]
        self.start()

    def run(self) -> None:
        began = time.monotonic()
        with self._connection as connection:
            for byte in self._rest:
                self.is_cut = connection.is_over(DRIP)
                self.took = time.monotonic() - began
                if self.is_cut or self.took > CUT_OFF:
                    return
                try:
                    connection.send(bytes([byte]))
                except NoAnswer:
                    self.is_cut = True
                    return


def _edit(client: Client, invite: str, name: str) -> int:
    return client.edit(invite, name=name).status


def _status(connection: Connection) -> int:
    return connection.answer().status


def idle(service: Service, tally: Tally) -> None:
    """Connections that are kept after a request and say nothing more; and a peer that never reads its long answer."""
    variables = cgi.variables("GET", "/v2/openapi.json")
    kept = [Connection(service.socket, AT_ONCE) for _ in range(300)]
    try:
        for connection in kept:
            connection.send(fastcgi.message(variables, keep=True))
            # More than fits into the socket is asked for, and never read.
            if connection is not kept[0]:
                served(tally, "kept connections", functools.partial(_status, connection))
        create = cgi.variables("POST", "/v2/teams/42/invite", service.state.admin_key)
        for _ in range(50):
            served(
                tally, "300 kept connections", lambda: fastcgi.ask(service.socket, create, timeout=AT_ONCE).status)
    finally:
        for connection in kept:
            connection.close()
    eventually("the handlers run", lambda: len(service.workers()) == WORKERS)
