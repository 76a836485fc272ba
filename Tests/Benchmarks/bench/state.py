"""The state folder under test."""

import hashlib
import hmac
import json
import os
import pathlib
import time
from collections.abc import Iterable

from harness.state import Refused, SampleState

from .commands import Trouble, say
from .ledgers import LedgerTexts, invite_ids

# No round makes so many, or it would end in 409. The longest ledgers have more, most of them expired.
LIVE_INVITES = "99999"


class State(SampleState):
    """The sample state with many more teams. They are handed out by number, each group of them once; the sample's own
    team is under no load."""

    def __init__(self, folder: pathlib.Path, handler: pathlib.Path, invitectl: pathlib.Path, log_level: str) -> None:
        settings = {"INVITE_MAX_ACTIVE": LIVE_INVITES, "INVITE_LOG_LEVEL": log_level}
        super().__init__(handler.parent, folder, invitectl=invitectl, settings=settings)
        self.last_team = self.TEAM
        self.texts = LedgerTexts(self.ledger(), self.ADMIN)

    def add_teams(self, count: int, invites: int = 0, joined: int = 0) -> range:
        """New teams, each with an admin, so many live invites, and so many members who joined by the first of them."""
        teams = range(self.last_team + 1, self.last_team + 1 + count)
        self.last_team += count
        for team in teams:
            write_file(self.ledger_file(team), self.texts.chunks(team, invites, joined))
            write_file(self.folder / "teams" / f"{team}.lock", [])
        return teams

    def add_keys(self, bearers: Iterable[tuple[int, str]]) -> None:
        """An API key for each (user, bearer), as `key issue` would have made it for the admin."""
        model = json.loads(self.credential_file(self.admin_key).read_text())
        for user, bearer in bearers:
            text = json.dumps(model | {"userId": user}, separators=(",", ":"), ensure_ascii=False) + "\n"
            write_file(self.credential_file(bearer), [text])

    def token(self, team: int) -> str:
        """That of a team's first invite, as the handler would make it."""
        invite_id = next(invite_ids(team))
        key = bytes.fromhex((self.folder / "token.key").read_text().strip())
        proof = hmac.new(key, b"invite-token-v1" + bytes.fromhex(invite_id), hashlib.sha256).digest()[:20]
        return invite_id + proof.hex()

    def settle(self, when: str) -> None:
        """Judged by invitectl, and written: what was made here must not be synced at the cost of what is measured."""
        self.judge(when)
        os.sync()

    def judge(self, when: str) -> None:
        """Raises Trouble unless `invitectl check` finds all well."""
        began = time.monotonic()
        try:
            self.ctl("check", timeout=None)
        except Refused as refused:
            raise Trouble(f"invitectl check, {when}: {str(refused)[:2000]}") from None
        say(f"invitectl check, {when}: all is well ({time.monotonic() - began:.1f} s)")

    def lines(self, teams: Iterable[int]) -> int:
        return sum(self.ledger_file(team).read_bytes().count(b"\n") for team in teams)

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
