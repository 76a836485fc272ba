"""A disk without room, then one without inodes, and each time room again, while clients work.

The state lies on a small tmpfs, which a filler takes up to the last byte. What does not fit is refused with 503, what
was acknowledged is there, and as soon as there is room it is served again with nobody's help.
"""
import pathlib

from harness.client import Client
from harness.processes import eventually
from harness.service import Service
from harness.state import SampleState

from .. import mounts
from ..board import Tally
from ..context import Context
from ..load import proceed
from ..tampering import LogReader
from ..working import judge, recording, serves_again, working

ID = "P6"
TITLE = "full disk"
NEEDS = ("root", "nginx", "spawn-fcgi", "multiwatch")
DEADLINE = 12.0


def run(context: Context, tally: Tally) -> None:
    tiny(context, tally)
    bytes_run_out(context, tally)
    inodes_run_out(context, tally)


def tiny(context: Context, tally: Tally) -> None:
    """A disk of 64 kB, filled by the service itself: it refuses from some moment on, and reading goes on."""
    state = SampleState(context.bin, context.folder / "tiny")
    with mounts.small_disk(state.folder, "size=64k"), Service(state) as service:
        recorder = recording(context, service, DEADLINE)
        answers = [recorder.create(maxUses=1, name="x" * 90) for _ in range(400)]
        refused = [answer for answer in answers if answer is not None and answer.reason == "STORE_UNAVAILABLE"]
        made = [answer for answer in answers if answer is not None and answer.is_ok]
        tally.check("I7", len(refused) + len(made) == len(answers), "neither made nor refused with STORE_UNAVAILABLE")
        tally.check("I7", bool(refused and made), f"{len(made)} made and {len(refused)} refused on 64 kB")
        preview = recorder.client.preview(made[-1].data["token"])
        tally.check("I9", preview.is_ok, f"nothing can be read on a full disk: {preview.status} {preview.reason}")
        judge(recorder.history.requests, service, tally, DEADLINE)


def bytes_run_out(context: Context, tally: Tally) -> None:
    """Room is taken and given back, again and again."""
    state = SampleState(context.bin, context.folder / "bytes")
    with mounts.small_disk(state.folder, "size=32m"), Service(state) as service:
        client = Client(service)
        with working(context, tally, service, DEADLINE) as load, LogReader(service.logs / "handler.log") as log:
            for cycle in range(context.count(60, 5)):
                filler = fill(state.folder / "filler")
                is_refused = "STORE_UNAVAILABLE" in log.awaiting("STORE_UNAVAILABLE", seconds=20)
                tally.check("I7", is_refused, f"full disk {cycle}: nothing is refused")
                eventually("others are answered", proceed(load, 30))
                filler.unlink()
                serves_again(client, tally, f"after full disk {cycle}")
                log.new()


def inodes_run_out(context: Context, tally: Tally) -> None:
    """Without inodes no file can be made: teams and keys are refused and leave nothing, invites go on."""
    state = SampleState(context.bin, context.folder / "inodes")
    with mounts.small_disk(state.folder, "size=32m,nr_inodes=200"), Service(state) as service:
        with working(context, tally, service, DEADLINE) as load:
            for cycle in range(context.count(10, 2)):
                fillers = fill_inodes(state.folder)
                team = state.ctl("team", "create", "--id", 1000 + cycle, "--name", "Late", check=False)
                key = state.ctl("key", "issue", "--user", 18, check=False)
                is_refused = team.returncode == key.returncode == 74
                tally.check("I7", is_refused, f"{team.returncode} {team.stderr} {key.returncode} {key.stderr}")
                eventually("clients go on", proceed(load, 50))
                said = state.check()
                tally.check("I5", said.returncode == 0, f"check without inodes: {said.stderr.strip()[:200]}")
                for filler in fillers:
                    filler.unlink()
                team = state.ctl("team", "create", "--id", 1000 + cycle, "--name", "Late", check=False)
                tally.check("I9", team.returncode == 0, f"no team though there are inodes again: {team.stderr}")
        tally.check("I7", '"status":503' not in service.log_text(), "refused for want of inodes that nobody needs")


def fill(file: pathlib.Path) -> pathlib.Path:
    """Writes until there is no room at all."""
    for size in (1 << 20, 1 << 12, 1):
        try:
            with open(file, "ab", buffering=0) as filler:
                while filler.write(b"x" * size) == size:
                    pass
        except OSError:
            pass
    return file


def fill_inodes(folder: pathlib.Path) -> list[pathlib.Path]:
    """Makes empty files until there can be no more."""
    made: list[pathlib.Path] = []
    try:
        while True:
            file = folder / f"filler-{len(made)}"
            file.touch(0o600, exist_ok=False)
            made.append(file)
    except OSError:
        return made
