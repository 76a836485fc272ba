"""The wall clock of the handlers jumps: a day back, eight days on, to 1970, to 2038 and past it, and back, while
clients work.

By the clock of the moment a link admits up to its last millisecond and nobody afterwards, whatever the clock showed
before; a revoked or used up one admits nobody at any time; ledgers with times in any order stay readable; nobody who
was counted in a time to come is kept out when it is gone; and a create that is sent again with its key is one create.
"""
import dataclasses
import datetime

from harness.client import Client
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from ..board import Tally
from ..clock import Clock, dynamic
from ..context import Context
from ..load import proceed
from ..working import recording, serves_again, working

ID = "P10"
TITLE = "clock jumps"
NEEDS = ("faketime", "nginx", "spawn-fcgi", "multiwatch")
DEADLINE = 12.0
DAY = 86_400

Moment = datetime.datetime
Seconds = datetime.timedelta


def run(context: Context, tally: Tally) -> None:
    context = dataclasses.replace(context, bin=dynamic(context.bin))
    tally.note(f"tried with the dynamic programs in {context.bin.name}")
    jumps(context, tally)
    edges(context, tally)
    limits(context, tally)


def moment(text: str) -> Moment:
    return Moment.fromisoformat(text).replace(tzinfo=datetime.UTC)


LAST_OF_32_BITS = moment("2038-01-19T03:14:07")
ENDS = (moment("2026-06-01"), LAST_OF_32_BITS, moment("1970-01-02"), moment("2099-12-31T23:59:59"))


def jumps(context: Context, tally: Tally) -> None:
    state = SampleState(context.bin, context.folder / "jumps")
    clock = Clock(state, context.folder)
    places = [lambda: clock.shift(-DAY), lambda: clock.shift(8 * DAY), lambda: clock.run_from(moment("1970-01-01")),
              lambda: clock.run_from(LAST_OF_32_BITS), lambda: clock.run_from(moment("2100-02-28")),
              lambda: clock.shift(0)]
    with Service(state, binary=clock.program) as service:
        recorder = recording(context, service, DEADLINE)
        client = recorder.client
        revoked, used, live = (client.create(maxUses=1, expiresAt=None).data for _ in range(3))
        recorder.revoke(revoked["id"])
        recorder.accept(used["token"], 6000)
        with working(context, tally, service, DEADLINE, by_its_own_clock=True, recorder=recorder) as load:
            for number in range(context.count(10, 1) * len(places)):
                places[number % len(places)]()
                eventually("clients are answered", proceed(load, 60))
                for why, link in (("INVITE_REVOKED", revoked), ("INVITE_EXHAUSTED", used)):
                    answer = client.accept(link["token"], 6001 + number)
                    told = (answer.status, answer.reason)
                    tally.check("I2", told == (410, why), f"jump {number}: {told}, not {why}")
                is_live = client.preview(live["token"]).data.get("valid") is True
                tally.check("I9", is_live, f"jump {number}: a link without an end is dead")
                serves_again(client, tally, f"after jump {number}")
                said = state.check()
                tally.check("I5", said.returncode == 0, f"jump {number}: check: {said.stderr.strip()[:200]}")


def edges(context: Context, tally: Tally) -> None:
    """A link around the moment of its end, at several times; and back before it."""
    state = SampleState(context.bin, context.folder / "edges")
    clock = Clock(state, context.folder)
    user = 7000
    with Service(state, binary=clock.program) as service:
        client = Client(service)
        for number in range(context.count(40, 4)):
            base = ENDS[number % len(ENDS)]
            base += Seconds(seconds=context.random.randrange(3600), milliseconds=500)
            clock.stand(base - Seconds(days=1))
            made = client.create(expiresAt=base.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
            if not tally.check("I1", made.is_ok, f"no link that ends at {base}: {made.status} {made.reason}"):
                continue
            # The clock may stand a millisecond early, but for the half seconds.
            for late in (-1, -0.01, 0, 0.01, 1, -1, 30 * DAY, -0.5):
                clock.stand(base + Seconds(seconds=late))
                user += 1
                answer = client.accept(made.data["token"], user)
                seen = f"{late:+} s from {base}: {answer.status} {answer.reason}"
                expected = (200, "") if late < 0 else (410, "INVITE_EXPIRED")
                tally.check("I2", (answer.status, answer.reason) == expected, seen)
            _repeats(tally, client, clock, base, f"key-{number}")
        tally.check("I5", state.check().returncode == 0, "check is not content")


def _repeats(tally: Tally, client: Client, clock: Clock, base: Moment, key: str) -> None:
    """A create with a key, and the same again: a day earlier, at once, shortly before a day is over, and after it."""
    clock.stand(base)
    first = client.create(idempotency=key).data.get("id")
    for later, is_same in ((-DAY, True), (0, True), (DAY - 1, True), (DAY + 1, False)):
        clock.stand(base + Seconds(seconds=later))
        again = client.create(idempotency=key).data.get("id")
        is_right = again is not None and (again == first) == is_same
        tally.check("I12", is_right, f"{later:+} s from {base}: {again}, and first {first}")


def limits(context: Context, tally: Tally) -> None:
    """Who has used up what a minute allows, in 2038, may go on when the clock is set right."""
    state = SampleState(context.bin, context.folder / "limits")
    clock = Clock(state, context.folder)
    with Service(state, binary=clock.program, environment={"INVITE_RATE_LIMIT": "5/60"}) as service:
        client = Client(service)
        for _ in range(context.count(5, 1)):
            clock.stand(LAST_OF_32_BITS)
            statuses = [client.create().status for _ in range(7)]
            tally.check("I7", statuses == [200] * 5 + [429] * 2, f"7 requests where 5 are allowed: {statuses}")
            clock.stand(moment("2026-06-01"))
            answer = client.create()
            tally.check("I9", answer.is_ok, f"counted in 2038, and kept out in 2026: {answer.status} {answer.reason}")
            clock.stand(LAST_OF_32_BITS + Seconds(days=1))
            tally.check("I9", client.create().is_ok, "kept out a day later")
            clock.stand(moment("2026-06-02"))
            client.create()
