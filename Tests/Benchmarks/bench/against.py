"""The handler beside another build of it, in the same rounds."""

import argparse
import dataclasses
import pathlib
import shutil
import statistics
from collections.abc import Iterator

from .builds import Build, build_named
from .cells import BODY, ECHO, ServiceCells
from .cgi import CGI
from .commands import say
from .load import Cell, Sample
from .requests import Request
from .stage import Stage, stage
from .tables import print_section, spread, table
from .targets import in_parts

CGI_LINES = 100


@dataclasses.dataclass
class Side:
    """One of the two builds with its state and its workers."""
    name: str
    build: Build
    cells: ServiceCells
    cgi: CGI

    def all(self, number: int) -> list[Cell]:
        cells = [
            self.cells.health(), self.cells.preview(), self.cells.create_many(), self.cells.create_one(number),
            self.cells.redeem(number),
        ]
        return [dataclasses.replace(cell, name=f"{self.name} {cell.name}") for cell in cells]


def report_against(options: argparse.Namespace, root: pathlib.Path) -> None:
    """Both builds have states that their own invitectl made, alike. In each round they take turns cell by cell; who is
    first changes from round to round."""
    builds = {
        "new": Build("new", options.handler, options.invitectl), "old": build_named(options.against, options)}
    with stage(options, root, "against", ["echo", *builds]) as running:
        echo = running.echo()
        sides = [side(running, name, build) for name, build in builds.items()]
        for each in sides:
            each.cells.state.settle(f"{each.name}, before the first request")

        def cells_of(number: int) -> Iterator[Cell]:
            yield Cell(ECHO, echo, [Request("POST", "/", body=BODY)])
            for pair in zip(*(each.all(number) for each in (sides if number % 2 else sides[::-1])), strict=True):
                yield from pair

        say("launching as CGI programs")
        launches = [launch_both(sides, number) for number in range(options.launches)]
        samples = running.measure_in_turns(cells_of, "against")
        for each in sides:
            each.cells.state.judge(f"{each.name}, after the last request")
    print_against(options, builds, samples, launches)


def side(running: Stage, name: str, build: Build) -> Side:
    """With a copy of the handler: how a file came to be written decides how large its pages in memory are, and so how
    long a start takes."""
    handler = running.folder / f"invite-fcgi-{name}"
    shutil.copyfile(build.handler, handler)
    handler.chmod(0o755)
    state = running.state(f"{name}-state", build.invitectl)
    cells = ServiceCells(running.handler(name, state, program=handler), state, running.options)
    return Side(name, build, cells, CGI(running, state, CGI_LINES, handler))


def launch_both(sides: list[Side], number: int) -> list[float]:
    """Milliseconds of one create each, in the order of `sides`; who is first changes each time."""
    turns = sides if number % 2 else sides[::-1]
    times = {each.name: each.cgi.create() for each in turns}
    return [times[each.name] for each in sides]


def ratios(new: list[Sample], old: list[Sample], field: str) -> str:
    return spread([getattr(own, field) / getattr(other, field) for own, other in zip(new, old, strict=True)])


def cpu(rounds: list[Sample]) -> str:
    return spread([sample.backend_cpu for sample in rounds], 0)


def print_against(
    options: argparse.Namespace, builds: dict[str, Build], samples: dict[str, list[Sample]],
    launches: list[list[float]],
) -> None:
    rows = []
    for name in [name.removeprefix("new ") for name in samples if name.startswith("new ")]:
        new, old = samples[f"new {name}"], samples[f"old {name}"]
        rows.append([name, *(ratios(new, old, field) for field in ("rate", "p50", "backend_cpu")), cpu(new), cpu(old)])
    cgi = [
        statistics.median(new for new, _ in part) / statistics.median(old for _, old in part)
        for part in in_parts(launches, 5)
    ]
    rows.append([f"one create as CGI, {CGI_LINES} lines", "", spread(cgi), "", "", ""])
    print_section(
        f"New ({options.handler}) / old ({builds['old'].name}): medians, in brackets the lowest and the highest round",
        table(["", "requests/s", "p50", "CPU", "new CPU us", "old CPU us"], rows))
