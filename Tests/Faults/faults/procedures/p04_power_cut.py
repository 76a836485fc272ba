"""Cuts the power at every moment of every operation, on ext4, XFS and btrfs.

The file systems lie on disks whose every write and flush is recorded while the real programs work in a state there: one
operation after the other, with a second before every sync, many processes on one ledger, and after makers of files that
died before they synced the new names. A cut leaves everything that was flushed and any part of the rest; each such disk
is mounted, and there everything that was acknowledged by then must be in the state, no invite may be overused, nothing
may be damaged (a torn last line is no damage), and the next create must work and leave all well.

First the explorer has to show that it sees: two wrong ways of writing a file must lose it, and the same programs whose
syncs do nothing must break their promises.
"""
from powercut import disk, naive, work
from powercut.explore import Start, StateLook, Task, explore, record, start

from ..board import Tally
from ..context import Context

ID = "P4"
TITLE = "power cut"
NEEDS = disk.NEEDS

TASKS = (work.in_turn, work.at_once, work.after_deaths, work.slowly)


def run(context: Context, tally: Tally) -> None:
    disk.in_private_mounts(context.folder, lambda: _run(context, tally))


def _run(context: Context, tally: Tally) -> None:
    recorder = disk.build(context.folder)
    for kind in ["ext4"] if context.short else list(disk.MKFS):
        begin = start(kind, context.bin, recorder, context.folder)
        tally.note(naive.expect_losses(begin, context.random, context.count(60, 20)))
        _expect_broken_promises(context, tally, begin)
        for task in TASKS[:3] if context.short else TASKS:
            _try(context, tally, begin, task)


def _try(context: Context, tally: Tally, begin: Start, task: Task) -> None:
    recording, world = record(begin, task)
    look = StateLook(tally, begin.state, world.claims)
    count, refused = explore(begin, recording, world.claims, context.random, context.count(150, 20), look)
    for text in refused:
        tally.check("I1", False, text)
    tally.note(
        f"{begin.kind}, {task.__name__.replace('_', ' ')}: {count} cuts of {len(recording.writes)} writes and "
        f"{len(recording.epochs) - 1} flushes, {len(world.claims)} promises, {look.torn} torn lines"
        + "".join(f"; without {text}" for text in world.skipped)
    )


def _expect_broken_promises(context: Context, tally: Tally, begin: Start) -> None:
    recording, world = record(begin, work.without_syncs)
    look = StateLook(Tally(ID), begin.state, world.claims)
    count, _ = explore(begin, recording, world.claims, context.random, context.count(40, 10), look)
    seen = f"{begin.kind}, programs whose syncs do nothing: {len(look.lost)} of {len(world.claims)} promises broken"
    if len(look.lost) < len(world.claims) / 2:
        raise RuntimeError(f"the explorer cannot be trusted: {seen}")
    tally.note(seen)
