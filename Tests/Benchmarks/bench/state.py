"""The state folder under test."""

import dataclasses
import json
import os
import shutil
import time

from .commands import Trouble, output_of, say

ADMIN = "17"


@dataclasses.dataclass
class Teams:
    """Which team ids serve what. Every round of the one-team cell has its own, so that all start short."""
    many: int
    rounds: int
    cgi_lines: list

    def everyone(self):
        return range(1, self.many + 1)

    def alone(self, round_number):  # 0 is the warm-up
        return self.many + 1 + round_number

    def cgi(self):
        """Team id and wanted number of lines of each ledger for the CGI launches."""
        first = self.alone(self.rounds) + 1
        return {first + index: lines for index, lines in enumerate(self.cgi_lines)}

    def count(self):
        return self.alone(self.rounds) + len(self.cgi_lines)


class State:
    """The state folder under test and the operator's command on it."""

    def __init__(self, directory, invitectl):
        self.directory, self.invitectl = directory / "state", invitectl
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("INVITE_")}
        self.environment["INVITE_STATE_DIR"] = str(self.directory)

    def control(self, *arguments):
        return output_of(self.invitectl, *arguments, env=self.environment)

    def ledger(self, team):
        return self.directory / "teams" / f"{team}.jsonl"

    def create(self, teams):
        """One team made by invitectl, the others by renaming it; invitectl then judges the copies."""
        self.control("init")
        self.control("team", "create", "--id", "1", "--name", "Team 1")
        self.control("member", "add", "--team", "1", "--user", ADMIN, "--role", "ADMIN")
        model = self.ledger(1).read_text()
        for team in range(2, teams + 1):
            self.ledger(team).write_text(renamed(model, team))
            shutil.copymode(self.ledger(1), self.ledger(team))
        self.check("before the first request")
        return self.control("key", "issue", "--user", ADMIN)

    def check(self, when):
        began = time.monotonic()
        try:
            self.control("check")
        except Trouble as trouble:
            raise Trouble(f"invitectl check, {when}: {str(trouble)[:2000]}") from None
        say(f"invitectl check, {when}: all is well ({time.monotonic() - began:.1f} s)")

    def lines(self, teams):
        return sum(self.ledger(team).read_bytes().count(b"\n") for team in teams)

    def settled_lines(self, teams):
        """When wrk stops, its last requests are still under way: count once nothing changes any more."""
        before, now = None, self.lines(teams)
        while before != now:
            time.sleep(0.1)
            before, now = now, self.lines(teams)
        return now


def renamed(model, team):
    first, rest = model.split("\n", 1)
    event = json.loads(first)
    event["team"].update(id=team, name=f"Team {team}")
    if event["team"].get("slug"):
        event["team"]["slug"] = f"team-{team}"
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False) + "\n" + rest
