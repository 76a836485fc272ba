"""A row of the table and what is found of it."""

import dataclasses

from .processes import Group


@dataclasses.dataclass
class Cell:
    """One row of the table."""
    name: str
    method: str
    path: str
    backend: Group = None  # the group that answers behind nginx
    teams: range = range(1, 2)  # the teams that %d in the path stands for
    creates: bool = False
    body: str = ""


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
    bad: int
