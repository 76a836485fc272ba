"""The secrets that the harness has received, to be searched for where none may be."""
import re
import threading


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

    def shown(self) -> bytes:
        """What the kernel has shown of our processes."""
        with self._lock:
            return b"\n".join(sorted(self._shown))


CANARY = Canary()
"""The one of this run: states and clients tell it what they receive."""
