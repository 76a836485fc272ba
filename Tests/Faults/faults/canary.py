"""The secrets that the harness has received, and the search for them where none may be."""
import base64
import pathlib
import re
import threading

from .board import Tally


class Canary:
    """Every token and key that was handed to the harness. May be used by many threads at once."""

    def __init__(self) -> None:
        self._secrets: set[str] = set()
        self._shown: set[bytes] = set()
        self._lock = threading.Lock()

    def remember(self, secret: str) -> str:
        """Notes a token or a key as a secret; gives it back."""
        with self._lock:
            self._secrets.add(secret)
        return secret

    def remember_all(self, printed: str) -> None:
        """Notes every key, access token and link in what a program printed."""
        for key, token in re.findall(r"\b([a-z]+_[0-9a-f]{32,64})\b|token=([0-9a-f]{64})\b", printed):
            self.remember(key or token)

    def saw(self, shown: bytes) -> None:
        """Notes what the kernel shows of a process of ours, its command line or environment, to be searched too."""
        with self._lock:
            self._shown.add(shown)

    def secrets(self) -> list[str]:
        with self._lock:
            return sorted(self._secrets)

    def forget(self) -> None:
        """A new procedure begins."""
        with self._lock:
            self._secrets.clear()
            self._shown.clear()

    def search(self, folder: pathlib.Path, tally: Tally) -> None:
        """Looks for every secret in all files below `folder` and in what processes show; each is a trial of I8."""
        with self._lock:
            (folder / "processes").write_bytes(b"\n".join(sorted(self._shown)))
        secrets = self.secrets()
        leaks = find(secrets, folder) if secrets else {}
        for secret in secrets:
            # The text says where, never what.
            tally.check("I8", secret not in leaks, f"a secret is in {leaks.get(secret)}")


CANARY = Canary()
"""The one of this run: states and clients tell it what they receive."""


def forms(secret: str) -> list[str]:
    """How a secret may be written: what of it is secret, that in base64, and its bytes in base64."""
    core = re.sub(r"^[a-z]+_", "", secret)
    found = [core, base64.b64encode(core.encode()).decode().rstrip("=")]
    try:
        found.append(base64.b64encode(bytes.fromhex(core)).decode().rstrip("="))
    except ValueError:
        pass
    return found


def find(secrets: list[str], place: pathlib.Path) -> dict[str, str]:
    """Secrets that are in a file, or in the files below a folder, in any case and form, and the first file of each.

    Every run of letters and digits is cut into pieces as long as a secret, and these are looked up: unlike a search for
    thousands of words, this takes no longer for many secrets than for one.
    """
    by_form = {form.lower().encode(): secret for secret in secrets for form in forms(secret)}
    lengths = sorted({len(form) for form in by_form})
    leaks: dict[str, str] = {}
    for file in [place] if place.is_file() else sorted(place.rglob("*")):
        if not file.is_file():
            continue
        for run in set(re.findall(rb"[0-9a-z+/]{%d,}" % lengths[0], file.read_bytes().lower())):
            pieces = (run[start:start + length] for length in lengths for start in range(len(run) - length + 1))
            for secret in filter(None, map(by_form.get, pieces)):
                leaks.setdefault(secret, str(file))
    return leaks
