"""Other programs' processes, as the kernel shows them, and waiting for something to become true."""
import collections.abc
import os
import pathlib
import time


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
    try:
        stat = pathlib.Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    before, _, after = stat.rpartition(")")
    return "" if after.split()[0] in "ZX" else before.partition("(")[2]


def age(process: int) -> float:
    """For how many seconds it has run; 0 when it is gone."""
    try:
        stat = pathlib.Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0
    started = int(stat.rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started


def command_line(process: int) -> bytes:
    return _contents(process, "cmdline")


def environment(process: int) -> bytes:
    return _contents(process, "environ")


def _contents(process: int, file: str) -> bytes:
    try:
        return pathlib.Path(f"/proc/{process}/{file}").read_bytes()
    except OSError:
        return b""
