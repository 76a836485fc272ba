"""A peer on the handlers' socket that speaks FastCGI badly: chosen cases, random damage, silence.

No case may hang a handler, kill one (except where libfcgi itself ends the process, which is counted), or be answered
with anything but a response of the documented form; and whatever was sent, the next well formed request is answered
at once. Silent peers on all handlers but one stop nobody.
"""
import re

from harness import cgi, fastcgi, processes
from harness.answer import parse
from harness.fastcgi import Connection, NoAnswer, RecordType
from harness.service import Service
from harness.state import SampleState

from ..board import Tally
from ..context import Context
from ..hostile import Case, Damage, cases

ID = "P12"
TITLE = "hostile FastCGI"
NEEDS = ("spawn-fcgi", "multiwatch")

WORKERS = 8
PATIENCE = 30
AT_ONCE = 4
"""Seconds in which a connection has to be over, and in which a normal request is answered: less than silence lasts."""
STATUSES = {200, 204, 303, 400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 431}
ABORTS = ("fcgiapp.c:", "*** stack smashing detected ***")
"""What libfcgi, or the C library in its name, says when it ends the process."""


def run(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "state")
    with Service(state, workers=WORKERS, through="socket") as service:
        probe = Probe(service, tally)
        chosen = cases(*probe.create)
        for case in chosen:
            for half_closing in (False, True):
                if half_closing or not case.stalls:
                    probe.case(case, half_closing)
        probe.stalled([case for case in chosen if case.stalls])
        before = len(probe.deaths())
        probe.damage(Damage(context.random), context.count(20_000, 1_500))
        probe.settled("after everything")
        died = len(probe.deaths())
        aborts = sum(service.log_text().count(text) for text in ABORTS)
        tally.check("I9", died == aborts, f"{died} handlers died, and libfcgi ended only {aborts} of them")
        tally.note(f"libfcgi ended {aborts} handlers, {died - before} of them at random damage; each was replaced")
    check = state.check()
    tally.check("I5", check.returncode == 0, f"check: {check.stderr.strip()[:200]}")


class Probe:
    """What is sent to one service, and what is expected of it."""

    def __init__(self, service: Service, tally: Tally):
        self.service, self.tally = service, tally
        body = b'{"maxUses":1}'
        self.create = cgi.variables("POST", "/v2/teams/42/invite", service.state.admin_key, body), body

    def case(self, case: Case, half_closing: bool) -> None:
        """One case, with or without the end of everything after it."""
        died = len(self.deaths())
        with Connection(self.service.socket, PATIENCE) as connection:
            seen = self._outcome(case, connection, half_closing)
        # The successor is there at once; only the log tells.
        if seen == "nothing" and "|aborts" in case.expected and self._has_died(died):
            seen = "aborts"
        self._judge(case, seen, half_closing)
        self.settled(case.name)

    def stalled(self, found: list[Case]) -> None:
        """Peers that fall silent on all handlers but one, all at the same time; and others that go on meanwhile."""
        assert len(found) == WORKERS - 1
        peers = [Connection(self.service.socket, PATIENCE) for _ in found]
        for peer, case in zip(peers, found, strict=True):
            peer.send(b"".join(case.parts))
        for _ in range(20):
            self.settled("silence on all connections but one")
        for peer, case in zip(peers, found, strict=True):
            with peer:
                self._judge(case, self._outcome(case, peer, sending=False), False)

    def _judge(self, case: Case, seen: str, half_closing: bool) -> None:
        said = f"{case.name}{', then no more' * half_closing}: {seen}, not {case.expected}"
        self.tally.check("I10" if seen == "silence" else "I7", seen in case.expected.split("|"), said)

    def _outcome(self, case: Case, connection: Connection, half_closing: bool = False, sending: bool = True) -> str:
        statuses: list[int] = []
        try:
            for part in case.parts if sending else ():
                connection.send(part)
                if len(case.parts) == case.answers > 1:
                    statuses.append(connection.answer().status)
            if half_closing:
                connection.finish_sending()
            statuses = statuses or [connection.answer().status]
        except NoAnswer as reason:
            return "silence" if "silence" in str(reason) else "nothing"
        return "answered" if set(statuses) == {200} else "refused" if set(statuses) <= {400, 431} else f"{statuses}"

    def _has_died(self, before: int) -> bool:
        try:
            return bool(processes.eventually("a handler dies", lambda: len(self.deaths()) > before, 0.5))
        except TimeoutError:
            return False

    def settled(self, after: str) -> None:
        """The next normal request is answered, and there are as many handlers as there should be."""
        try:
            answer = fastcgi.ask(self.service.socket, *self.create, timeout=AT_ONCE)
            self.tally.check("I10", answer.status == 200, f"a normal request after {after}: {answer.status}")
        except NoAnswer as reason:
            self.tally.check("I10", False, f"no answer to a normal request after {after}: {reason}")
        try:
            processes.eventually("the handlers run", lambda: len(self.service.workers()) == WORKERS, 10)
            self.tally.check("I9", True, "")
        except TimeoutError:
            self.tally.check("I9", False, f"{len(self.service.workers())} of {WORKERS} handlers run after {after}")

    def damage(self, damage: Damage, count: int) -> None:
        """So many messages with something wrong, and a normal request after each hundred."""
        key = self.service.state.admin_key
        look = cgi.variables("GET", "/v2/teams/42/invites?take=5", key)
        kept = fastcgi.message(*self.create, keep=True)
        whole = [fastcgi.message(*self.create), fastcgi.message(look), kept + fastcgi.message(look)]
        for number in range(count):
            message = damage.of(whole[number % len(whole)])
            self._send_damaged(message, f"damaged message {number} ({message.hex()[:4000]})")
            if number % 100 == 99:
                self.settled(f"damaged message {number}")

    def _send_damaged(self, message: bytes, name: str) -> None:
        with Connection(self.service.socket, PATIENCE) as connection:
            try:
                connection.send(message)
            except NoAnswer:
                pass  # It has had enough already.
            connection.finish_sending()
            try:
                output = connection.rest()
            except NoAnswer as reason:
                self.tally.check("I10", False, f"{name}: {reason}")
                return
        self.tally.check("I7", well_formed(output), f"{name}: answered {output[:200]!r}")

    def deaths(self) -> list[str]:
        """multiwatch tells of a handler that died, and otherwise of one that did so within 100 ms of its start."""
        lines = self.service.log_text().splitlines()
        return [line for line in lines if re.match(r"Child\[\d+\] died, respawn|Spawning child\[\d+\] failed", line)]


def well_formed(output: bytes) -> bool:
    """True for whole records only, whose output is whole responses of documented statuses, or nothing."""
    answers: dict[int, bytes] = {}
    while output:
        if len(output) < 8 or output[0] != 1:
            return False
        kind, request = output[1], int.from_bytes(output[2:4])
        size, padding = int.from_bytes(output[4:6]), output[6]
        if len(output) < 8 + size + padding:
            return False
        content, output = output[8 : 8 + size], output[8 + size + padding :]
        if kind == RecordType.STDOUT:
            answers[request] = answers.get(request, b"") + content
        elif kind == RecordType.END_REQUEST:
            if not _documented(answers.pop(request, b"")):
                return False
    return not any(answers.values())


def _documented(response: bytes) -> bool:
    """True for no response at all, and for one of a documented status."""
    if not response:
        return True
    reply = parse(response)
    return reply is not None and reply.status in STATUSES
