"""strace at a process that runs, to make one kind of its system calls go wrong."""
import collections.abc
import contextlib
import pathlib
import subprocess

from harness.processes import eventually
from harness.service import Service


@contextlib.contextmanager
def injecting(service: Service, process: int, call: str, fault: str) -> collections.abc.Iterator[pathlib.Path]:
    """Injects a fault, such as `delay_enter=1000`, into these calls of a process while the body runs.

    Gives the file that strace writes.
    """
    trace = service.folder / f"strace.{process}"
    trace.write_text("")
    command = ["strace", "-qq", "-p", str(process), "-o", str(trace), "-e", f"trace={call}",
               "-e", f"inject={call}:{fault}"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as strace:
        try:
            eventually("strace is attached", lambda: _tracer(process) == strace.pid)
            yield trace
        finally:
            strace.terminate()


def _tracer(process: int) -> int:
    """Who traces a process; 0 is nobody."""
    with open(f"/proc/{process}/status") as status:
        return int(next(line for line in status if line.startswith("TracerPid:")).split()[1])
