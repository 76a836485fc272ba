"""Every change of a state that a request or a command makes, each as data for the sweeps."""
import collections.abc
import dataclasses
import functools
import pathlib
import subprocess
import urllib.parse

from harness import cgi
from harness.answer import parse
from harness.cgi import Command, Outcome
from harness.state import SampleState, digest

from . import promises
from .promises import Facts


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
    litter_again: int = 1
    """How many of them may still be there after the same again."""
    is_empty: bool = False
    """The state folder is not there before."""
    keeps_all: bool = False
    """What `invitectl export` tells is the same before and after."""
    repeats: bool = False
    """The same again makes another."""
    promise: promises.Promise = promises.nothing
    """What else is true after every run that claims success."""
    invariant: promises.Invariant = promises.always
    """What else is true of every state in which a run broke off."""
    recover: promises.Invariant | None = None
    """Where an operation may stop half way: completes it, in place of the same again, and says whether all is well."""
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
    method: str, path: str, body: object = None, form: str | None = None,
    key: collections.abc.Callable[[SampleState], str | None] = lambda state: state.admin_key,
) -> collections.abc.Callable[[SampleState, Facts], Command]:
    """A request in whose path, form and `token` facts are filled in; `key` says with which API key."""

    def command(state: SampleState, facts: Facts) -> Command:
        filled = body | {"token": facts["token"]} if isinstance(body, dict) and "token" in body else body
        return cgi.request(state, method, path.format_map(facts), key(state), filled, form and form.format_map(facts))

    return command


def _invite(team: int = 42) -> collections.abc.Callable[[SampleState], Facts]:
    def prepare(state: SampleState) -> Facts:
        made = cgi.ask(state, "POST", f"/v2/teams/{team}/invite", state.admin_key, {"maxUses": 1}).data
        return {"id": made["id"], "token": made["token"]}

    return prepare


def _invite_and_joiner(state: SampleState) -> Facts:
    """Somebody who is in no team yet and joins as oneself, with a key that all copies of the state have."""
    state.member_key(99)
    return _invite(71)(state)


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


def _import(state: SampleState) -> Facts:
    """Two new teams, one of the other, members for one that is there, a key, and a link that was made elsewhere."""
    tables = {
        "teams": "id,name,isOrganization,parentId\n80,Outer,t,\n81,Inner,f,80\n",
        "members": "teamId,userId,role,accepted\n80,1,OWNER,t\n81,1,OWNER,t\n81,2,MEMBER,t\n42,900,MEMBER,t\n",
        "keys": f"userId,hashedKey\n1,{digest(promises.KEY)}\n",
        "invites": f"teamId,token,expires\n81,{promises.LINK},2099-01-01 00:00:00\n42,{'d' * 64},\n",
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


_who = {"token": "", "user": {"id": 1001, "email": "a@example.com", "emailVerified": True, "name": "Ada"}}
_done = frozenset({1})

ALL = (
    Operation(
        "create", _request("POST", "/v2/teams/42/invite", {"maxUses": 2}), _after_a_torn_line, is_request=True,
        repeats=True, promise=promises.is_listed, is_core=True),
    Operation(
        "accept", _request("POST", "/v2/invites/accept", _who, key=lambda state: state.vouching_key), _invite(),
        is_request=True, promise=promises.has_joined),
    Operation(
        "accept into an organization",
        _request("POST", "/v2/invites/accept", {"token": ""}, key=lambda state: state.member_key(99)),
        _invite_and_joiner, is_request=True, order=(71, 70), promise=promises.has_joined, is_core=True),
    Operation(
        "edit", _request("PATCH", "/v2/teams/42/invites/{id}", {"name": "held", "paused": True}), _invite(),
        is_request=True, is_core=True),
    Operation("revoke", _request("DELETE", "/v2/teams/42/invites/{id}"), _invite(), is_request=True, is_core=True),
    Operation(
        "sign-up", _request("POST", "/signup?token={token}", form="token={token}&name=Ada&email=ada%40example.com",
                            key=lambda state: None), _invite(), is_request=True),
    Operation(
        "accept a pending member", _request("PATCH", "/v2/teams/71/memberships/{member}",
                                            {"accepted": True, "userId": 20}), _pending, is_request=True,
        order=(71, 70)),
    Operation("init", _ctl("init"), again=frozenset({74}), litter=2, is_empty=True, is_core=True),
    Operation("team create", _ctl("team", "create", "--id", "44", "--name", "New"), again=_done, is_core=True),
    Operation("member add", _ctl("member", "add", "--team", "42", "--user", "50", "--role", "MEMBER"), again=_done),
    Operation(
        "key issue", _ctl("key", "issue", "--user", "17"), repeats=True, promise=promises.opens, is_core=True),
    Operation(
        "key import", _ctl("key", "import", "--user", "17", "--hash", digest(promises.KEY)), again=_done,
        promise=promises.imported_key_opens, is_core=True),
    Operation("key revoke", _ctl("key", "revoke", "{id}"), _credential("key")),
    Operation(
        "token issue", _ctl("token", "issue", "--user", "17", "--scope", "TEAM_MEMBERSHIP_READ", "--expires-in", "7d"),
        repeats=True),
    Operation("invite create", _ctl("invite", "create", "--team", "42", "--as-user", "17"), repeats=True),
    Operation("invite edit", _ctl("invite", "edit", "{id}", "--name", "held", "--pause"), _invite()),
    Operation("invite revoke", _ctl("invite", "revoke", "{id}"), _invite()),
    Operation(
        "import", _ctl("import", "--teams", "{teams}", "--members", "{members}", "--keys", "{keys}", "--invites",
                       "{invites}"), _import, litter=4, litter_again=0, promise=promises.is_imported,
        invariant=promises.no_team_without_its_links, is_core=True),
    Operation(
        "token-key rotate", _ctl("token-key", "rotate"), _invite(), recover=promises.completes_rotation, is_core=True),
    Operation(
        "ledger compact", _ctl("ledger", "compact", "42"), _dead, litter=2, litter_again=0, keeps_all=True,
        is_core=True),
)
