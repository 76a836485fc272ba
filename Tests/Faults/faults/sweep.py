"""One run of a command, system call by system call: which touch the state, and the same run with one of them spoilt."""
import collections
import collections.abc
import concurrent.futures
import dataclasses
import pathlib
import re
from typing import TypeVar

from harness.cgi import Command, Outcome

from . import short


@dataclasses.dataclass(frozen=True)
class Point:
    """The `number`-th call of a name in a run, and the beginning of what strace prints of it."""

    name: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"at {self.name} {self.number}, {self.text}"

    def spoil(self, command: Command, fault: str) -> Outcome:
        """Runs the command with a fault here: strace's `signal=KILL` and `error=EIO`, or `short=N`, `short=-1`."""
        kind, _, count = fault.partition("=")
        if kind == "short":
            return command.run(short.wrapper(self.name, self.number, count))
        return command.run([
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={self.name}", "-e",
            f"inject={self.name}:{fault}:when={self.number}",
        ])


def points(command: Command, folder: pathlib.Path, trace: pathlib.Path) -> tuple[list[Point], Outcome]:
    """Runs a command unspoilt; its calls that name the state folder or something open in it, print a result, or end it.

    What other calls do is forgotten by a death, so a death at these and at any others leaves the same. The loader's and
    the runtime's own calls before the first are not among them.
    """
    outcome = command.run(["strace", "-f", "-y", "-qq", "-s", "64", "-o", str(trace)])
    counts: collections.Counter[str] = collections.Counter()
    found: list[Point] = []
    for line in trace.read_text(errors="replace").splitlines():
        match = re.match(r"\d+ +(\w+)\(", line)
        if not match:
            continue
        name = match[1]
        counts[name] += 1
        text = line.partition(" ")[2].strip()
        if str(folder) in text or found and (text.startswith("write(1<") or name == "exit_group"):
            found.append(Point(name, counts[name], text.replace(str(folder), "STATE")[:120]))
    trace.unlink()
    if not found:
        raise RuntimeError(f"the state is never touched: {outcome}")
    return found, outcome


Item = TypeVar("Item")
Result = TypeVar("Result")


def each(
    items: collections.abc.Iterable[Item], work: collections.abc.Callable[[Item], Result], width: int = 2
) -> list[Result]:
    """Does the work for all, two at a time. The results in their order; raises what any of it raised."""
    with concurrent.futures.ThreadPoolExecutor(width) as pool:
        return [done.result() for done in [pool.submit(work, item) for item in items]]
