"""What has to be true of a state besides what its files show: asked by requests and commands."""
import collections.abc
import json

from harness import cgi
from harness.answer import parse
from harness.canary import CANARY
from harness.cgi import Outcome
from harness.state import SampleState

Facts = dict[str, str]
"""What a prepared state has for an operation: ids, tokens."""

Promise = collections.abc.Callable[[SampleState, Facts, Outcome, bool], str]
"""Says what a run has claimed that is not true; nothing when all is. The last argument is true for the run that made
the change, and false for one that found it made."""

Invariant = collections.abc.Callable[[SampleState, Facts], str]
"""Says what is wrong with a state; nothing when all is well."""

KEY = "cal_0f1e2d3c4b5a69788796a5b4c3d2e1f0"
"""An API key that another program made, of which only the hash is imported."""

LINK = "c" * 64
"""The token of an invite that another program made, and that is imported."""


def nothing(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    return ""


def always(state: SampleState, facts: Facts) -> str:
    return ""


def is_listed(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """The invite that the answer names is in the team's list."""
    answer = parse(outcome.output)
    listed = cgi.ask(state, "GET", "/v2/teams/42/invites", state.admin_key).json["data"]
    is_there = answer is not None and answer.data["id"] in [invite["id"] for invite in listed]
    return "" if is_there else "the invite is not listed"


def has_joined(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """Somebody who joins is told so by the first run only, and has used up a link for one."""
    answer = parse(outcome.output)
    if answer is None or answer.data["joined"] != is_first:
        return f"joined: {not is_first}"
    other = {"token": facts["token"], "user": {"id": 1002, "email": "b@example.com", "emailVerified": True}}
    refused = cgi.ask(state, "POST", "/v2/invites/accept", state.vouching_key, other)
    return "" if refused.reason == "INVITE_EXHAUSTED" else f"somebody else is answered {refused.status}"


def opens(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """The API key that was printed is accepted."""
    return _is_accepted(state, CANARY.remember(outcome.output.decode().strip()))


def imported_key_opens(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """The API key that another program made is accepted."""
    return _is_accepted(state, CANARY.remember(KEY))


def _is_accepted(state: SampleState, key: str) -> str:
    answer = cgi.ask(state, "GET", "/v2/teams/42/invites", key)
    return "" if answer.status == 200 else f"the key is answered {answer.status}"


def is_imported(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """Only a run that found everything there says that nothing has changed, and the imported link is live."""
    if (outcome.output == b"nothing has changed\n") == is_first:
        return f"{outcome.output!r}, first: {is_first}"
    return "" if _is_live(state, LINK) else "the link is dead"


def no_team_without_its_links(state: SampleState, facts: Facts) -> str:
    """Where an import has made the team, the team's imported link is live."""
    is_there = state.ledger_file(81).exists()
    return "the team is there and its link is dead" if is_there and not _is_live(state, LINK) else ""


def _is_live(state: SampleState, token: str) -> bool:
    preview = cgi.ask(state, "POST", "/v2/invites/preview", json={"token": token})
    return preview.data.get("valid") is True


def completes_rotation(state: SampleState, facts: Facts) -> str:
    """`check` and `list` show a rotation that stopped half way, the next one completes it, and all links stay live."""
    meanwhile = cgi.ask(state, "POST", "/v2/teams/42/invite", state.admin_key).data["token"]
    keys = json.loads(state.ctl("token-key", "list", "--json").stdout)
    is_half_way = len(keys) == 2 and keys[1]["until"] is None
    is_told = "token-key rotate" in state.check().stderr
    completes = json.loads(state.ctl("token-key", "rotate", "--json").stdout)["completed"]
    wrong = {
        f"half way {is_half_way}, told of {is_told}": is_half_way != is_told,
        f"half way {is_half_way}, the next one completes it {completes}": is_half_way != completes,
        "check has notes after the next one": bool(state.check().stderr),
        "a link is dead": not all(_is_live(state, token) for token in (facts["token"], meanwhile)),
        "there is litter": any(state.folder.rglob(".new*")),
    }
    return ", ".join(what for what, is_so in wrong.items() if is_so)
