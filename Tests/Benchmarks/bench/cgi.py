"""One invite made by a process of its own."""

import os
import re
import subprocess

from .commands import Trouble
from .load import Cell


def fill_ledger(bench, team, lines):
    """Brings a ledger to a length by asking the handler for invites, and returns its size in bytes."""
    missing = lines - bench.state.lines([team])
    if missing < 0:
        raise Trouble(f"--cgi-lines: a new team's ledger has {lines - missing} lines already, more than {lines}")
    for _ in range(missing):
        status, text = bench.ask("POST", f"/v2/teams/{team}/invite")
        if status != 200:
            raise Trouble(f"filling the ledger of team {team}: {status}: {text[:500]}")
    return bench.state.ledger(team).stat().st_size


def launch(bench, program, environment):
    """Milliseconds of one launch as a CGI program; the program has to end well and to answer 2xx."""
    with open(bench.handler.log, "ab") as errors:
        done = subprocess.run(
            [bench.directory / "launch", program], env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
    heading, _, answer = done.stdout.partition("\n")
    microseconds, status = heading.split() if done.returncode == 0 else ("0", "?")
    header = re.split(r"\r?\n\r?\n", answer, maxsplit=1)[0]
    reply = re.search(r"^Status: *(\d+)", header, re.MULTILINE | re.IGNORECASE)
    if status != "0" or not header or (reply and reply[1][0] != "2"):
        raise Trouble(f"CGI launch of {program}: exit {status}, answer {answer[:500]!r}\n{bench.last_words()}")
    return int(microseconds) / 1000


def measure_cgi(bench, team, lines):
    """Interleaved launches of the handler and of the C program, the ledger cut back to its length before each."""
    environment = bench.handler_environment() | {
        "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_METHOD": "POST", "PATH_INFO": f"/v2/teams/{team}/invite", "CONTENT_LENGTH": "0",
        "HTTP_AUTHORIZATION": f"Bearer {bench.key}",
    }
    size = fill_ledger(bench, team, lines)
    times = {"handler": [], "C": []}
    for _ in range(bench.options.launches):
        cut_back(bench.state.ledger(team), size)
        times["handler"].append(launch(bench, bench.options.handler, environment))
        bench.rule_out_lost_lines(
            Cell("CGI launch", "POST", ""), 1, bench.state.lines([team]) - lines, rounds=0)
        times["C"].append(launch(bench, bench.directory / "cgi", environment))
    return times


def cut_back(ledger, size):
    """Synced, so that the next program's fdatasync pays for its own line only."""
    with open(ledger, "r+b") as file:
        file.truncate(size)
        os.fsync(file)
