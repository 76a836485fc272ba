"""The disks that a power cut could have left, from the record of what was written to one."""
import collections.abc
import dataclasses
import errno
import os
import pathlib
import random
import struct

Path = pathlib.Path
HEADER = struct.Struct("<QII")


@dataclasses.dataclass(frozen=True)
class Epoch:
    """The time between two flushes. A cut leaves the writes before `first`, and any part of those up to `last`."""

    first: int
    last: int
    end: int
    """The number of records before the flush that ends it: who was acknowledged by then relies on nothing in here."""


@dataclasses.dataclass
class Recording:
    """All writes to a disk, each with its place, and the epochs that flushes make of them."""

    writes: list[tuple[int, bytes]]
    epochs: list[Epoch]

    def lying(self, flushes: int) -> "Recording":
        """The same on a disk that has done with a flush only when `flushes` more have been asked for."""
        firsts = [epoch.first for epoch in self.epochs]
        late = [
            dataclasses.replace(epoch, first=firsts[max(0, number - flushes)])
            for number, epoch in enumerate(self.epochs)
        ]
        return Recording(self.writes, late)


@dataclasses.dataclass(frozen=True)
class Cut:
    """One disk that a cut can leave: of an epoch the writes named and nothing else, the last of them perhaps torn."""

    epoch: int
    applied: tuple[int, ...]
    torn: int = 0
    """How many bytes of the last write have arrived; 0: all."""

    def __str__(self) -> str:
        torn = f", the last torn after {self.torn} bytes" if self.torn else ""
        return f"{self.epoch} flushes and writes {list(self.applied)} after that{torn}"


def read(log: Path, limit: int) -> Recording:
    """The first `limit` records of a log. A disk that is never flushed has one epoch."""
    writes: list[tuple[int, bytes]] = []
    epochs: list[Epoch] = []
    first = 0
    with open(log, "rb") as file:
        for number in range(limit):
            offset, length, kind = HEADER.unpack(file.read(HEADER.size))
            if kind == ord("F"):
                epochs.append(Epoch(first, len(writes), number))
                first = len(writes)
            else:
                writes.append((offset, file.read(length)))
    return Recording(writes, epochs + [Epoch(first, len(writes), limit)])


def cuts(recording: Recording, relied: list[int], chance: random.Random, sector: int, limit: int) -> list[Cut]:
    """Disks to look at, in order: each prefix of each epoch; random halves; the last write alone; the last one torn.

    Where there are more than `limit`, a random choice, preferring those in which nothing of an epoch has arrived during
    which somebody was acknowledged (at the positions `relied`): they are the hardest.
    """
    hardest: list[Cut] = []
    others: list[Cut] = []
    begin = -1
    for number, epoch in enumerate(recording.epochs):
        is_relied_on = any(begin < position <= epoch.end for position in relied)
        (hardest if is_relied_on else others).append(Cut(number, ()))
        others += _parts(number, epoch, recording, chance, sector)
        begin = epoch.end
    chance.shuffle(hardest)
    chance.shuffle(others)
    hardest = hardest[: limit // 2]
    return sorted(hardest + others[: limit - len(hardest)], key=lambda cut: (cut.epoch, cut.applied, cut.torn))


def _parts(number: int, epoch: Epoch, recording: Recording, chance: random.Random, sector: int) -> list[Cut]:
    indices = tuple(range(epoch.first, epoch.last))
    found = [Cut(number, indices[:count]) for count in range(1, len(indices) + 1)]
    for _ in range(2):
        found.append(Cut(number, tuple(index for index in indices if chance.random() < 0.5)))
    found.append(Cut(number, indices[-1:]))
    if indices:
        sectors = (len(recording.writes[indices[-1]][1]) + sector - 1) // sector
        if sectors > 1:
            found.append(Cut(number, indices, torn=sector * chance.randrange(1, sectors)))
    return [cut for cut in dict.fromkeys(found) if cut.applied]


def disks(
    image: Path, recording: Recording, cuts: list[Cut], folder: Path
) -> collections.abc.Iterator[tuple[Cut, Path]]:
    """The image of each cut in turn, to be used until the next is asked for. The cuts must be in order of epochs."""
    base, disk = folder / "base.img", folder / "cut.img"
    _copy(image, base)
    done = 0
    for cut in cuts:
        first = recording.epochs[cut.epoch].first
        _apply(base, recording.writes[done:first])
        done = first
        _copy(base, disk)
        writes = [recording.writes[index] for index in cut.applied]
        if cut.torn:
            offset, data = writes.pop()
            writes.append((offset, data[: cut.torn]))
        _apply(disk, writes)
        yield cut, disk
    for file in (base, disk):
        file.unlink(missing_ok=True)


def _apply(image: Path, writes: collections.abc.Iterable[tuple[int, bytes]]) -> None:
    with open(image, "r+b", buffering=0) as file:
        for offset, data in writes:
            os.pwrite(file.fileno(), data, offset)


def _copy(source: Path, target: Path) -> None:
    """Holes stay holes: most of a disk is empty."""
    with open(source, "rb", buffering=0) as reader, open(target, "wb", buffering=0) as writer:
        writer.truncate(os.fstat(reader.fileno()).st_size)
        end = 0
        while True:
            try:
                start = os.lseek(reader.fileno(), end, os.SEEK_DATA)
            except OSError as error:
                if error.errno == errno.ENXIO:
                    return
                raise
            end = os.lseek(reader.fileno(), start, os.SEEK_HOLE)
            os.pwrite(writer.fileno(), os.pread(reader.fileno(), end - start, start), start)
