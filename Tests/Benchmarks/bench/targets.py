"""What the figures are to be: one row each, with its goal and whether it is met."""

import argparse
import dataclasses
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from . import cells, growth
from .cgi import Times
from .load import Sample
from .memory import Holding
from .tables import print_section, spread, table

Part = TypeVar("Part")


@dataclasses.dataclass
class Target:
    """A figure that is computed from the results of one part."""
    what: str
    part: str
    values: Callable[[Any], Sequence[float] | None]
    """From what the part found: one value a round, or None if it was not measured."""
    at_least: float | None = None
    at_most: float | None = None
    unit: str = ""
    judged: Callable[[Sequence[float]], float] = statistics.median  # which of the values has to meet the goal

    def row(self, results: Mapping[str, Any]) -> list[str]:
        found = results.get(self.part)
        values = None if found is None else self.values(found)
        if not values:
            return [self.what, "not measured", self.goal(), ""]
        return [self.what, f"{spread(values)}{self.unit}", self.goal(), self.verdict(self.judged(values))]

    def goal(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:.2f}{self.unit}"
        return f"<= {self.at_most:.2f}{self.unit}" if self.at_most is not None else ""

    def verdict(self, value: float) -> str:
        """By the figure as it is, not as it is printed."""
        if self.at_least is not None:
            return "yes" if value >= self.at_least else "NO"
        if self.at_most is not None:
            return "yes" if value <= self.at_most else "NO"
        return ""


Found = tuple[dict[str, list[Sample]], list[float]]


def rates(one: str, other: str) -> Callable[[Found], list[float] | None]:
    """Requests/s of a cell to those of another, in the same round."""
    def values(found: Found) -> list[float] | None:
        samples = found[0]
        if one not in samples or other not in samples:
            return None
        return [own.rate / base.rate for own, base in zip(samples[one], samples[other], strict=True)]
    return values


def cgi_ratios(times: Times) -> list[float] | None:
    """The medians of five parts of the launches; only of the ledger that the goal speaks of."""
    if CGI_LINES not in times:
        return None
    handler, c = (in_parts(times[CGI_LINES][name], 5) for name in ("handler", "C"))
    return [statistics.median(own) / statistics.median(base) for own, base in zip(handler, c, strict=True)]


def in_parts(values: Sequence[Part], count: int) -> list[Sequence[Part]]:
    size = max(1, len(values) // count)
    return [values[first:first + size] for first in range(0, size * min(count, len(values)), size)]


def memory_growth(holdings: Sequence[Holding]) -> list[float]:
    """Of each worker: at the end to what it was half-way."""
    during = holdings[1:-1]
    half = during[(len(during) - 1) // 2]
    return [last / before for last, before in zip(during[-1].private, half.private, strict=True)]


def flat(call: str, against: str, field: str) -> Callable[[Sequence[growth.Series]], list[float]]:
    """The dearest size to the smallest."""
    def values(found: Sequence[growth.Series]) -> list[float]:
        series = series_of(found, call, against)
        return series.relative(field, series.dearest(field))
    return values


def pages(field: str) -> Callable[[Sequence[growth.Series]], list[float] | None]:
    """The first page of a long list to that of a short one."""
    def values(found: Sequence[growth.Series]) -> list[float] | None:
        series = series_of(found, growth.LISTING, growth.EVENTS)
        return series.relative(field, max(series.costs)) if len(series.costs) > 1 else None
    return values


def series_of(found: Sequence[growth.Series], call: str, against: str) -> growth.Series:
    return next(series for series in found if (series.call, series.against) == (call, against))


def growth_targets(options: argparse.Namespace) -> Iterator[Target]:
    """Time and processor time each: the one shows what the other hides."""
    smallest, largest = min(options.sizes), max(options.sizes)
    page = min(filter(growth.fills_a_page, options.sizes))
    for field, name in {"time": "time", "cpu": "CPU"}.items():
        yield Target(
            f"create, {smallest} to {largest:,} events in the ledger: {name}", "growth",
            flat(growth.CREATE, growth.EVENTS, field), at_most=1.1)
        yield Target(
            f"create, {smallest} to {largest:,} teams: {name}", "growth",
            flat(growth.CREATE, growth.TEAMS, field), at_most=1.15)
        yield Target(f"first page of {largest:,} invites / of {page:,}: {name}", "growth", pages(field), at_most=2)


CGI_LINES = 100


def targets(options: argparse.Namespace) -> list[Target]:
    many = f"{options.teams:,} teams"
    return [
        Target("preview / C echo", "cells", rates(cells.PREVIEW, cells.ECHO), at_least=0.95),
        Target(f"create over {many} / C echo", "cells", rates(cells.CREATE_MANY, cells.ECHO), at_least=0.38),
        Target(f"create on one team / over {many}", "cells", rates(cells.CREATE_ONE, cells.CREATE_MANY), at_least=0.7),
        Target(f"create over {many} / PHP-FPM", "cells", rates(cells.CREATE_MANY, cells.PHP_MANY), at_least=1.7),
        Target("create on one team / PHP-FPM", "cells", rates(cells.CREATE_ONE, cells.PHP_ONE)),
        Target("redeem one link, vouched for / create", "cells", rates(cells.REDEEM, cells.CREATE_MANY), at_least=0.8),
        Target("redeem one link, own keys / create", "cells", rates(cells.REDEEM_OWN, cells.CREATE_MANY)),
        Target(f"create as CGI, {CGI_LINES} lines / C program", "cgi", cgi_ratios, at_most=2.5),
        Target(
            "fold of plain invites by a fresh process, million events/s", "fold",
            lambda folds: [fold.events_a_second(options.fold) / 1e6 for fold in folds], at_least=2.5),
        Target(
            f"private memory after {options.memory:,} creates, of the largest worker", "memory",
            lambda holdings: holdings[-2].private, at_most=16, unit=" MB", judged=max),
        Target("the same / half-way", "memory", memory_growth, at_most=1.1, judged=max),
        *growth_targets(options),
    ]


def print_targets(options: argparse.Namespace, results: Mapping[str, Any]) -> None:
    """What was not asked for is left out."""
    rows = [target.row(results) for target in targets(options) if target.part in results]
    print_section("Goals: medians, in brackets the lowest and the highest", table(["", "found", "goal", "met"], rows))
