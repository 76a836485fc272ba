"""What is done to a state while its disk is recorded: every operation that promises something, each in all its ways."""
import collections.abc
import concurrent.futures

from harness.processes import eventually
from harness.state import digest

from . import imports
from .facts import Facts
from .world import NEVER, STANDSTILL, World, late

Operation = collections.abc.Callable[[World], None]


def make_team(world: World) -> None:
    world.ctl("team", "create", "--id", 50, "--name", "New")
    world.claim("team create: team 50 is there", lambda facts: 50 in facts.teams)


def add_member(world: World) -> None:
    world.ctl("member", "add", "--team", 50, "--user", 17, "--role", "ADMIN")
    world.claim("member add: user 17 is in team 50", lambda facts: facts.teams[50].member(17))


def issue_key(world: World) -> None:
    name = digest(world.ctl("key", "issue", "--user", 900).stdout.strip())
    world.claim("key issue: the key is there", lambda facts: facts.credentials[name]["userId"] == 900)
    world.ctl("key", "revoke", name[:12])
    world.claim("key revoke: the key is revoked", lambda facts: facts.credentials[name]["revokedAt"])


def create(world: World) -> None:
    world.create(42, maxUses=2)


def create_again(world: World) -> None:
    """The same request twice, with a key that makes them one."""
    first, second = (
        world.ask("POST", "/v2/teams/42/invite", idempotency="once", json={}).data for _ in range(2)
    )
    if first["id"] != second["id"]:
        raise RuntimeError(f"an Idempotency-Key gave both {first['id']} and {second['id']}")
    world.claim(f"create: invite {first['id']} is in team 42", lambda facts: first["id"] in facts.teams[42].invites)


def edit(world: World) -> None:
    id = world.create(42)["id"]
    world.ask("PATCH", f"/v2/teams/42/invites/{id}", json={"name": "new", "maxUses": 9})
    world.claim(f"edit: invite {id} has its name", lambda facts: facts.teams[42].invites[id].get("name") == "new")


def revoke(world: World) -> None:
    id = world.create(42)["id"]
    world.ask("DELETE", f"/v2/teams/42/invites/{id}")
    world.claim(f"revoke: invite {id} is revoked", lambda facts: facts.teams[42].invites[id].get("revoked"))


def accept(world: World) -> None:
    token = world.create(42, maxUses=1)["token"]
    world.accept(token, 42, 1001)
    # The same again costs nothing, and is a promise too.
    world.accept(token, 42, 1001)


def accept_in_organization(world: World) -> None:
    """Two ledgers for one promise."""
    world.accept(world.create(71)["token"], 71, 1002, organization=70)


def sign_up(world: World) -> None:
    token = world.create(42)["token"]
    world.ask("POST", "/signup", (303,), key=None, form=f"token={token}&name=Grace&email=grace%40example.com")
    world.claim("sign-up: grace@example.com waits in team 42", lambda facts: facts.teams[42].email("grace@example.com"))


def change_members(world: World) -> None:
    world.ctl("member", "add", "--team", 42, "--user", 1003, "--role", "MEMBER")
    world.ctl("member", "set-role", "--team", 42, "--user", 1003, "--role", "ADMIN")
    world.claim(
        "member set-role: user 1003 is ADMIN", lambda facts: (facts.teams[42].member(1003) or {}).get("role") == "ADMIN"
    )
    world.ctl("member", "add", "--team", 42, "--user", 1004, "--role", "MEMBER")
    world.ctl("member", "remove", "--team", 42, "--user", 1004)
    world.claim("member remove: user 1004 is gone", lambda facts: not facts.teams[42].member(1004))


def import_files(world: World) -> None:
    world.ctl("import", *imports.options(world, 60))
    imports.claim(world, 60)


def import_into_team(world: World) -> None:
    """The names of links and a line in a ledger, which belong together, in two folders."""
    world.ctl("import", *imports.options(world, 42, is_new=False))
    imports.claim(world, 42)


