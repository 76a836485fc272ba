"""The handlers as they are run: under the shipped supervisor, behind the shipped nginx configuration."""
import pathlib
import socket
import subprocess
import tempfile

from . import processes
from .canary import CANARY
from .ports import free_ports
from .processes import Group
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
        self._groups: list[Group] = []
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
        leaders = [group.leader.pid for group in self._groups]
        below = [process for leader in leaders for process in [leader, *processes.descendants(leader)]]
        for process in below:
            CANARY.saw(processes.command_line(process))
            CANARY.saw(processes.environment(process))
        handlers = [process for process in below if processes.name(process) == self.binary.name[:15]]
        return sorted(handlers, key=processes.start_time)

    def log_text(self) -> str:
        """All logs, one after the other."""
        return "\n".join(file.read_text(errors="replace") for file in sorted(self.logs.glob("*")) if file.is_file())

    def stop(self) -> None:
        """Ends everything that was started here, and returns when it has ended."""
        self.workers()
        for group in self._groups:
            group.terminate()
        for group in self._groups:
            group.stop(patience=30)
        self._groups = []
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
        self.logs.mkdir(exist_ok=True)
        group = Group(command, self.logs / log, self.environment, stdin, stdout)
        self._groups.append(group)
        return group.leader

    def _serve(self) -> None:
        port, = free_ports(1)
        command = [
            str(REPOSITORY / "deploy" / "serve"), "--run", str(self.folder), "--port", str(port),
            "--workers", str(self.count), "--binary", str(self.binary),
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
            self._start(supervised(self.binary, self.socket, self.count), "handler.log")
        else:
            self._listener = socket.socket(socket.AF_UNIX)
            self._listener.bind(str(self.socket))
            self._listener.listen(512)
            for _ in range(self.count):
                self.start_worker()
        processes.eventually("the handlers run", lambda: len(self.workers()) == self.count)


def supervised(program: pathlib.Path, socket: pathlib.Path, workers: int) -> list[str]:
    """The command line that runs handlers on a socket and replaces those that end, as deploy/serve has it."""
    return [
        find("spawn-fcgi"), "-n", "-s", str(socket), "-M", "0660", "--",
        find("multiwatch"), "-s", "TERM", "-f", str(workers), "-r", "20", "-t", "100", "--", str(program),
    ]
