"""Cuts the power of disks, and mounts, that do not keep what a sync promises.

`barrier=0`: ext4 never flushes. A lying disk: a flush has happened only when three more have been asked for. Syncs that
do nothing: the programs are told that they are done. `noauto_da_alloc`: ext4 without its kindness to those who rename
unsynced files, which is all that an honest disk needs.

Nobody can keep a promise on the first three, so what is lost there is told and not counted. What must hold: a ledger or
a credential that is damaged is never taken for a whole one. `invitectl check` tells, and nothing is created in it.
"""
import dataclasses
import pathlib

from harness import cgi
from powercut import disk, work
from powercut.explore import Start, Task, explore, holds, record, start
from powercut.facts import Facts
from powercut.world import Claim

from ..board import Tally
from ..context import Context

ID = "P5"
TITLE = "lying disk"
NEEDS = disk.NEEDS

LATE_BY = 3
"""How many flushes a lying disk is behind."""


def run(context: Context, tally: Tally) -> None:
    disk.in_private_mounts(context.folder, lambda: _run(context, tally))


def _run(context: Context, tally: Tally) -> None:
    recorder = disk.build(context.folder)
    for kind in ["ext4"] if context.short else list(disk.MKFS):
        begin = start(kind, context.bin, recorder, context.folder)
        if kind == "ext4":
            _try(context, tally, begin, "barrier=0", options="barrier=0")
            _try(context, tally, begin, "noauto_da_alloc", options="noauto_da_alloc")
        _try(context, tally, begin, "a lying disk", flushes=LATE_BY)
        _try(context, tally, begin, "syncs that do nothing", work.without_syncs)


def _try(
    context: Context, tally: Tally, begin: Start, name: str, task: Task = work.in_turn, options: str = "",
    flushes: int = 0,
) -> None:
    recording, world = record(begin, task, options)
    look = Detection(tally, begin, world.claims)
    limit = context.count(150, 20)
    count, refused = explore(begin, recording.lying(flushes), world.claims, context.random, limit, look)
    tally.note(
        f"{begin.kind}, {name}: of {count} cuts, {look.lossy} lost something, {look.damaged} damaged something, "
        f"{len(refused)} left nothing to mount"
    )


@dataclasses.dataclass
class Detection:
    """Compares what the service says of a state with what is in its files."""

    tally: Tally
    start: Start
    claims: list[Claim]
    lossy: int = 0
    damaged: int = 0

    def __call__(self, root: pathlib.Path, end: int, how: str) -> None:
        state = self.start.state
        state.folder = root / "state"
        try:
            facts = Facts(state.folder)
        except OSError as error:
            # The file system itself is damaged and says so.
            self.damaged += 1
            self.tally.check("I5", state.check().returncode != 0, f"{how}: {error}, and check is content")
            return
        self.lossy += not all(holds(claim, facts) for claim in self.claims if claim.position <= end)
        self.damaged += bool(facts.damage)
        told = state.check()
        is_told = told.returncode != 0 or not facts.damage
        self.tally.check("I5", is_told, f"{how}: {'; '.join(facts.damage)}, and check says: {told.stdout.strip()}")
        for team in facts.unreadable:
            answer = cgi.ask(state, "POST", f"/v2/teams/{team}/invite", state.admin_key, {})
            self.tally.check("I5", not answer.is_ok, f"{how}: team {team} is damaged, and a create gets 200")
