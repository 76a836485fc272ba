"""Who is put under load, and what is found of it."""

import dataclasses
from collections.abc import Sequence

from .requests import Request
from .service import Service
from .state import State


@dataclasses.dataclass
class Cell:
    """One row of the table: who is asked for what."""
    name: str
    service: Service
    requests: list[Request]  # sent in random order
    counts: bool = False  # instead: the one request again and again, with another number each time
    supply: int = 0  # how many such numbers mean something; 0: all
    teams: Sequence[int] = range(0)  # whose ledgers must grow by a line a reply
    state: State | None = None

    def line_count(self) -> int:
        return self.state.lines(self.teams) if self.state else 0

    def settled_line_count(self) -> int:
        """Once the last requests have been carried out."""
        return self.state.settled_lines(self.teams) if self.state else 0


@dataclasses.dataclass
class Sample:
    """One round of one cell."""
    replies: int
    rate: float
    p50: float
    p99: float
    backend_cpu: float
    nginx_cpu: float
    pss: float
    private: float
    bad: int
