"""Everything that is running, and how to put load on it."""

import contextlib
import http.client
import json
import os
import pathlib
import statistics
import time

from .commands import Trouble, output_of, tool
from .load import Cell, Sample
from .processes import start_responder
from .state import State, Teams
from .webserver import free_port, start_nginx

HERE = pathlib.Path(__file__).resolve().parent.parent
BODY = json.dumps({"name": "a body of one hundred bytes", "metadata": {"pad": ""}})
BODY = BODY.replace('""', '"' + "x" * (100 - len(BODY)) + '"')
LIVE_INVITES = "100000000"  # INVITE_MAX_ACTIVE, so that no round ends in 409


class Bench:
    """Everything that is running, and how to put load on it."""

    def __init__(self, options, directory, running):
        self.options, self.directory, self.running = options, directory, running
        self.teams = Teams(options.teams, options.rounds, options.cgi_lines)
        self.state = State(directory, options.invitectl)
        self.port = free_port()
        self.key = self.echo = self.handler = self.nginx = None

    def start(self):
        self.key = self.state.create(self.teams.count())
        self.nginx = self.keep(start_nginx(self.directory, self.port))
        self.echo = self.keep(start_responder(
            "echo", self.directory / "echo", self.options.workers, self.directory, None))
        self.start_handler()
        self.await_reply("GET", "/ceiling")
        self.await_reply("POST", "/echo")
        self.await_reply("GET", "/health")
        for cell in self.cells(0):
            self.probe(cell)

    def start_handler(self):
        self.handler = self.keep(start_responder(
            "handler", self.options.handler, self.options.workers, self.directory, self.handler_environment()))

    def keep(self, group):
        """Have it stopped whatever happens from here on."""
        self.running.callback(group.stop)
        return group

    def handler_environment(self):
        return self.state.environment | {
            "INVITE_WEBAPP_URL": "https://app.example.com",
            "INVITE_MAX_ACTIVE": LIVE_INVITES,
            "INVITE_LOG_LEVEL": self.options.log_level,
        }

    def cells(self, round_number):
        create = "/v2/teams/%d/invite"
        one = self.teams.alone(round_number)
        return [
            Cell("return 200", "GET", "/ceiling"),
            Cell("C echo", "POST", "/echo", self.echo, body=BODY),
            Cell("GET /health", "GET", "/health", self.handler),
            Cell(f"create, {self.teams.many:,} teams", "POST", create, self.handler, self.teams.everyone(), True),
            Cell("create, one team", "POST", create, self.handler, range(one, one + 1), True),
        ]

    def ask(self, method, path, body=""):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, {"Authorization": f"Bearer {self.key}"})
            reply = connection.getresponse()
            return reply.status, reply.read().decode(errors="replace")
        finally:
            connection.close()

    def await_reply(self, method, path):
        """The programs need a moment until they listen."""
        deadline, seen = time.monotonic() + 10, None
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException):
                seen = self.ask(method, path)
                if seen[0] == 200:
                    return
            time.sleep(0.05)
        raise Trouble(f"{method} {path} is not answered with 200 but {seen}\n{self.last_words()}")

    def probe(self, cell):
        """One request by hand: wrk counts what is above 399, so a redirect would pass there unseen."""
        status, text = self.ask(cell.method, cell.path.replace("%d", str(cell.teams[0])), cell.body)
        if status // 100 != 2:
            raise Trouble(f"{cell.name}: the first reply was {status}: {text[:500]}\n{self.last_words()}")

    def last_words(self):
        groups = filter(None, (self.nginx, self.echo, self.handler))
        return "\n".join(filter(None, (group.last_words() for group in groups)))

    def drive(self, cell, seconds, seed):
        """Runs wrk once; returns what load.lua reports."""
        environment = os.environ | {
            "BENCH_METHOD": cell.method, "BENCH_PATH": cell.path, "BENCH_BODY": cell.body,
            "BENCH_FIRST": str(cell.teams[0]), "BENCH_LAST": str(cell.teams[-1]), "BENCH_SEED": str(seed),
        }
        if cell.creates:
            environment["BENCH_KEY"] = self.key
        text = output_of(
            tool("wrk"), "-t", "1", "-c", str(self.options.clients), "-d", f"{seconds}s", "--timeout", "10s",
            "-s", str(HERE / "load.lua"), f"http://127.0.0.1:{self.port}", env=environment)
        return json.loads(next(line for line in text.splitlines() if line.startswith('{"replies"')))

    def measure(self, cell, seconds, seed):
        """One round of one cell, with everything that could make its figures meaningless ruled out."""
        workers = cell.backend.workers() if cell.backend else []
        lines = self.state.lines(cell.teams) if cell.creates else 0
        before = self.cpu(cell)
        seen = self.drive(cell, seconds, seed)
        after = self.cpu(cell)

        self.rule_out_bad_replies(cell, seen)
        if cell.backend and cell.backend.workers() != workers:
            raise Trouble(f"{cell.name}: a worker died during the round\n{self.last_words()}")
        if cell.creates:
            self.rule_out_lost_lines(cell, seen["replies"], self.state.settled_lines(cell.teams) - lines)
        return Sample(
            replies=seen["replies"], rate=seen["replies"] / seen["us"] * 1e6, p50=seen["p50"], p99=seen["p99"],
            backend_cpu=(after[0] - before[0]) / seen["replies"], nginx_cpu=(after[1] - before[1]) / seen["replies"],
            pss=statistics.mean(cell.backend.memory("Pss")) if cell.backend else 0, bad=seen["bad"],
        )

    def cpu(self, cell):
        """What the backend and nginx have used so far."""
        return cell.backend.cpu_microseconds() if cell.backend else 0, self.nginx.cpu_microseconds()

    def rule_out_bad_replies(self, cell, seen):
        if seen["replies"] == 0 or seen["bad"] or seen["broken"]:
            raise Trouble(
                f"{cell.name}: of {seen['replies']} replies {seen['bad']} were not 2xx; {seen['broken']} connections "
                f"broke or timed out\n{self.last_words()}")

    def rule_out_lost_lines(self, cell, replies, grown, rounds=1):
        """wrk leaves at most one request a client unanswered when it stops: those may have written a line too."""
        if not replies <= grown <= replies + rounds * self.options.clients:
            raise Trouble(f"{cell.name}: {replies} replies, but the ledgers grew by {grown} lines\n{self.last_words()}")

    def forget_logs(self):
        """The handler writes a line a request; nobody will read them, and they need not fill the disk."""
        os.truncate(self.handler.log, 0)
