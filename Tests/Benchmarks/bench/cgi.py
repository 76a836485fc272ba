"""One invite made by a process of its own."""

import argparse
import os
import pathlib
import re
import subprocess

from harness.cgi import variables

from .commands import Trouble
from .stage import Stage, stage
from .state import State

Times = dict[int, dict[str, list[float]]]
"""Per length of the ledger the milliseconds of each program, launch by launch."""


def measure_cgi(options: argparse.Namespace, root: pathlib.Path) -> Times:
    """The handler and the C program, in turns."""
    with stage(options, root, "launches", []) as running:
        state = running.state()
        cgis = {lines: CGI(running, state, lines, options.handler) for lines in options.cgi_lines}
        state.settle("before the first launch")
        times: Times = {}
        for lines, cgi in cgis.items():
            pairs = [(cgi.create(), cgi.launch(root / "cgi")) for _ in range(options.launches)]
            times[lines] = {"handler": [handler for handler, _ in pairs], "C": [c for _, c in pairs]}
        state.judge("after the last launch")
        return times


class CGI:
    """Launches of a handler that makes an invite of one team."""

    def __init__(self, running: Stage, state: State, lines: int, handler: pathlib.Path) -> None:
        self.running, self.state, self.lines, self.handler = running, state, lines, handler
        self.team = state.add_teams(1, invites=lines - 2)[0]
        self.size = state.ledger_file(self.team).stat().st_size
        self.log = running.folder / "cgi.log"
        self.environment = state.environment | variables("POST", f"/v2/teams/{self.team}/invite", state.admin_key)

    def create(self) -> float:
        """Milliseconds of one create; the ledger is cut back before, and must have one line more after."""
        cut_back(self.state.ledger_file(self.team), self.size)
        took = self.launch(self.handler)
        grown = self.state.lines([self.team]) - self.lines
        if grown != 1:
            raise Trouble(f"CGI launch of {self.handler}: the ledger grew by {grown} lines")
        return took

    def launch(self, program: pathlib.Path) -> float:
        """Milliseconds of one launch as a CGI program; the program has to end well and to answer 2xx."""
        with open(self.log, "ab") as errors:
            done = subprocess.run(
                [self.running.root / "launch", program], env=self.environment, stdout=subprocess.PIPE, stderr=errors,
                text=True)
        heading, _, answer = done.stdout.partition("\n")
        microseconds, status = heading.split() if done.returncode == 0 else ("0", "?")
        header = re.split(r"\r?\n\r?\n", answer, maxsplit=1)[0]
        reply = re.search(r"^Status: *(\d+)", header, re.MULTILINE | re.IGNORECASE)
        if status != "0" or not header or (reply and reply[1][0] != "2"):
            log = self.log.read_text(errors="replace")[-500:]
            raise Trouble(f"CGI launch of {program}: exit {status}, answer {answer[:500]!r}\n{log}")
        return int(microseconds) / 1000


def cut_back(ledger: pathlib.Path, size: int) -> None:
    """Synced, so that the next program's fdatasync pays for its own line only."""
    with open(ledger, "r+b") as file:
        file.truncate(size)
        os.fsync(file)
