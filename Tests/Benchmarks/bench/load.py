"""What is sent, and what is found of it."""

import dataclasses

from .state import State

NUMBER = "NNNNNNNNN"  # stands for a number of its own in each request of a counting cell
FIRST_NUMBER = 500_000_000


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    path: str
    key: str = ""
    body: str = ""

    def line(self):
        """As load.lua reads it."""
        return "\t".join((self.method, self.path, self.key, self.body)) + "\n"


@dataclasses.dataclass
class Cell:
    """One row of the table: who is asked for what."""
    name: str
    service: object  # a stage's Service
    requests: list  # sent in random order
    counts: bool = False  # instead: the one request again and again, with another number each time
    supply: int = 0  # how many such numbers mean something; 0: all
    teams: range = range(0)  # whose ledgers must grow by a line a reply
    state: State = None

    def line_count(self):
        return self.state.lines(self.teams) if self.teams else 0


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


def creates(state, teams):
    return [Request("POST", f"/v2/teams/{team}/invite", state.key) for team in teams]


def previews(state, teams):
    return [Request("POST", "/v2/invites/preview", body=f'{{"token":"{state.token(team)}"}}') for team in teams]


def vouched_redemption(state, team):
    """By one key that may vouch, for another user each time."""
    return Request(
        "POST", "/v2/invites/accept", state.vouching_key,
        f'{{"token":"{state.token(team)}","user":{{"id":{NUMBER}}}}}')


def own_redemption(state, team):
    """Each user by a key of their own (`own_keys`)."""
    return Request("POST", "/v2/invites/accept", own_key(NUMBER), f'{{"token":"{state.token(team)}"}}')


def own_key(number):
    return f"cal_{number:0>32}"


def own_keys(count):
    return ((number, own_key(number)) for number in range(FIRST_NUMBER, FIRST_NUMBER + count))


def page(state, team, take=50):
    return Request("GET", f"/v2/teams/{team}/invites?take={take}", state.key)
