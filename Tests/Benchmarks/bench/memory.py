"""What the workers hold after many requests."""

import argparse
import dataclasses
import pathlib
from collections.abc import Callable

from .commands import Trouble, say
from .load import Cell
from .requests import creates, page
from .stage import Stage, stage


@dataclasses.dataclass
class Holding:
    """Megabytes of each worker at one moment."""
    label: str
    pss: list[float]
    private: list[float]


def measure_memory(options: argparse.Namespace, root: pathlib.Path) -> list[Holding]:
    """What the workers hold at the start, after every tenth of the creates, and what fresh ones hold in the end."""
    with stage(options, root, "memory", ["handler"]) as running:
        state = running.state()
        teams = state.add_teams(options.memory_teams)
        state.settle("before the first request")
        handler = running.handler("handler", state)
        holdings: list[Holding] = []

        def note(label: str) -> None:
            holdings.append(Holding(label, handler.group.memory("Pss"), handler.group.private_memory()))
            say(f"memory: {label}: {max(holdings[-1].private):.1f} MB private in the largest worker")

        note("at the start")
        create_all(running, Cell("create", handler, creates(state, teams), teams=teams, state=state), note)
        handler.restart()
        read_all(running, Cell("read", handler, [page(state, team, take=1) for team in teams]))
        note("fresh workers")
        state.judge("after the last request")
        return holdings


def create_all(running: Stage, cell: Cell, note: Callable[[str], None]) -> None:
    """Sends the creates, in runs of a second, with `note` after each tenth."""
    workers, lines, wanted = cell.service.group.workers(), cell.line_count(), running.options.memory
    replies = runs = 0
    next_tenth = wanted / 10
    while replies < wanted:
        replies, runs = replies + run(running, cell, runs), runs + 1
        if replies >= next_tenth:
            note(f"{replies:,} creates")
            next_tenth += wanted / 10
    if cell.service.group.workers() != workers:
        raise Trouble(f"a worker died\n{running.last_words(cell)}")
    running.rule_out_lost_lines(cell, replies, cell.settled_line_count() - lines, runs)


def read_all(running: Stage, cell: Cell) -> None:
    """Sends so many requests that each worker will have read about every ledger."""
    sent = 0
    while sent < 3 * len(cell.requests) * running.options.workers:
        sent += run(running, cell, sent)


def run(running: Stage, cell: Cell, seed: int) -> int:
    seen = running.drive(cell, 1, seed)
    running.rule_out_bad_replies(cell, seen)
    cell.service.group.forget_log()
    return int(seen["replies"])
