"""The state folder under test."""

import hashlib
import hmac
import json
import os
import pathlib
import time
from collections.abc import Iterable

from .commands import Trouble, output_of, say
from .ledgers import LedgerTexts, invite_ids

ADMIN = 17
MODEL = 1  # the team that invitectl made; it is under no load


class State:
    """A state folder and the operator's command on it. Teams are handed out by number, each group of them once."""

    def __init__(self, directory: pathlib.Path, invitectl: pathlib.Path) -> None:
        self.directory, self.invitectl = directory, invitectl
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("INVITE_")}
        self.environment["INVITE_STATE_DIR"] = str(self.directory)
        self.last_team = MODEL
        self.control("init")
        self.control("team", "create", "--id", str(MODEL), "--name", "Team 1")
        self.control("member", "add", "--team", str(MODEL), "--user", str(ADMIN), "--role", "ADMIN")
        self.key = self.control("key", "issue", "--user", str(ADMIN))
        self.vouching_key = self.control("key", "issue", "--user", "18", "--can-vouch")
        self.texts = LedgerTexts(self.ledger(MODEL).read_text(), ADMIN)

    def control(self, *arguments: str) -> str:
        return output_of(self.invitectl, *arguments, env=self.environment)

    def ledger(self, team: int) -> pathlib.Path:
        return self.directory / "teams" / f"{team}.jsonl"

    def add_teams(self, count: int, invites: int = 0, joined: int = 0) -> range:
        """New teams, each with an admin, so many live invites, and so many members who joined by the first of them."""
        teams = range(self.last_team + 1, self.last_team + 1 + count)
        self.last_team += count
        for team in teams:
            write_file(self.ledger(team), self.texts.chunks(team, invites, joined))
            write_file(self.directory / "teams" / f"{team}.lock", [])
        return teams

    def add_keys(self, bearers: Iterable[tuple[int, str]]) -> None:
        """An API key for each (user, bearer), as `key issue` would have made it for the admin."""
        model = json.loads((self.directory / "credentials" / self.credential_name(self.key)).read_text())
        for user, bearer in bearers:
            text = json.dumps(model | {"userId": user}, separators=(",", ":"), ensure_ascii=False) + "\n"
            write_file(self.directory / "credentials" / self.credential_name(bearer), [text])

    @staticmethod
    def credential_name(bearer: str) -> str:
        return hashlib.sha256(bearer.removeprefix("cal_").encode()).hexdigest() + ".json"

    def token(self, team: int) -> str:
        """That of a team's first invite, as the handler would make it."""
        invite_id = next(invite_ids(team))
        key = bytes.fromhex((self.directory / "token.key").read_text().strip())
        proof = hmac.new(key, b"invite-token-v1" + bytes.fromhex(invite_id), hashlib.sha256).digest()[:20]
        return invite_id + proof.hex()

    def settle(self, when: str) -> None:
        """Judged by invitectl, and written: what was made here must not be synced at the cost of what is measured."""
        self.check(when)
        os.sync()

    def check(self, when: str) -> None:
        began = time.monotonic()
        try:
            self.control("check")
        except Trouble as trouble:
            raise Trouble(f"invitectl check, {when}: {str(trouble)[:2000]}") from None
        say(f"invitectl check, {when}: all is well ({time.monotonic() - began:.1f} s)")

    def lines(self, teams: Iterable[int]) -> int:
        return sum(self.ledger(team).read_bytes().count(b"\n") for team in teams)

    def settled_lines(self, teams: Iterable[int]) -> int:
        """When wrk stops, its last requests are still under way: count once nothing changes any more."""
        before, now = -1, self.lines(teams)
        while before != now:
            time.sleep(0.1)
            before, now = now, self.lines(teams)
        return now


def write_file(path: pathlib.Path, chunks: Iterable[str]) -> None:
    """A new file with the mode that the program gives its own."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        for chunk in chunks:
            file.write(chunk)
