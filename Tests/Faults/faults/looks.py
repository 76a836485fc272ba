"""What a state holds, in a form in which two runs of the same operation leave the same."""
import dataclasses
import json
import pathlib
import re

from harness.state import SampleState

from .ledgers import events, teams
from .operations import Operation


@dataclasses.dataclass
class Look:
    """The events of each team without what differs from run to run, the credentials, links from elsewhere, litter."""

    teams: dict[int, list[str]]
    """With those that compactions put into the archive."""
    snapshots: dict[int, str]
    """Of each team whose ledger begins with one."""
    files: dict[str, str]
    """All other whole files, by folder and order, so that a name that was made up does not count."""
    litter: list[str]

    @classmethod
    def at(cls, state: SampleState) -> "Look":
        if not state.folder.exists():
            return cls({}, {}, {}, [])
        names = sorted(str(file.relative_to(state.folder)) for file in state.folder.rglob("*") if file.is_file())
        litter = [name for name in names if pathlib.PurePath(name).name.startswith(".new")]
        whole = [name for name in names if name not in litter and not name.endswith((".lock", ".jsonl"))]
        contents = sorted((str(pathlib.PurePath(name).parent), _plain(_text(state.folder / name))) for name in whole)
        return cls(
            {team: _events(state, team) for team in teams(state)},
            _snapshots(state),
            {f"{folder} {number}": text for number, (folder, text) in enumerate(contents)}, litter)

    def parts(self, before: "Look", after: "Look") -> tuple[dict[int, bool], str]:
        """Of each team that an operation changes, whether it has; and what is neither as before nor as after."""
        done: dict[int, bool] = {}
        for team in after.teams.keys() | self.teams.keys():
            mine, old, new = self.teams.get(team), before.teams.get(team), after.teams.get(team)
            if mine not in (old, new):
                return done, f"team {team} is neither as before nor as it should be: {(mine or [])[len(old or []):]}"
            if old != new:
                done[team] = mine == new
            if self.snapshots.get(team) not in (before.snapshots.get(team), after.snapshots.get(team)):
                return done, f"team {team} has another snapshot: {self.snapshots.get(team)}"
        return done, ""

    def is_done(self, after: "Look") -> bool:
        is_same = self.teams == after.teams and self.snapshots == after.snapshots
        return is_same and sorted(self.files.values()) == sorted(after.files.values())

    def has_all(self, after: "Look") -> bool:
        """At least what the operation makes: the same again may have made another of it."""
        if after.snapshots.keys() - self.snapshots.keys():
            return False
        return all(self.teams.get(team, [])[:len(events)] == events for team, events in after.teams.items()) and not (
            set(after.files.values()) - set(self.files.values()))


def _events(state: SampleState, team: int) -> list[str]:
    try:
        return [_plain(json.dumps(event)) for event in events(state, team)]
    except (ValueError, KeyError, TypeError) as error:
        # Like nothing that an operation leaves.
        return [f"unreadable: {error}"]


def _snapshots(state: SampleState) -> dict[int, str]:
    files = (state.folder / "teams").glob("*.jsonl")
    heads = {int(file.stem): _text(file).partition("\n")[0] for file in files}
    return {team: _plain(head) for team, head in heads.items() if '"event":"team.snapshot"' in head}


def _text(file: pathlib.Path) -> str:
    return file.read_text(errors="replace")


def _plain(text: str) -> str:
    text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?", "TIME", text)
    return re.sub(r"\b[0-9a-f]{24,}\b", "HEX", text)


def wholeness(operation: Operation, now: Look, before: Look, after: Look) -> str:
    """What is half done; nothing where all is as before or done, team by team and in the order that it must have."""
    done, half = now.parts(before, after)
    steps = [done.get(team, False) for team in operation.order]
    if steps != sorted(steps, reverse=True):
        half = half or f"done: {done}, out of the order {operation.order}"
    strange = set(now.files.values()) - set(before.files.values()) - set(after.files.values())
    if strange:
        half = half or f"files that are neither of before nor of after: {sorted(strange)}"
    fewest, most = sorted((len(before.files), len(after.files)))
    if not fewest <= len(now.files) <= most:
        half = half or f"{len(now.files)} files, {len(before.files)} before and {len(after.files)} after"
    return half
