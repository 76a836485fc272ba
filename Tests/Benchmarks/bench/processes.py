"""Groups of processes: started, measured and ended as a whole."""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import time
from collections.abc import Sequence

from .commands import Trouble, tool


def stat_of(pid: int | str) -> list[str] | None:
    """The fields of /proc/PID/stat from the state on, or None if the process is gone."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


class Group:
    """A program and everything it starts, in a process group of its own: measured, and ended, as a whole."""

    def __init__(
        self, name: str, command: Sequence[object], log: pathlib.Path, environment: dict[str, str] | None = None
    ) -> None:
        self.name, self.log, self.stopped = name, log, False
        # The signal at the parent's death is for the one end that no `finally` sees: SIGKILL.
        with open(log, "ab") as errors:
            self.leader = subprocess.Popen(
                [tool("setpriv"), "--pdeathsig", "TERM", "--", *map(str, command)],
                stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, env=environment, start_new_session=True,
            )

    def members(self) -> dict[int, list[str]]:
        """Process id and stat of every living process of the group."""
        found = {}
        for entry in filter(str.isdigit, os.listdir("/proc")):
            stat = stat_of(entry)
            if stat and int(stat[2]) == self.leader.pid and stat[0] != "Z":
                found[int(entry)] = stat
        return found

    def workers(self) -> list[int]:
        return sorted(pid for pid in self.members() if pid != self.leader.pid)

    def cpu_microseconds(self) -> float:
        ticks = sum(int(stat[11]) + int(stat[12]) for stat in self.members().values())
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

    def stop(self) -> None:
        """Politely, then by force, and once. The leader is not waited for before the end: its process id, and so the
        id of the group, cannot pass to a stranger until then."""
        if self.stopped:
            return
        self.stopped = True
        self.leader.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 5
        while self.members() and time.monotonic() < deadline:
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.leader.pid, signal.SIGKILL)
        self.leader.wait()


def busy_microseconds(pid: int) -> float:
    """What a process with one thread has used, to the microsecond, once it waits for its next request: after its
    answer it still closes, counts and logs."""
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        stat = stat_of(pid)
        if stat is None:
            raise Trouble(f"process {pid} died")
        if stat[0] == "S":
            return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1000
        time.sleep(0.0002)
    raise Trouble(f"process {pid} never rests")


def start_responder(
    name: str, program: pathlib.Path, workers: int, directory: pathlib.Path, environment: dict[str, str] | None
) -> Group:
    """`workers` processes of a FastCGI program on the socket DIRECTORY/NAME.sock, as an operator would run them."""
    address = directory / f"{name}.sock"
    address.unlink(missing_ok=True)
    return Group(
        name,
        [tool("spawn-fcgi"), "-n", "-s", address, "-M", "0600", "--",
         tool("multiwatch"), "-f", workers, "--", program],
        directory / f"{name}.log", environment,
    )
