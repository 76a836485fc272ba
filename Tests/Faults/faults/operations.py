"""Every change of a state that a request or a command makes, each as data for the sweeps."""
import collections.abc
import dataclasses
import functools
import hashlib
import json
import pathlib
import subprocess
import urllib.parse

from harness import cgi
from harness.answer import parse
from harness.canary import CANARY
from harness.cgi import Command, Outcome
from harness.state import SampleState

Facts = dict[str, str]
"""What a prepared state has for an operation: ids, tokens."""


def keeps_its_word(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """What a run has told that is not true of the state, beyond what is in the files; nothing where all is.

    `is_first` is true for the run that did it, false where all was done before.
    """
    return ""


@dataclasses.dataclass(frozen=True)
class Operation:
    name: str
    command: collections.abc.Callable[[SampleState, Facts], Command]
    prepare: collections.abc.Callable[[SampleState], Facts] = lambda state: {}
    is_request: bool = False
    again: frozenset[int] = frozenset()
    """Exit statuses with which the same again says that all is done already; success, where there are none."""
    order: tuple[int, ...] = ()
    """Teams whose ledgers change in this order, so that a later one never changes alone."""
    litter: int = 1
    """How many temporary files a death may leave."""
    is_empty: bool = False
    """The state folder is not there before."""
    keeps_all: bool = False
    """What `invitectl export` tells is the same before and after."""
    repeats: bool = False
    """The same again makes another."""
    promise: collections.abc.Callable[[SampleState, Facts, Outcome, bool], str] = keeps_its_word
    """Asked of every run that claims success."""
    invariant: collections.abc.Callable[[SampleState, Facts], str] = lambda state, facts: ""
    """What is wrong with a state in which a run broke off anywhere, beyond what is in the files."""
    recover: collections.abc.Callable[[SampleState, Facts], str] | None = None
    """What is done in place of the same again, where the operation may stop half way; gives what is wrong after it."""
    is_core: bool = False
    """Tried in short runs too."""

    def claims(self, outcome: Outcome) -> bool:
        """Whether somebody was told that it is done."""
        if self.is_request:
            answer = parse(outcome.output)
            return answer is not None and (answer.is_ok or answer.status == 303)
        return bool(outcome.output) or outcome.status == 0


def known_to(bin: pathlib.Path, operation: Operation) -> bool:
    """False for a subcommand that this `invitectl` does not have."""
    return operation.name != "ledger compact" or can_compact(bin)


@functools.cache
def can_compact(bin: pathlib.Path) -> bool:
    help = subprocess.run([bin / "invitectl", "ledger", "--help"], capture_output=True, text=True, check=False)
    return "compact" in help.stdout


def _ctl(*arguments: str) -> collections.abc.Callable[[SampleState, Facts], Command]:
    """A command line in which `{id}` stands for the fact of that name."""
    return lambda state, facts: Command(
        state.ctl_command(*(each.format_map(facts) for each in arguments)), state.environment)


def _request(
    method: str, path: str, body: object = None, form: str | None = None, vouching: bool = False,
    anonymous: bool = False,
) -> collections.abc.Callable[[SampleState, Facts], Command]:
    """A request in whose path, form and `token` facts are filled in."""

    def command(state: SampleState, facts: Facts) -> Command:
        key = None if anonymous else state.vouching_key if vouching else state.admin_key
        filled = body | {"token": facts["token"]} if isinstance(body, dict) and "token" in body else body
        return cgi.request(state, method, path.format_map(facts), key, filled, form and form.format_map(facts))

    return command


def _invite(team: int = 42) -> collections.abc.Callable[[SampleState], Facts]:
    def prepare(state: SampleState) -> Facts:
        made = cgi.ask(state, "POST", f"/v2/teams/{team}/invite", state.admin_key, {"maxUses": 1}).data
        return {"id": made["id"], "token": made["token"]}

    return prepare


def _signup(token: str) -> str:
    return urllib.parse.urlencode({"token": token, "name": "Grace", "email": "grace@example.com"})


def _pending(state: SampleState) -> Facts:
    facts = _invite(71)(state)
    answer = cgi.ask(state, "POST", f"/signup?token={facts['token']}", form=_signup(facts["token"]))
    if answer.status != 303:
        raise RuntimeError(f"signing up: {answer.status} {answer.body[:300]!r}")
    return facts | {"member": str(state.ledger(71)[-1]["member"]["id"])}


def _credential(kind: str) -> collections.abc.Callable[[SampleState], Facts]:
    def prepare(state: SampleState) -> Facts:
        before = set((state.folder / "credentials").iterdir())
        state.ctl(kind, "issue", "--user", 7)
        return {"id": (set((state.folder / "credentials").iterdir()) - before).pop().stem[:12]}

    return prepare


LINK = "c" * 64
"""The token of an invite that another program made."""


def _import(state: SampleState) -> Facts:
    """Two new teams, one of the other, members for one that is there, a key, and a link that was made elsewhere."""
    digest = hashlib.sha256(b"a key of another program").hexdigest()
    tables = {
        "teams": "id,name,isOrganization,parentId\n80,Outer,t,\n81,Inner,f,80\n",
        "members": "teamId,userId,role,accepted\n80,1,OWNER,t\n81,1,OWNER,t\n81,2,MEMBER,t\n42,900,MEMBER,t\n",
        "keys": f"userId,hashedKey\n1,{digest}\n",
        "invites": f"teamId,token,expires\n81,{LINK},2099-01-01 00:00:00\n42,{'d' * 64},\n",
    }
    folder = pathlib.Path(str(state.folder) + ".import")
    folder.mkdir()
    for name, text in tables.items():
        (folder / name).write_text(text)
    return {name: str(folder / name) for name in tables}


def _dead(state: SampleState) -> Facts:
    """A ledger with something to leave out: invites that were made, edited and revoked."""
    for _ in range(3):
        id = _invite()(state)["id"]
        cgi.ask(state, "PATCH", f"/v2/teams/42/invites/{id}", state.admin_key, {"name": "soon dead"})
        cgi.ask(state, "DELETE", f"/v2/teams/42/invites/{id}", state.admin_key)
    return {}


def _after_a_torn_line(state: SampleState) -> Facts:
    """A ledger that ends in half a line, and requests that are counted."""
    state.settings.clear()
    with open(state.ledger_file(), "a", encoding="utf-8") as ledger:
        ledger.write('{"seq":4,"at":')
    return {}


def _is_listed(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    answer = parse(outcome.output)
    listed = cgi.ask(state, "GET", "/v2/teams/42/invites", state.admin_key).json["data"]
    is_there = answer is not None and answer.data["id"] in [invite["id"] for invite in listed]
    return "" if is_there else "the invite is not listed"


def _has_joined(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    """Who joins is told so once, and a link for one is used up by it."""
    answer = parse(outcome.output)
    if answer is None or answer.data["joined"] != is_first:
        return f"joined: {not is_first}"
    other = _who | {"token": facts["token"], "user": {"id": 1002, "email": "b@example.com", "emailVerified": True}}
    refused = cgi.ask(state, "POST", "/v2/invites/accept", state.vouching_key, other)
    return "" if refused.reason == "INVITE_EXHAUSTED" else f"somebody else is answered {refused.status}"


def _opens(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    key = CANARY.remember(outcome.output.decode().strip())
    answer = cgi.ask(state, "GET", "/v2/teams/42/invites", key)
    return "" if answer.status == 200 else f"the key is answered {answer.status}"


def _is_imported(state: SampleState, facts: Facts, outcome: Outcome, is_first: bool) -> str:
    if (outcome.output == b"nothing has changed\n") == is_first:
        return f"{outcome.output!r}, first: {is_first}"
    return "" if _is_live(state, LINK) else "the link is dead"


def _no_team_without_its_links(state: SampleState, facts: Facts) -> str:
    is_there = state.ledger_file(81).exists()
    return "the team is there and its link is dead" if is_there and not _is_live(state, LINK) else ""


def _is_live(state: SampleState, token: str) -> bool:
    preview = cgi.ask(state, "POST", "/v2/invites/preview", json={"token": token})
    return preview.data.get("valid") is True


def _completes_rotation(state: SampleState, facts: Facts) -> str:
    """A rotation that stopped half way is told of and completed by the next one, and no link dies of any of it."""
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


_who: dict = {"token": "", "user": {"id": 1001, "email": "a@example.com", "emailVerified": True, "name": "Ada"}}
_done = frozenset({1})

ALL = (
    Operation(
        "create", _request("POST", "/v2/teams/42/invite", {"maxUses": 2}), _after_a_torn_line, is_request=True,
        repeats=True, promise=_is_listed, is_core=True),
    Operation(
        "accept", _request("POST", "/v2/invites/accept", _who, vouching=True), _invite(), is_request=True,
        promise=_has_joined),
    Operation(
        "accept into an organization", _request("POST", "/v2/invites/accept", _who, vouching=True), _invite(71),
        is_request=True, order=(71, 70), promise=_has_joined, is_core=True),
    Operation(
        "edit", _request("PATCH", "/v2/teams/42/invites/{id}", {"name": "held", "paused": True}), _invite(),
        is_request=True, is_core=True),
    Operation("revoke", _request("DELETE", "/v2/teams/42/invites/{id}"), _invite(), is_request=True, is_core=True),
    Operation(
        "sign-up", _request("POST", "/signup?token={token}", form="token={token}&name=Ada&email=ada%40example.com",
                            anonymous=True), _invite(), is_request=True),
    Operation(
        "accept a pending member", _request("PATCH", "/v2/teams/71/memberships/{member}",
                                            {"accepted": True, "userId": 20}), _pending, is_request=True,
        order=(71, 70)),
    Operation("init", _ctl("init"), again=frozenset({74}), litter=2, is_empty=True, is_core=True),
    Operation("team create", _ctl("team", "create", "--id", "44", "--name", "New"), again=_done, is_core=True),
    Operation("member add", _ctl("member", "add", "--team", "42", "--user", "50", "--role", "MEMBER"), again=_done),
    Operation(
        "key issue", _ctl("key", "issue", "--user", "17"), repeats=True, promise=_opens, is_core=True),
    Operation("key revoke", _ctl("key", "revoke", "{id}"), _credential("key")),
    Operation(
        "token issue", _ctl("token", "issue", "--user", "17", "--scope", "TEAM_MEMBERSHIP_READ", "--expires-in", "7d"),
        repeats=True),
    Operation("invite create", _ctl("invite", "create", "--team", "42", "--as-user", "17"), repeats=True),
    Operation("invite edit", _ctl("invite", "edit", "{id}", "--name", "held", "--pause"), _invite()),
    Operation("invite revoke", _ctl("invite", "revoke", "{id}"), _invite()),
    Operation(
        "import", _ctl("import", "--teams", "{teams}", "--members", "{members}", "--keys", "{keys}", "--invites",
                       "{invites}"), _import, litter=4, promise=_is_imported,
        invariant=_no_team_without_its_links, is_core=True),
    Operation("token-key rotate", _ctl("token-key", "rotate"), _invite(), recover=_completes_rotation, is_core=True),
    Operation("ledger compact", _ctl("ledger", "compact", "42"), _dead, litter=2, keeps_all=True, is_core=True),
)
