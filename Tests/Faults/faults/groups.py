"""Control groups of the kernel, version 1 or 2, made for a while."""
import collections.abc
import contextlib
import os
import pathlib

from harness.processes import eventually

from .board import NotRun

ROOT = pathlib.Path("/sys/fs/cgroup")
LIMITS = {"memory": ("memory.limit_in_bytes", "memory.max"), "pids": ("pids.max", "pids.max")}
USAGE = {"memory": ("memory.usage_in_bytes", "memory.current"), "pids": ("pids.current", "pids.current")}


class Group:
    """One that limits `memory` (bytes) or `pids` (processes and threads)."""

    def __init__(self, controller: str) -> None:
        own = ROOT / controller
        is_first = (own / "cgroup.procs").exists()
        if not is_first and controller not in _unified():
            raise NotRun(f"there is no control group for {controller}")
        self.folder = (own if is_first else ROOT) / f"faults-{os.getpid()}-{controller}"
        self._limit, self._usage = (names[controller][0 if is_first else 1] for names in (LIMITS, USAGE))

    @property
    def members(self) -> pathlib.Path:
        """Whoever writes his process id here belongs to it, and all that he starts."""
        return self.folder / "cgroup.procs"

    @property
    def usage(self) -> int:
        return int((self.folder / self._usage).read_text())

    def allow(self, amount: int) -> None:
        (self.folder / self._limit).write_text(str(amount))

    def add(self, process: int) -> None:
        self.members.write_text(str(process))


def _unified() -> list[str]:
    try:
        return (ROOT / "cgroup.subtree_control").read_text().split()
    except OSError:
        return []


@contextlib.contextmanager
def group(controller: str) -> collections.abc.Iterator[Group]:
    """A group while the body runs, which has to end its members. Raises NotRun where there can be none."""
    made = Group(controller)
    try:
        made.folder.mkdir()
    except OSError as error:
        raise NotRun(f"no control group: {error}") from error
    try:
        yield made
    finally:
        eventually("the group is empty", lambda: not made.members.read_text().split())
        made.folder.rmdir()
