"""A wall clock of the handlers' own, which shows what the harness wants. Their monotonic clock stays the machine's."""
import datetime
import pathlib
import subprocess

from harness import cgi
from harness.state import SampleState

from . import wrapping
from .board import NotRun

LIBRARIES = ("/usr/lib", "*/faketime/libfaketime.so.1")
"""Where Debian has it, for whatever machine."""
LOADER = b"/ld-linux"
"""The name of the program that loads libraries, which stands at the beginning of programs that have some."""


def dynamic(bin: pathlib.Path) -> pathlib.Path:
    """The programs whose clock can be set: those given, or where they are static, the debug build beside them."""
    for folder in (bin, bin.parent / "debug"):
        handler = folder / "invite-fcgi"
        if handler.exists() and LOADER in handler.read_bytes()[:4096]:
            return folder
    raise NotRun("a static handler loads no library that sets its clock; give a dynamic build with --bin")


class Clock:
    """Handlers run by `program` see it; it shows the machine's time until it is set. Else NotRun is raised."""

    def __init__(self, state: SampleState, folder: pathlib.Path) -> None:
        library = next(pathlib.Path(LIBRARIES[0]).glob(LIBRARIES[1]), None)
        if library is None:
            raise NotRun(f"there is no {'/'.join(LIBRARIES)}")
        self._file = folder / "clock"
        self.shift(0)
        self.program = wrapping.wrapped(
            folder, state.bin / "invite-fcgi", "env", f"LD_PRELOAD={library}", f"FAKETIME_TIMESTAMP_FILE={self._file}",
            "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "TZ=UTC")
        self.stand(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))
        command = cgi.request(state, "GET", "/v2/me")
        shown = subprocess.run([self.program], env=command.environment, capture_output=True).stdout
        if b'"timestamp":"2000-01-01T00:00:00' not in shown:
            raise NotRun(f"the handler does not see the clock that {library} shows")
        self.shift(0)

    def shift(self, seconds: int) -> None:
        """It runs, so many seconds before or behind the machine's."""
        self._show(f"{seconds:+d}")

    def run_from(self, moment: datetime.datetime) -> None:
        """It runs, and shows this moment now."""
        self.shift(round((moment - datetime.datetime.now(datetime.UTC)).total_seconds()))

    def stand(self, moment: datetime.datetime) -> None:
        """It stands still at a moment, to the millisecond or one before."""
        self._show(moment.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))

    def _show(self, text: str) -> None:
        aside = self._file.with_name("clock.new")
        aside.write_text(text + "\n")
        aside.rename(self._file)
