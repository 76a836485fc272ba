"""The handlers as they are run: under the shipped supervisor, behind the shipped nginx configuration."""
import os
import pathlib
import random
import signal
import socket
import subprocess
import tempfile
import time

from . import processes
from .canary import CANARY
from .programs import REPOSITORY, find
from .state import SampleState


class Service:
    """A context manager: serving when entered, everything ended when left.

    `through="nginx"` is `deploy/serve` as it is: nginx, the socket, spawn-fcgi and multiwatch. `through="socket"`
    leaves nginx away, and with it `url`; only there may `supervised=False` run the handlers with nobody to start
    others. `environment` adds settings for the handlers; `binary` is another handler than the state's. What it writes
    is in `folder`: beside the state and there when it has ended.
    """

    def __init__(
        self, state: SampleState, workers: int = 4, through: str = "nginx", supervised: bool = True,
        environment: dict[str, str] | None = None, binary: pathlib.Path | None = None,
    ) -> None:
        if through not in ("nginx", "socket") or (through == "nginx" and not supervised):
            raise ValueError("through nginx (supervised) or through the socket")
        self.state = state
        self.through = through
        self.supervised = supervised
        self.count = workers
        self.binary = pathlib.Path(binary or state.bin / "invite-fcgi").absolute()
        self.environment = state.environment | (environment or {})
        # Not below the state's own folder: a socket's path has at most 107 bytes.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="run.", dir=state.folder.parent))
        self.socket = self.folder / "fcgi.sock"
        self.url = ""
        self._parts: list[subprocess.Popen[bytes]] = []
        self._listener: socket.socket | None = None

    def __enter__(self) -> "Service":
        try:
            if self.through == "nginx":
                self._serve()
            else:
                self._listen()
            return self
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def logs(self) -> pathlib.Path:
        """The folder of the logs: nginx's two, what it said before it read its configuration, the handlers' stderr."""
        return self.folder / "logs"

    def workers(self) -> list[int]:
        """The process ids of the handlers that live, the oldest first."""
        below = [process for part in self._parts for process in [part.pid, *processes.descendants(part.pid)]]
        for process in below:
            CANARY.saw(processes.command_line(process))
            CANARY.saw(processes.environment(process))
        handlers = [process for process in below if processes.name(process) == self.binary.name[:15]]
        return sorted(handlers, key=_start_time)

    def log_text(self) -> str:
        """All logs, one after the other."""
        return "\n".join(file.read_text(errors="replace") for file in sorted(self.logs.glob("*")) if file.is_file())

    def stop(self) -> None:
        """Ends everything that was started here, and returns when it has ended."""
        self.workers()
        for part in self._parts:
            part.send_signal(signal.SIGTERM)
        for part in self._parts:
            try:
                part.wait(timeout=30)
            except subprocess.TimeoutExpired:
                for process in [*processes.descendants(part.pid), part.pid]:
                    _kill(process)
                part.wait()
        self._parts = []
        if self._listener:
            self._listener.close()

    def start_worker(self) -> None:
        """One handler more on the socket that is held here, where there is no supervisor to do it."""
        if self._listener is None:
            raise ValueError("this service has a supervisor")
        self._start([str(self.binary)], "handler.log", stdin=self._listener)

    def _start(
        self, command: list[str], log: str, stdin: socket.socket | int = subprocess.DEVNULL, stdout: int | None = None
    ) -> subprocess.Popen[bytes]:
        """Starts a program whose errors, and output where `stdout` does not say otherwise, go to a log."""
        self.logs.mkdir(exist_ok=True)
        with open(self.logs / log, "ab") as errors:
            part = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *command], env=self.environment,
                stdin=stdin if isinstance(stdin, int) else stdin.fileno(),
                stdout=errors if stdout is None else stdout, stderr=errors,
            )
        self._parts.append(part)
        return part

    def _serve(self) -> None:
        port = free_port()
        command = [
            str(REPOSITORY / "deploy" / "serve"), "--run", str(self.folder), "--port", str(port),
            "--workers", str(self.count),
            "--binary", str(self.binary),
        ]
        # It makes the folder of the counts; where it is was settled by the state.
        part = self._start(command, "serve.log", stdout=subprocess.PIPE)
        assert part.stdout
        with part.stdout as ready:
            line = ready.readline().decode()
        if not line.startswith("ready "):
            raise RuntimeError(f"deploy/serve did not start:\n{self.log_text()[-2000:]}")
        self.url = line.split()[1]

    def _listen(self) -> None:
        if self.supervised:
            spawn = [
                find("spawn-fcgi"), "-n", "-s", str(self.socket), "-M", "0660", "--",
                find("multiwatch"), "-s", "TERM", "-f", str(self.count), "-r", "20", "-t", "100", "--",
                str(self.binary),
            ]
            self._start(spawn, "handler.log")
        else:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(self.socket))
            self._listener.listen(512)
            for _ in range(self.count):
                self.start_worker()
        processes.eventually("the handlers run", lambda: len(self.workers()) == self.count)


def free_port() -> int:
    """A port of loopback that nobody has, below those that the kernel takes for outgoing connections."""
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                time.sleep(0.01)


def _start_time(process: int) -> int:
    try:
        return int(pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19])
    except OSError:
        return 0


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass
