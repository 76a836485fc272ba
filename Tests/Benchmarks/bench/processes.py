"""What groups of processes use."""

import os
import pathlib
import re
import time
from collections.abc import Sequence

from harness.processes import Group, stat

from .commands import Trouble


class Responder(Group):
    """The workers of a program under their supervisor, which is the leader of the group."""

    def __init__(
        self, name: str, command: Sequence[object], log: pathlib.Path, environment: dict[str, str] | None = None
    ) -> None:
        self.name = name
        super().__init__(command, log, environment)

    def workers(self) -> list[int]:
        return sorted(pid for pid in self.members() if pid != self.leader.pid)

    def cpu_microseconds(self) -> float:
        ticks = sum(int(fields[11]) + int(fields[12]) for fields in self.members().values())
        return ticks * 1e6 / os.sysconf("SC_CLK_TCK")

    def memory(self, *fields: str) -> list[float]:
        """Megabytes of each worker, the sum of `fields` of smaps_rollup: Rss; or Pss, which counts a page shared by n
        processes as 1/n; or Private_Clean and Private_Dirty, which nobody shares."""
        def megabytes(pid: int) -> float:
            text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
            found = dict(re.findall(r"^(\w+):\s+(\d+) kB", text, re.MULTILINE))
            return sum(int(found[field]) for field in fields) / 1024
        return [megabytes(pid) for pid in self.workers()]

    def private_memory(self) -> list[float]:
        return self.memory("Private_Clean", "Private_Dirty")

    def last_words(self) -> str:
        """The end of the log, without the lines of requests that went well."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        lines = [line for line in lines if not re.search(r'"status" ?: ?2\d\d\b', line)]
        return "\n".join(f"    {self.name}: {line}" for line in lines[-5:])

    def forget_log(self) -> None:
        """The handler writes a line a request; nobody will read them, and they need not fill the disk."""
        os.truncate(self.log, 0)


def busy_microseconds(pid: int) -> float:
    """What a process with one thread has used, to the microsecond, once it waits for its next request: after its
    answer it still closes, counts and logs."""
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        fields = stat(pid)
        if not fields:
            raise Trouble(f"process {pid} died")
        if fields[0] == "S":
            return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1000
        time.sleep(0.0002)
    raise Trouble(f"process {pid} never rests")
