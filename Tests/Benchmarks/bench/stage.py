"""Everything that is running, and how to put load on it."""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from harness.ports import free_ports
from harness.programs import find
from harness.service import supervised

from .commands import Trouble, output_of, say
from .load import Cell, Sample
from .php import start_php
from .processes import Responder
from .requests import FIRST_NUMBER, NUMBER, Request
from .service import Service
from .state import State
from .webserver import start_nginx

HERE = pathlib.Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def stage(
    options: argparse.Namespace, root: pathlib.Path, name: str, sites: Sequence[str]
) -> Iterator["Stage"]:
    """A folder, and an nginx with a site for each name, for one part of the measurement; all of it goes with the part,
    and whatever was started in between."""
    folder = root / name
    folder.mkdir()
    with contextlib.ExitStack() as running:
        running.callback(shutil.rmtree, folder, ignore_errors=True)
        yield Stage(options, root, folder, sites, running)


class Stage:
    """What one part has running."""

    def __init__(
        self, options: argparse.Namespace, root: pathlib.Path, folder: pathlib.Path, sites: Sequence[str],
        running: contextlib.ExitStack,
    ) -> None:
        self.options, self.root, self.folder, self.running = options, root, folder, running
        self.ports = dict(zip(sites, free_ports(len(sites)), strict=True))
        self.nginx = start_nginx(folder, self.ports)
        running.callback(self.nginx.stop)

    def state(self, name: str = "state", invitectl: pathlib.Path | None = None) -> State:
        options = self.options
        return State(self.folder / name, options.handler, invitectl or options.invitectl, options.log_level)

    def handler(
        self, name: str, state: State, workers: int | None = None, program: pathlib.Path | None = None
    ) -> Service:
        return self.serve(
            name, Request("GET", "/health"),
            lambda: self.responder(
                name, program or self.options.handler, workers or self.options.workers, state.environment))

    def echo(self) -> Service:
        return self.serve(
            "echo", Request("POST", "/"),
            lambda: self.responder("echo", self.root / "echo", self.options.workers, None))

    def php(self, state: State) -> Service:
        return self.serve(
            "php", Request("GET", "/health"),
            lambda: start_php("php", self.options.workers, self.folder, state.environment))

    def responder(
        self, name: str, program: pathlib.Path, workers: int, environment: dict[str, str] | None
    ) -> Responder:
        """Workers of a FastCGI program on the socket that nginx's site of that name asks."""
        address = self.folder / f"{name}.sock"
        address.unlink(missing_ok=True)
        return Responder(name, supervised(program, address, workers), self.folder / f"{name}.log", environment)

    def serve(self, name: str, first: Request, start: Callable[[], Responder]) -> Service:
        """Started, answering, and stopped whatever happens from here on."""
        service = Service(name, self.ports[name], start)
        self.running.callback(lambda: service.group.stop())
        service.await_reply(first)
        return service

    def probe(self, cell: Cell) -> None:
        """One request by hand: wrk counts what is above 399, so a redirect would pass there unseen."""
        request = cell.requests[0]
        numbered = [text.replace(NUMBER, str(FIRST_NUMBER)) for text in (request.key, request.body)]
        answer = cell.service.ask(Request(request.method, request.path, *numbered))
        if not answer.is_ok:
            seen = f"{answer.status}: {answer.body[:500]!r}"
            raise Trouble(f"{cell.name}: the first reply was {seen}\n{self.last_words(cell)}")

    def last_words(self, cell: Cell) -> str:
        return "\n".join(filter(None, (group.last_words() for group in (self.nginx, cell.service.group))))

    def drive(self, cell: Cell, seconds: int, seed: int) -> dict[str, Any]:
        """Runs wrk once; returns what load.lua reports."""
        requests = self.folder / "requests"
        requests.write_text("".join(map(Request.line, cell.requests)))
        environment = os.environ | {"BENCH_REQUESTS": str(requests), "BENCH_SEED": str(seed)}
        if cell.counts:
            environment["BENCH_NUMBER"] = str(FIRST_NUMBER)
        text = output_of(
            find("wrk"), "-t", "1", "-c", str(self.options.clients), "-d", f"{seconds}s", "--timeout", "10s",
            "-s", str(HERE / "load.lua"), f"http://127.0.0.1:{cell.service.port}", env=environment)
        seen: dict[str, Any] = json.loads(next(line for line in text.splitlines() if line.startswith('{"replies"')))
        if cell.supply and seen["replies"] + 2 * self.options.clients > cell.supply:
            raise Trouble(f"{cell.name}: {cell.supply} users were too few for {seconds} s")
        return seen

    def measure(self, cell: Cell, seconds: int, seed: int) -> Sample:
        """One round of one cell, with everything that could make its figures meaningless ruled out."""
        group = cell.service.group
        workers, lines, before = group.workers(), cell.line_count(), self.cpu(cell)
        seen = self.drive(cell, seconds, seed)
        after = self.cpu(cell)

        self.rule_out_bad_replies(cell, seen)
        if group.workers() != workers:
            raise Trouble(f"{cell.name}: a worker died during the round\n{self.last_words(cell)}")
        if cell.teams:
            self.rule_out_lost_lines(cell, seen["replies"], cell.settled_line_count() - lines)
        group.forget_log()
        return Sample(
            replies=seen["replies"], rate=seen["replies"] / seen["us"] * 1e6, p50=seen["p50"], p99=seen["p99"],
            backend_cpu=(after[0] - before[0]) / seen["replies"], nginx_cpu=(after[1] - before[1]) / seen["replies"],
            pss=statistics.mean(group.memory("Pss")), private=statistics.mean(group.private_memory()), bad=seen["bad"],
        )

    def measure_in_turns(self, cells_of: Callable[[int], Iterable[Cell]], title: str) -> dict[str, list[Sample]]:
        """Per cell its samples, one a round; `cells_of` gives the cells of a round, 0 is the warm-up."""
        say(f"{title}: warming up")
        for cell in cells_of(0):
            self.probe(cell)
            self.measure(cell, 1, 0)
        samples: dict[str, list[Sample]] = {}
        for number in range(1, self.options.rounds + 1):
            say(f"{title}: round {number} of {self.options.rounds}")
            for cell in cells_of(number):
                samples.setdefault(cell.name, []).append(self.measure(cell, self.options.seconds, number))
        return samples

    def cpu(self, cell: Cell) -> tuple[float, float]:
        """What the backend and nginx have used so far."""
        return cell.service.group.cpu_microseconds(), self.nginx.cpu_microseconds()

    def rule_out_bad_replies(self, cell: Cell, seen: dict[str, Any]) -> None:
        if seen["replies"] == 0 or seen["bad"] or seen["broken"]:
            raise Trouble(
                f"{cell.name}: of {seen['replies']} replies {seen['bad']} were not 2xx; {seen['broken']} connections "
                f"broke or timed out\n{self.last_words(cell)}")

    def rule_out_lost_lines(self, cell: Cell, replies: int, grown: int, rounds: int = 1) -> None:
        """wrk leaves at most one request a client unanswered when it stops: those may have written a line too. A user
        who was a member already is answered without one, so a line for each reply is also a new member for each."""
        if not replies <= grown <= replies + rounds * self.options.clients:
            raise Trouble(
                f"{cell.name}: {replies} replies, but the ledgers grew by {grown} lines\n{self.last_words(cell)}")
