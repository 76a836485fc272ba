"""How fast a process that knows nothing reads a long ledger."""

import argparse
import dataclasses
import pathlib
import statistics

from .client import Client
from .commands import Trouble, say
from .ledgers import is_canonical
from .requests import creates, page
from .service import Service
from .stage import Stage, stage
from .state import State


@dataclasses.dataclass
class Fold:
    """One fresh worker: milliseconds of its first answer about a team, and of the next ones."""
    first: float
    next: float

    def events_a_second(self, events: int) -> float:
        return events / (self.first - self.next) * 1000


def measure_fold(options: argparse.Namespace, root: pathlib.Path) -> list[Fold]:
    """Fresh starts on a ledger of `--fold` events. The file is in the page cache, so no disk is measured."""
    with stage(options, root, "fold", ["handler"]) as running:
        state = running.state()
        team = state.add_teams(1, invites=options.fold - 2)[0]
        state.settle("before the first fold")
        folds = []
        for number in range(max(5, options.rounds)):
            folds.append(fold(running, state, team))
            say(f"fold {number + 1}: {folds[-1].first:.0f} ms, then {folds[-1].next:.1f} ms")
        return folds


def rule_out_other_lines(handler: Service, state: State) -> None:
    """What was written here would mean nothing if the program wrote something else."""
    team = state.add_teams(1)[0]
    answer = handler.ask(creates(state, [team])[0])
    line = state.ledger_file(team).read_text().splitlines(keepends=True)[-1]
    if answer.status != 200 or not is_canonical(line):
        seen = f"{answer.status}: {answer.body[:300]!r}"
        raise Trouble(f"the lines of the ledgers made here are not the program's: {seen}\n{line}")


def fold(running: Stage, state: State, team: int) -> Fold:
    handler = running.handler("handler", state, workers=1)
    rule_out_other_lines(handler, state)
    with Client(handler) as client:
        first, *more = (client.timed(page(state, team)) for _ in range(6))
    handler.group.stop()
    return Fold(first, statistics.median(more))
