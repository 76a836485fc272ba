"""How the cost of a request grows with what there is already.

Two questions are kept apart: what a request costs, and how many get through at once. The first is asked by one client
that sends one request after the other to one worker, so nobody waits for a lock or for a processor, and what is found
is the request's own. Each size has a worker and teams of its own, all run at the same time, and blocks of five requests
take turns between the sizes, so that whatever the machine does it does to all of them.

Creates lengthen the ledger that they are to find at a certain length. So a team takes only half as many as its ledger
had events before, then the next one is used, which the worker has read already: `10 events` is 10 to 15. The same holds
for members. Against the number of teams each request goes to a random one of so many, all with ten events; the few
teams of the small sizes get longer ledgers by it, which costs nothing once they are folded, as the first panel shows.
What a worker's cache can hold it has read before; it cannot hold 100,000 teams, so there most requests fold a ledger of
ten events first, and that is counted: it is what growing costs.

Only against the number of workers wrk sends from all its clients, over 200 teams for each number; time is then that
between two answers.
"""

import argparse
import dataclasses
import functools
import itertools
import pathlib
import random
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from .client import Client
from .commands import Trouble, say
from .fold import rule_out_other_lines
from .load import Cell
from .processes import busy_microseconds
from .requests import FIRST_NUMBER, NUMBER, Request, creates, page, vouched_redemption
from .service import Service
from .stage import Stage, stage
from .state import State

EVENTS, MEMBERS, TEAMS, WORKERS = "events in the team's ledger", "members in the team", "teams", "workers"
CREATE, LISTING, REDEEM = "create", "page of 50", "redeem"
WORKER_COUNTS = [1, 2, 4, 8, 16]
BLOCKS, IN_A_BLOCK, WARM_UP_BLOCKS = 60, 5, 6
CACHED_TEAMS = 10_000  # more than a worker keeps


@dataclasses.dataclass
class Cost:
    """Of one round: the median milliseconds of a request, and the mean microseconds of processor time."""
    time: float
    cpu: float


class Series:
    """The costs of one call against one quantity: a list, round by round, for each size."""

    def __init__(self, call: str, against: str) -> None:
        self.call, self.against = call, against
        self.costs: dict[int, list[Cost]] = {}

    def median(self, size: int, field: str) -> float:
        values: list[float] = [getattr(cost, field) for cost in self.costs[size]]
        return statistics.median(values)

    def relative(self, field: str, size: int) -> list[float]:
        """In each round, to the smallest size."""
        base = self.costs[min(self.costs)]
        return [getattr(own, field) / getattr(other, field) for own, other in zip(self.costs[size], base, strict=True)]

    def dearest(self, field: str) -> int:
        """The size that costs most by the medians; the smallest itself does not compete."""
        larger = list(self.costs)[1:] or list(self.costs)
        return max(larger, key=lambda size: statistics.median(self.relative(field, size)))


class Probe:
    """One call at one size, sent by one client to one worker."""

    def __init__(self, series: Series, size: int, service: Service, requests: Iterator[Request]) -> None:
        self.costs = series.costs.setdefault(size, [])
        self.client, self.requests = Client(service), requests
        self.worker, = service.group.workers()
        self.times: list[float] = []
        self.cpu, self.sent = 0.0, 0

    def send_block(self) -> None:
        before = busy_microseconds(self.worker)
        self.times += [self.client.timed(next(self.requests)) for _ in range(IN_A_BLOCK)]
        self.cpu += busy_microseconds(self.worker) - before
        self.sent += IN_A_BLOCK

    def end_round(self) -> None:
        self.costs.append(Cost(statistics.median(self.times), self.cpu / len(self.times)))
        self.forget()

    def forget(self) -> None:
        self.times, self.cpu = [], 0.0


def send_in_turns(probes: list[Probe], rounds: int, title: str) -> None:
    """Forwards and backwards, so that nobody always comes after the same other."""
    for number in range(rounds + 1):
        say(f"growth with {title}: {f'round {number} of {rounds}' if number else 'warming up'}")
        for block in range(BLOCKS if number else WARM_UP_BLOCKS):
            for probe in probes[::-1] if block % 2 else probes:
                probe.send_block()
        for probe in probes:
            if number:
                probe.end_round()
            else:
                probe.forget()


