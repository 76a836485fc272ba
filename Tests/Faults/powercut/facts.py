"""What is in a state folder, read here from the files themselves and by no code of the service."""
import dataclasses
import json
import pathlib

Path = pathlib.Path


@dataclasses.dataclass
class Team:
    """A ledger, folded as far as the procedures need it."""

    members: dict[int, dict] = dataclasses.field(default_factory=dict)
    invites: dict[str, dict] = dataclasses.field(default_factory=dict)
    """Each with `uses`, and `revoked` where it is."""
    is_torn: bool = False

    def member(self, user: int) -> dict | None:
        return next((member for member in self.members.values() if member.get("userId") == user), None)

    def email(self, email: str) -> dict | None:
        return next((member for member in self.members.values() if member.get("email") == email), None)

    def apply(self, event: dict) -> None:
        """Raises KeyError where an event does not fit what came before."""
        kind = event["event"]
        if kind in ("team.snapshot", "team.snapshot.2"):
            for member in event["snapshot"]["members"]:
                self.members[member["id"]] = member
            for invite in event["snapshot"]["invites"]:
                known = {"uses": invite["past"]["uses"], "revoked": "revokedAt" in invite}
                self.invites[invite["id"]] = invite | known
        elif kind in ("member.added", "invite.redeemed"):
            self.members[event["member"]["id"]] = event["member"]
        elif kind == "member.changed":
            changes = {name: event[name] for name in ("role", "accepted", "userId") if name in event}
            self.members[event["memberId"]] |= changes
        elif kind == "member.corrected":
            self.members[event["memberId"]] |= {name: event[name] for name in ("email", "name") if name in event}
        elif kind in ("member.removed", "member.keptOut"):
            del self.members[event["memberId"]]
        elif kind == "invite.created":
            past = event["invite"].get("past", {})
            self.invites[event["invite"]["id"]] = event["invite"] | {"uses": past.get("uses", 0)}
        elif kind == "invite.edited":
            self.invites[event["inviteId"]] |= event["invite"]
        elif kind == "invite.revoked":
            self.invites[event["inviteId"]]["revoked"] = True
        if kind == "invite.redeemed":
            self.invites[event["inviteId"]]["uses"] += 1


class Facts:
    """A state folder. What cannot be read is in `damage`, one sentence each, and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damage: list[str] = []
        self.teams: dict[int, Team] = {}
        self.unreadable: list[int] = []
        """Teams whose ledgers are damaged."""
        self.credentials: dict[str, dict] = {}
        for name in ("format.json", "token.key", "teams", "credentials", "archive"):
            if not (folder / name).exists():
                self.damage.append(f"there is no {name}")
        for file in sorted(folder.glob("teams/*.jsonl")):
            self._read_ledger(file)
        for file in sorted(folder.glob("credentials/*.json")):
            self._read_credential(file)

    def overused(self) -> list[str]:
        """Invites that let in more than they may."""
        return [
            f"invite {id} of team {number} let in {invite['uses']} of {invite['maxUses']}"
            for number, team in self.teams.items()
            for id, invite in team.invites.items()
            if invite.get("maxUses") is not None and invite["uses"] > invite["maxUses"]
        ]

    def _read_ledger(self, file: Path) -> None:
        whole, newline, rest = file.read_bytes().rpartition(b"\n")
        team = Team(is_torn=bool(rest))
        try:
            if not newline:
                raise ValueError("it has no whole line")
            expected = None
            for line in whole.split(b"\n"):
                event = json.loads(line)
                if event["seq"] != (expected or (event["seq"] if event["event"] == "team.snapshot" else 1)):
                    raise ValueError(f"event {event['seq']} is out of order")
                expected = event["seq"] + 1
                team.apply(event)
        except (ValueError, KeyError, TypeError) as error:
            self.damage.append(f"{file.name} is damaged: {type(error).__name__}: {error}")
            self.unreadable.append(int(file.stem))
        else:
            self.teams[int(file.stem)] = team

    def _read_credential(self, file: Path) -> None:
        try:
            self.credentials[file.stem] = dict(json.loads(file.read_bytes()))
        except (ValueError, TypeError) as error:
            self.damage.append(f"{file.name} is damaged: {error}")
