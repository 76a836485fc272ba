"""Processes: groups of them that are started here, others as the kernel shows them, and waiting for a condition."""
import collections.abc
import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import time

from .programs import find


def eventually(what: str, condition: collections.abc.Callable[[], object], seconds: float = 20) -> object:
    """The first true result of `condition`, asked again and again. Raises TimeoutError with `what` when none comes."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:g} s: {what}")
        time.sleep(0.005)


def descendants(process: int) -> list[int]:
    """All below a process, which need not be there any more."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{process}/task"):
            children = pathlib.Path(f"/proc/{process}/task/{task}/children").read_text().split()
            for child in map(int, children):
                found += [child, *descendants(child)]
    except OSError:
        pass
    return found


def name(process: int) -> str:
    """The name of the program that a process runs (at most 15 bytes of it), or nothing when it is gone or a zombie."""
    found, fields = _stat(process)
    return found if fields and fields[0] not in "ZX" else ""


def start_time(process: int) -> int:
    """When it started, in ticks of the system's clock; 0 when it is gone."""
    fields = stat(process)
    return int(fields[19]) if fields else 0


def age(process: int) -> float:
    """For how many seconds it has run; 0 when it is gone."""
    started = start_time(process) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started if started else 0


def stat(process: int) -> list[str]:
    """The fields of /proc/PID/stat (proc(5)) from the state on; none when the process is gone."""
    return _stat(process)[1]


def _stat(process: int) -> tuple[str, list[str]]:
    before, _, after = _contents(process, "stat").decode(errors="replace").rpartition(")")
    return before.partition("(")[2], after.split()


def command_line(process: int) -> bytes:
    return _contents(process, "cmdline")


def environment(process: int) -> bytes:
    return _contents(process, "environ")


def _contents(process: int, file: str) -> bytes:
    try:
        return pathlib.Path(f"/proc/{process}/{file}").read_bytes()
    except OSError:
        return b""


class Group:
    """A program and all that it starts, in a process group of its own, ended as a whole.

    What it prints is appended to `log`, unless its standard output goes to `stdout`. The kernel sends it SIGTERM when
    this process dies, for SIGKILL leaves nobody to do so.
    """

    def __init__(
        self, command: collections.abc.Sequence[object], log: pathlib.Path, environment: dict[str, str] | None = None,
        stdin: socket.socket | int = subprocess.DEVNULL, stdout: int | None = None,
    ) -> None:
        self.log = log
        self._is_ending = False
        with open(log, "ab") as output:
            self.leader = subprocess.Popen(
                [find("setpriv"), "--pdeathsig", "TERM", "--", *map(str, command)], env=environment,
                stdin=stdin if isinstance(stdin, int) else stdin.fileno(),
                stdout=output if stdout is None else stdout, stderr=output, start_new_session=True)

    def members(self) -> dict[int, list[str]]:
        """Process id and `stat` of every living process of the group."""
        found = {}
        for process in map(int, filter(str.isdigit, os.listdir("/proc"))):
            fields = stat(process)
            if fields and int(fields[2]) == self.leader.pid and fields[0] != "Z":
                found[process] = fields
        return found

    def terminate(self) -> None:
        """Asks the leader to end, once."""
        if not self._is_ending:
            self._is_ending = True
            self.leader.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the group by force, as it is, and returns when nobody of it is left, who could hold a port."""
        self._is_ending = True
        self.stop(patience=0)
        eventually("the group is gone", lambda: not self.members())

    def stop(self, patience: float = 5) -> None:
        """Ends the group; after `patience` seconds by force, with all that the leader has started in other groups.

        The leader is not waited for before the end: until then its process id, and so the id of the group, cannot pass
        to a stranger.
        """
        self.terminate()
        if self.leader.returncode is not None:
            return
        deadline = time.monotonic() + patience
        while self.members() and time.monotonic() < deadline:
            time.sleep(0.02)
        for process in descendants(self.leader.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.leader.pid, signal.SIGKILL)
        self.leader.wait()