class Growing:
    """Teams of one size, used one after the other, each until it has grown by half."""

    def __init__(self, options: argparse.Namespace, size: int, add_teams: Callable[[int], range]) -> None:
        self.uses = max(1, size // 2)
        self.total: int = (options.rounds * BLOCKS + WARM_UP_BLOCKS) * IN_A_BLOCK
        self.teams = add_teams(-(-self.total // self.uses))
        self.used = 0

    def current(self) -> int:
        return self.teams[min(self.used, self.total - 1) // self.uses]

    def __iter__(self) -> Iterator[int]:
        """Each team as often as it may be used."""
        while True:
            yield self.current()
            self.used += 1


def measure_growth(options: argparse.Namespace, root: pathlib.Path) -> list[Series]:
    return [
        *growth_with_events(options, root), *growth_with_members(options, root), *growth_with_teams(options, root),
        *growth_with_workers(options, root),
    ]


def growth_with_events(options: argparse.Namespace, root: pathlib.Path) -> list[Series]:
    series, listing = Series(CREATE, EVENTS), Series(LISTING, EVENTS)
    with stage(options, root, "events", names(options.sizes)) as running:
        state = running.state()
        sizes = {
            size: Growing(options, size, functools.partial(state.add_teams, invites=size - 2))
            for size in options.sizes
        }
        writing: list[Probe] = []
        reading: list[Probe] = []
        for size, service in warm_services(running, state, {size: sizes[size].teams for size in sizes}):
            writing.append(Probe(series, size, service, (creates(state, [team])[0] for team in sizes[size])))
            if fills_a_page(size):
                reading.append(Probe(listing, size, service, (
                    page(state, growing.current()) for growing in itertools.repeat(sizes[size]))))
        send_all(options, state, writing, reading, EVENTS)
    return [series, listing]


def growth_with_members(options: argparse.Namespace, root: pathlib.Path) -> list[Series]:
    series = Series(REDEEM, MEMBERS)
    with stage(options, root, "members", names(options.sizes)) as running:
        state = running.state()
        sizes = {
            size: Growing(options, size, functools.partial(state.add_teams, invites=1, joined=size - 1))
            for size in options.sizes
        }
        probes = [
            Probe(series, size, service, redemptions(state, sizes[size]))
            for size, service in warm_services(running, state, {size: sizes[size].teams for size in sizes})
        ]
        send_all(options, state, probes, [], MEMBERS)
    return [series]


def fills_a_page(size: int) -> bool:
    return size > 52  # events, and two of them make the team and its admin


def redemptions(state: State, teams: Iterable[int]) -> Iterator[Request]:
    for number, team in enumerate(teams):
        request = vouched_redemption(state, team)
        yield dataclasses.replace(request, body=request.body.replace(NUMBER, str(FIRST_NUMBER + number)))


def growth_with_teams(options: argparse.Namespace, root: pathlib.Path) -> list[Series]:
    series = Series(CREATE, TEAMS)
    with stage(options, root, "teams", names(options.sizes)) as running:
        state = running.state()
        teams = {size: state.add_teams(size, invites=8) for size in options.sizes}
        probes = [
            Probe(series, size, service, random_creates(state, teams[size]))
            for size, service in warm_services(running, state, teams)
        ]
        send_all(options, state, probes, [], TEAMS)
    return [series]


def random_creates(state: State, teams: Sequence[int]) -> Iterator[Request]:
    chance = random.Random(len(teams))
    while True:
        yield creates(state, [chance.choice(teams)])[0]


def growth_with_workers(options: argparse.Namespace, root: pathlib.Path) -> list[Series]:
    series = Series(CREATE, WORKERS)
    with stage(options, root, "workers", names(WORKER_COUNTS)) as running:
        state = running.state()
        cells = []
        for count, name in zip(WORKER_COUNTS, names(WORKER_COUNTS), strict=True):
            teams = state.add_teams(200)
            service = running.handler(name, state, workers=count)
            cells.append(Cell(str(count), service, creates(state, teams), teams=teams, state=state))
        state.settle("before the first request")
        for name, samples in running.measure_in_turns(lambda _: cells, f"growth with {WORKERS}").items():
            series.costs[int(name)] = [Cost(1000 / sample.rate, sample.backend_cpu) for sample in samples]
        state.judge("after the last request")
    return [series]


def names(sizes: Iterable[int]) -> list[str]:
    return [f"handler-{size}" for size in sizes]


def warm_services(
    running: Stage, state: State, teams: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, Service]]:
    """For each size a worker that has read its teams, or as many of them as it can keep."""
    state.settle("before the first request")
    for size, name in zip(teams, names(teams), strict=True):
        service = running.handler(name, state, workers=1)
        rule_out_other_lines(service, state)
        with Client(service) as client:
            for team in teams[size][:CACHED_TEAMS]:
                client.timed(page(state, team, take=1))
        yield size, service


def send_all(
    options: argparse.Namespace, state: State, writing: list[Probe], reading: list[Probe], title: str
) -> None:
    """Sends, and rules out that a request left no line."""
    every_team = range(state.TEAM, state.last_team + 1)
    before = state.lines(every_team)
    send_in_turns(writing + reading, options.rounds, title)
    sent, grown = sum(probe.sent for probe in writing), state.lines(every_team) - before
    if grown != sent:
        raise Trouble(f"growth with {title}: {sent} replies, but the ledgers grew by {grown} lines")
    state.judge("after the last request")
