"""The cells that wrk puts under load, taking turns."""

import argparse
import json
import pathlib
from collections.abc import Iterator, Sequence

from .commands import say
from .load import Cell, Sample
from .php import has_php
from .requests import Request, creates, own_keys, own_redemption, previews, vouched_redemption
from .service import Service
from .stage import Stage, stage
from .state import State

BODY = json.dumps({"name": "a body of one hundred bytes", "metadata": {"pad": ""}})
BODY = BODY.replace('""', '"' + "x" * (100 - len(BODY)) + '"')
KEYS_A_SECOND = 20_000  # more than any round redeems

CEILING = "nginx return 200"
ECHO = "C echo"
PREVIEW = "preview"
CREATE_MANY = "create, many teams"
CREATE_ONE = "create, one team"
REDEEM = "redeem one link, vouched for"
REDEEM_OWN = "redeem one link, own keys"
PHP_MANY = "PHP create, many teams"
PHP_ONE = "PHP create, one team"


class ServiceCells:
    """The cells of one handler on one state. Every round has a new team for what goes to one team alone, so that all
    rounds start with a short ledger."""

    def __init__(self, service: Service, state: State, options: argparse.Namespace) -> None:
        self.service, self.state = service, state
        self.many = state.add_teams(options.teams)
        self.shown = state.add_teams(100, invites=10)
        self.alone = state.add_teams(options.rounds + 1)
        self.linked = state.add_teams(options.rounds + 1, invites=1)

    def health(self) -> Cell:
        return Cell("GET /health", self.service, [Request("GET", "/health")])

    def preview(self) -> Cell:
        return Cell(PREVIEW, self.service, previews(self.state, self.shown))

    def create_many(self, name: str = CREATE_MANY) -> Cell:
        return self.writing(name, creates(self.state, self.many), self.many)

    def create_one(self, number: int, name: str = CREATE_ONE) -> Cell:
        team = self.alone[number]
        return self.writing(name, creates(self.state, [team]), range(team, team + 1))

    def redeem(self, number: int) -> Cell:
        team = self.linked[number]
        return self.writing(REDEEM, [vouched_redemption(self.state, team)], range(team, team + 1), counts=True)

    def writing(self, name: str, requests: list[Request], teams: Sequence[int], counts: bool = False) -> Cell:
        return Cell(name, self.service, requests, teams=teams, state=self.state, counts=counts)


class OwnKeyCells:
    """Redemptions by users who have a key each. In another round they are strangers to another team."""

    def __init__(self, service: Service, state: State, options: argparse.Namespace) -> None:
        self.service, self.state = service, state
        self.linked = state.add_teams(options.rounds + 1, invites=1)
        self.supply = KEYS_A_SECOND * options.seconds
        state.add_keys(own_keys(self.supply))

    def redeem(self, number: int) -> Cell:
        team = self.linked[number]
        return Cell(
            REDEEM_OWN, self.service, [own_redemption(self.state, team)], counts=True, supply=self.supply,
            teams=range(team, team + 1), state=self.state)


def measure_cells(
    options: argparse.Namespace, root: pathlib.Path
) -> tuple[dict[str, list[Sample]], list[float]]:
    """Per cell its samples, and the lines in a ledger at the end."""
    sites = ["echo", "handler", "php"]
    with stage(options, root, "cells", sites) as running:
        state = running.state()
        echo, handler = running.echo(), running.handler("handler", state)
        ours, own = ServiceCells(handler, state, options), OwnKeyCells(handler, state, options)
        peers = php_cells(running, options)
        state.settle("before the first request")

        def cells_of(number: int) -> Iterator[Cell]:
            yield Cell(CEILING, echo, [Request("GET", "/ceiling")])
            yield Cell(ECHO, echo, [Request("POST", "/", body=BODY)])
            yield from [ours.health(), ours.preview(), ours.create_many()]
            if peers:
                yield peers.create_many(PHP_MANY)
            yield ours.create_one(number)
            if peers:
                yield peers.create_one(number, PHP_ONE)
            yield from [ours.redeem(number), own.redeem(number)]

        samples = running.measure_in_turns(cells_of, "cells")
        state.judge("after the last request")
        if peers:
            peers.state.judge("of PHP's state, after the last request")
        return samples, lines_of(ours, options)


def php_cells(running: Stage, options: argparse.Namespace) -> ServiceCells | None:
    """The same creates by a PHP script, on a state of its own that began like the handler's; None where PHP is not."""
    if not has_php():
        say("php-fpm is not installed: no PHP")
        return None
    state = running.state("php-state")
    return ServiceCells(running.php(state), state, options)


def lines_of(ours: ServiceCells, options: argparse.Namespace) -> list[float]:
    """How far the ledgers have grown, on average: those of many teams, of one team, of one link."""
    rounds = range(1, options.rounds + 1)
    groups: list[Sequence[int]] = [
        ours.many, [ours.alone[number] for number in rounds], [ours.linked[number] for number in rounds]]
    return [ours.state.lines(teams) / len(teams) for teams in groups]
