"""File systems on disks of our own: made, recorded, mounted; gone with the process, however it ends."""
import collections.abc
import contextlib
import ctypes
import os
import pathlib
import subprocess
import threading

from faults.board import NotRun
from harness.processes import eventually

Path = pathlib.Path
CLONE_NEWNS = 0x00020000

NEEDS = ("root", "/dev/fuse", "/dev/loop-control", "cc", "pkg-config", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "strace")
"""What a procedure that cuts the power needs of a machine."""

MKFS = {
    "ext4": (32, ["mkfs.ext4", "-q", "-b", "4096"]),
    "xfs": (64, ["mkfs.xfs", "-q", "-f"]),
    "btrfs": (128, ["mkfs.btrfs", "-q", "-f"]),
}
"""By kind: the smallest disk that leaves room for a state, in MB, and how the file system is made."""


class Refused(RuntimeError):
    """The kernel finds no file system that it would mount."""


def in_private_mounts(folder: Path, body: collections.abc.Callable[[], None]) -> None:
    """Runs `body` with mounts that nobody else sees, and memory for a disk in `folder`.

    They belong to a thread and to what it starts, so nothing is left of them after any end of it, SIGKILL too: the
    kernel ends the recorder with the thread, and takes mounts, loop devices and `folder`'s contents with the last
    process.
    """
    failure: list[BaseException] = []

    def work() -> None:
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.unshare(CLONE_NEWNS) != 0:
                raise NotRun(f"no private mounts: {os.strerror(ctypes.get_errno())}")
            tool("mount", "--make-rprivate", "/")
            tool("mount", "-t", "tmpfs", "-o", "mode=0700", "none", folder)
            body()
        except BaseException as error:  # noqa: BLE001 - handed on to the caller
            failure.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]


def tool(*command: object) -> None:
    """Runs a program of the system's. Raises RuntimeError with what it said when it fails."""
    # mkfs.xfs refuses disks below 300 MB but for those of its own test suite, which it knows by these.
    trusting = {"TEST_DIR": "1", "TEST_DEV": "1", "QA_CHECK_FS": "1"}
    environment = os.environ | {"PATH": os.environ.get("PATH", "") + ":/usr/sbin:/sbin"} | trusting
    done = subprocess.run(
        list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
        env=environment, timeout=60,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: {done.returncode}: {done.stderr.strip()}")


def build(folder: Path) -> Path:
    """Compiles the recorder. Raises NotRun where a header is missing."""
    source, program = Path(__file__).with_name("blocklog.c"), folder / "blocklog"
    try:
        query = ["pkg-config", "--cflags", "--libs", "fuse3"]
        flags = subprocess.run(query, capture_output=True, text=True, check=True)
    except subprocess.CalledProcessError:
        raise NotRun("libfuse3-dev is not installed") from None
    tool("cc", "-O2", "-Wall", "-Werror", "-o", program, source, *flags.stdout.split())
    return program


def make(kind: str, image: Path) -> None:
    """A new, empty file system in a file. Raises NotRun where the kernel does not know its kind."""
    if f"\t{kind}\n" not in Path("/proc/filesystems").read_text():
        raise NotRun(f"this kernel has no {kind}")
    megabytes, command = MKFS[kind]
    with open(image, "wb") as file:
        file.truncate(megabytes << 20)
    tool(*command, image)


@contextlib.contextmanager
def mounted(image: Path, folder: Path, options: str = "") -> collections.abc.Iterator[Path]:
    """The file system in a file, while it lasts. Raises Refused where the kernel does not mount it."""
    folder.mkdir(exist_ok=True)
    try:
        tool("mount", "-o", ",".join(filter(None, ("loop", options))), image, folder)
    except RuntimeError as error:
        raise Refused(str(error)) from None
    try:
        yield folder
    finally:
        unmount(folder)


def unmount(folder: Path) -> None:
    """As soon as nobody uses it any more."""
    def is_gone() -> bool:
        with contextlib.suppress(RuntimeError):
            tool("umount", folder)
            return True
        return not os.path.ismount(folder)

    eventually(f"{folder} can be unmounted", is_gone)


class RecordedDisk:
    """A file system at `.root`, every write and flush of which to its disk is recorded in `.log`.

    It begins with what is in `image`, which stays as it is.
    """

    def __init__(self, recorder: Path, image: Path, folder: Path, options: str = "") -> None:
        folder.mkdir()
        self.root = folder / "root"
        self.log = folder / "log"
        self._front = folder / "front"
        self._front.mkdir()
        self._options = options
        self._process = subprocess.Popen([recorder, image, self.log, self._front], stdin=subprocess.DEVNULL)

    def __enter__(self) -> "RecordedDisk":
        with contextlib.ExitStack() as stack:
            stack.callback(self._stop)
            eventually("the recorder shows its disk", (self._front / "disk").exists)
            stack.enter_context(mounted(self._front / "disk", self.root, self._options))
            self._exit = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._exit.close()

    def position(self) -> int:
        """How many records there are by now: what a program has been told is durable must be within those."""
        return int((self._front / "pos").read_bytes())

    def _stop(self) -> None:
        if os.path.ismount(self._front):
            unmount(self._front)
        self._process.terminate()
        self._process.wait(timeout=20)