def compact(world: World) -> None:
    if not can_compact(world):
        return
    grow(world)
    before = Facts(world.state.folder).teams[42]
    ledger = world.state.ledger_file(42).read_bytes()
    world.ctl("ledger", "compact", 42)
    world.claim(
        "compact: team 42 has its members and invites",
        lambda facts: before.members.keys() <= facts.teams[42].members.keys()
        and before.invites.keys() <= facts.teams[42].invites.keys(),
    )
    world.claim(
        "compact: what was before is in the archive",
        lambda facts: any(file.read_bytes() == ledger for file in facts.folder.glob("archive/42-*.jsonl")),
    )
    world.create(42)


def grow(world: World) -> None:
    """Makes the ledger of team 42 worth a compaction."""
    id = world.create(42)["id"]
    for days in range(1, 7):
        world.ctl("invite", "edit", id, "--expires-in-days", days)


def can_compact(world: World) -> bool:
    if "compact" in world.ctl("ledger", "--help").stdout:
        return True
    world.skipped.append("'ledger compact', which this invitectl does not know")
    return False


OPERATIONS: tuple[Operation, ...] = (
    make_team, add_member, issue_key, create, create_again, edit, revoke, accept, accept_in_organization, sign_up,
    change_members, import_files, import_into_team,
    compact, create,
)


def in_turn(world: World) -> None:
    """One operation after the other; the file system commits by itself now and then."""
    for number, operation in enumerate(OPERATIONS):
        operation(world)
        if number % 3 == 0:
            world.stand_still()


def slowly(world: World) -> None:
    """The same with a second before each sync, in which the file system commits what is half done."""
    world.fault = late(STANDSTILL)
    for operation in OPERATIONS:
        operation(world)


def without_syncs(world: World) -> None:
    """The same by programs whose syncs do nothing: most of what they promise must be seen to be lost."""
    world.fault = NEVER
    in_turn(world)


def at_once(world: World) -> None:
    """Many processes on the same two ledgers; half of them leave their lines unsynced while others are acknowledged."""
    for round in range(2):
        token = world.create(71, maxUses=3)["token"]

        def job(number: int, token: str = token, round: int = round) -> None:
            hurried = World(world.state, world.position, world.scratch, late(0.4) if number % 2 else "")
            hurried.claims = world.claims
            if number == 0 and can_compact(world):
                # Busy is an answer too.
                hurried.fault = late(0.1) if round else ""
                hurried.ctl("ledger", "compact", 71, status=None)
            elif number < 4:
                hurried.create(71)
            else:
                hurried.accept(token, 71, 2000 + 100 * round + number, organization=70)

        with concurrent.futures.ThreadPoolExecutor(10) as pool:
            list(pool.map(job, range(10)))


def after_deaths(world: World) -> None:
    """Makers of files die, or wait, before they have synced the new names; others go on in those files."""
    world.ctl("team", "create", "--id", 52, "--name", "Orphan", fault="fsync:signal=KILL:when=2", status=None)
    world.ctl("member", "add", "--team", 52, "--user", 18, "--role", "MEMBER")
    world.claim("member add: user 18 is in team 52, whose maker died", lambda facts: facts.teams[52].member(18))
    world.ctl("import", *imports.options(world, 62), fault="syncfs:signal=KILL:when=3", status=None)
    world.create(62)
    world.ctl("import", *imports.options(world, 42, is_new=False), fault="fdatasync:signal=KILL", status=None)
    world.create(42)
    if can_compact(world):
        after_deaths_of_compactions(world)
    slow = world.start_ctl("import", *imports.options(world, 61), fault=late(STANDSTILL))
    eventually("the slow import has made its ledger", (world.state.ledger_file(61)).exists)
    world.create(61)
    if slow.wait(timeout=60) != 0:
        raise RuntimeError(f"the slow import ended with {slow.returncode}")
    imports.claim(world, 61)


def after_deaths_of_compactions(world: World) -> None:
    """After the old ledger got its second name in the archive, then after it was replaced."""
    for sync in (2, 3):
        grow(world)
        world.ctl("ledger", "compact", 42, fault=f"fsync:signal=KILL:when={sync}", status=None)
        world.create(42)
    if b"team.snapshot" not in world.state.ledger_file(42).read_bytes():
        raise RuntimeError("team 42 was not compacted before the compaction died")
