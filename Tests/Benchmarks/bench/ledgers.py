"""Ledgers as the program would have written them, made in bulk."""

import datetime
import json
import random
from collections.abc import Iterator


class LedgerTexts:
    """Puts a team's ledger together from two events that invitectl made for another team (the team, and its admin),
    and lines of the forms that the handler writes: invites without extras, of which the first hundred are live and all
    others expired yesterday, and members who joined by the first of them."""

    LIVE = 100

    def __init__(self, model: list[dict], admin: int) -> None:
        self.creation = model[0]
        self.admin = admin
        added = next(event for event in model if event.get("member", {}).get("userId") == admin)
        self.addition = line_of(added | {"seq": 2, "member": added["member"] | {"id": 2}})
        now = datetime.datetime.now(datetime.UTC)
        week = datetime.timedelta(days=7)
        self.made, self.ends = timestamp(now), timestamp(now + week)
        yesterday = now - datetime.timedelta(days=1)
        self.made_before, self.ended = timestamp(yesterday - week), timestamp(yesterday)

    def chunks(self, team: int, invites: int, joined: int) -> Iterator[str]:
        """The text, in parts, for a ledger may be longer than is wise to hold."""
        yield self.renamed(team) + self.addition
        ids = invite_ids(team)
        sequence = 3
        for first in range(0, invites, 10_000):
            count = min(10_000, invites - first)
            yield "".join(self.numbered_invite(sequence + index, next(ids)) for index in range(count))
            sequence += count
        opened = next(invite_ids(team))
        for first in range(0, joined, 10_000):
            count = min(10_000, joined - first)
            yield "".join(self.redemption(sequence + index, opened) for index in range(count))
            sequence += count

    def renamed(self, team: int) -> str:
        named = self.creation["team"] | {"id": team, "name": f"Team {team}"}
        if named.get("slug"):
            named["slug"] = f"team-{team}"
        return line_of(self.creation | {"team": named})

    def numbered_invite(self, sequence: int, invite_id: str) -> str:
        is_live = sequence < 3 + self.LIVE
        made, ends = (self.made, self.ends) if is_live else (self.made_before, self.ended)
        return self.invite(sequence, invite_id, self.admin, made, ends)

    @staticmethod
    def invite(sequence: int, invite_id: str, user: int, made: str, ends: str) -> str:
        return (
            f'{{"seq":{sequence},"at":"{made}","by":{{"userId":{user}}},"event":"invite.created","invite":'
            f'{{"id":"{invite_id}","role":"MEMBER","expiresAt":"{ends}","expiresInDays":7,"maxUses":null}}}}\n')

    def redemption(self, sequence: int, invite_id: str) -> str:
        """By somebody whose number nobody else has."""
        user = 100_000_000 + sequence
        return (
            f'{{"seq":{sequence},"at":"{self.made}","by":{{"userId":{user}}},"event":"invite.redeemed",'
            f'"inviteId":"{invite_id}","member":'
            f'{{"id":{sequence},"userId":{user},"role":"MEMBER","accepted":true}}}}\n')


def line_of(event: dict) -> str:
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False) + "\n"


def invite_ids(team: int) -> Iterator[str]:
    """Those of a team's invites, in their order: the same each time."""
    chance = random.Random(team)
    while True:
        yield f"{team:08x}{chance.getrandbits(64):016x}"


def is_canonical(line: str) -> bool:
    """Whether an invite on a line of the handler's would have been written here with the same bytes."""
    event = json.loads(line)
    invite = event.get("invite", {})
    return line == LedgerTexts.invite(
        event["seq"], invite.get("id"), event["by"].get("userId"), event["at"], invite.get("expiresAt"))


def timestamp(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
