"""Ways of replacing a file that lose it in a power cut: the explorer must see that they do."""
import collections.abc
import os
import pathlib
import random

from .explore import Start, explore, record
from .world import World

Path = pathlib.Path


def without_sync(file: Path, contents: bytes) -> None:
    """Written aside and renamed."""
    aside = file.with_suffix(".new")
    aside.write_bytes(contents)
    aside.rename(file)


def without_directory_sync(file: Path, contents: bytes) -> None:
    """Written aside, synced and renamed: only the name may be lost."""
    aside = file.with_suffix(".new")
    with open(aside, "wb") as writer:
        writer.write(contents)
        writer.flush()
        os.fsync(writer.fileno())
    aside.rename(file)


def with_all_syncs(file: Path, contents: bytes) -> None:
    """As it should be."""
    without_directory_sync(file, contents)
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)


def expect_losses(start: Start, chance: random.Random, limit: int) -> str:
    """Raises RuntimeError where a wrong way loses nothing or the right one loses something; gives the figures."""
    figures = []
    for write in (without_sync, without_directory_sync, with_all_syncs):
        lost, count = _losses(start, write, chance, limit)
        name = write.__name__.replace("_", " ")
        figures.append(f"{name} {lost}/{count}")
        if (lost > 0) == (write is with_all_syncs):
            seen = f"a file replaced {name} lost {lost} of {count}"
            raise RuntimeError(f"{start.kind}: the explorer cannot be trusted: {seen}")
    return f"{start.kind}: a file replaced in the way named was lost in: {', '.join(figures)} cuts"


def _losses(
    start: Start, write: collections.abc.Callable[[Path, bytes], None], chance: random.Random, limit: int
) -> tuple[int, int]:
    def work(world: World) -> None:
        file = world.state.folder / "sample"
        for version in range(1, 7):
            write(file, str(version).encode() * 9000)
            world.claim(str(version), lambda facts: False)
            if version % 3 == 0:
                world.stand_still()

    recording, world = record(start, work)
    lost = 0

    def look(root: Path, end: int, how: str) -> None:
        nonlocal lost
        file = root / "state" / "sample"
        contents = file.read_bytes() if file.exists() else b""
        promised = sum(claim.position <= end for claim in world.claims)
        version = contents[:1]
        is_whole = version.isdigit() and contents == version * 9000
        lost += int(version) < promised if is_whole else promised > 0 or contents != b""

    count, _ = explore(start, recording, world.claims, chance, limit, look)
    return lost, count
