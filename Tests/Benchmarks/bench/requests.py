"""What is sent."""

import dataclasses
from collections.abc import Iterable, Iterator

from .state import State

NUMBER = "NNNNNNNNN"  # stands for a number of its own in each request of a counting cell
FIRST_NUMBER = 500_000_000


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    path: str
    key: str = ""
    body: str = ""

    def line(self) -> str:
        """As load.lua reads it."""
        return "\t".join((self.method, self.path, self.key, self.body)) + "\n"


def creates(state: State, teams: Iterable[int]) -> list[Request]:
    return [Request("POST", f"/v2/teams/{team}/invite", state.admin_key) for team in teams]


def previews(state: State, teams: Iterable[int]) -> list[Request]:
    return [Request("POST", "/v2/invites/preview", body=f'{{"token":"{state.token(team)}"}}') for team in teams]


def vouched_redemption(state: State, team: int) -> Request:
    """By one key that may vouch, for another user each time."""
    return Request(
        "POST", "/v2/invites/accept", state.vouching_key,
        f'{{"token":"{state.token(team)}","user":{{"id":{NUMBER}}}}}')


def own_redemption(state: State, team: int) -> Request:
    """Each user by a key of their own (`own_keys`)."""
    return Request("POST", "/v2/invites/accept", own_key(NUMBER), f'{{"token":"{state.token(team)}"}}')


def own_key(number: int | str) -> str:
    return f"cal_{number:0>32}"


def own_keys(count: int) -> Iterator[tuple[int, str]]:
    return ((number, own_key(number)) for number in range(FIRST_NUMBER, FIRST_NUMBER + count))


def page(state: State, team: int, take: int = 50) -> Request:
    return Request("GET", f"/v2/teams/{team}/invites?take={take}", state.admin_key)
