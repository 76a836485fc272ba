"""What a procedure is given."""
import dataclasses
import pathlib
import random


@dataclasses.dataclass
class Context:
    """The programs to try, how much, and a fresh folder to do it in."""

    bin: pathlib.Path
    """The folder with `invite-fcgi` and `invitectl`."""
    short: bool
    scale: float
    random: random.Random
    folder: pathlib.Path

    def count(self, usual: int, short: int) -> int:
        """How many trials: `short` in a short run, else `usual` times the scale, at least one."""
        return short if self.short else max(1, round(usual * self.scale))
