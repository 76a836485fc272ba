"""Records a file system at work, then goes through the disks that a cut could have left."""
import collections.abc
import dataclasses
import pathlib
import random
import shutil

from faults.board import Tally
from harness import cgi
from harness.state import SampleState

from . import disk, replay
from .facts import Facts
from .world import Claim, World

Path = pathlib.Path
Look = collections.abc.Callable[[Path, int, str], None]
"""Looks at what a cut left: where it is mounted, how many records may be relied on, and how it came about."""

Task = collections.abc.Callable[[World], None]

OPTIONS = {"ext4": "commit=1", "xfs": "", "btrfs": "commit=1"}
SECTOR = {"ext4": 512, "xfs": 512, "btrfs": 4096}
"""What a disk writes whole. Of btrfs more: it gives up on a disk whose superblock of 4 kB has a part of another."""


@dataclasses.dataclass
class Start:
    """A file system with a state on it, from which recordings begin."""

    kind: str
    image: Path
    state: SampleState
    recorder: Path
    folder: Path


def start(kind: str, bin: Path, recorder: Path, folder: Path) -> Start:
    folder = folder / kind
    folder.mkdir()
    image = folder / "start.img"
    disk.make(kind, image)
    with disk.mounted(image, folder / "mount") as root:
        state = SampleState(bin, root / "state", organization=True)
        # The count of requests need not last, and belongs on no disk.
        state.settings["INVITE_RUNTIME_DIR"] = str(folder / "runtime")
    return Start(kind, image, state, recorder, folder)


def record(start: Start, task: Task, options: str = "") -> tuple[replay.Recording, World]:
    """Does some work on a recorded disk; what was promised is in the world's claims."""
    options = ",".join(filter(None, (OPTIONS[start.kind], options)))
    with disk.RecordedDisk(start.recorder, start.image, start.folder / "recorded", options) as recorded:
        start.state.folder = recorded.root / "state"
        world = World(start.state, recorded.position, start.folder)
        task(world)
        recording = replay.read(recorded.log, recorded.position())
    shutil.rmtree(start.folder / "recorded")
    return recording, world


def explore(
    start: Start, recording: replay.Recording, claims: list[Claim], chance: random.Random, limit: int, look: Look
) -> tuple[int, list[str]]:
    """Mounts each cut and looks at it.

    Gives how many there were, and those that the kernel refused to mount.
    """
    cuts = replay.cuts(recording, [claim.position for claim in claims], chance, SECTOR[start.kind], limit)
    refused: list[str] = []
    for cut, image in replay.disks(start.image, recording, cuts, start.folder):
        how = f"{start.kind}, {cut}"
        try:
            with disk.mounted(image, start.folder / "mount") as root:
                look(root, recording.epochs[cut.epoch].end, how)
        except disk.Refused as error:
            refused.append(f"{how}: {error}")
    return len(cuts), refused


class StateLook:
    """Holds a state that a cut left against what was promised before, then goes on in it."""

    def __init__(self, tally: Tally, state: SampleState, claims: list[Claim]) -> None:
        self.tally = tally
        self.state = state
        self.claims = claims
        self.torn = 0
        """In how many cuts a ledger had a torn last line."""
        self.lost: set[str] = set()

    def __call__(self, root: Path, end: int, how: str) -> None:
        self.state.folder = root / "state"
        facts = Facts(self.state.folder)
        self.tally.check("I5", not facts.damage, f"{how}: {'; '.join(facts.damage)}")
        lost = [claim.what for claim in self.claims if claim.position <= end and not holds(claim, facts)]
        self.lost.update(lost)
        self.torn += any(team.is_torn for team in facts.teams.values())
        self.tally.check("I1", not lost, f"{how}: lost: {'; '.join(lost)}")
        overused = facts.overused()
        self.tally.check("I3", not overused, f"{how}: {'; '.join(overused)}")
        if not facts.damage:
            self._go_on(facts, how)

    def _go_on(self, facts: Facts, how: str) -> None:
        """One more create, where a line was torn if there is such a ledger, and nothing is wrong afterwards."""
        torn = [number for number, team in facts.teams.items() if team.is_torn and team.member(17)]
        team = (torn or [SampleState.TEAM])[0]
        answer = cgi.ask(self.state, "POST", f"/v2/teams/{team}/invite", self.state.admin_key, {})
        seen = f"{how}: the next create in team {team} is answered with {answer.status} {answer.reason}"
        self.tally.check("I9", answer.is_ok, seen)
        check = self.state.check()
        self.tally.check("I5", check.returncode == 0, f"{how}: check says: {check.stderr.strip()}")
        there = answer.data.get("id") in Facts(self.state.folder).teams[team].invites if answer.is_ok else True
        self.tally.check("I1", there, f"{how}: the next create in team {team} is not in its ledger")


def holds(claim: Claim, facts: Facts) -> bool:
    """What is not there at all does not hold either."""
    try:
        return bool(claim.holds(facts))
    except (KeyError, TypeError):
        return False
