"""A state on a recorded disk, the real programs that change it, and what they have promised at which moment."""
import collections.abc
import dataclasses
import pathlib
import subprocess
import time

from harness import cgi
from harness.answer import Answer, parse
from harness.state import SampleState

from .facts import Facts

Path = pathlib.Path
SYNCS = "fsync,fdatasync,syncfs"
STANDSTILL = 1.3
"""Seconds in which a file system that was told to commit each second has done so by itself."""


@dataclasses.dataclass(frozen=True)
class Claim:
    """What was acknowledged when the disk had `position` records, and has to be true from then on."""

    position: int
    what: str
    holds: collections.abc.Callable[[Facts], object]


def late(seconds: float) -> str:
    """A fault: a program waits before each sync, and what it wrote lies about meanwhile."""
    return f"{SYNCS}:delay_enter={round(seconds * 1e6)}"


NEVER = f"{SYNCS}:retval=0"
"""A fault: a program is told of every sync that it is done, and none is."""


class World:
    """With a fault, strace injects it into every program that is run here."""

    def __init__(
        self, state: SampleState, position: collections.abc.Callable[[], int], scratch: Path, fault: str = ""
    ) -> None:
        self.state = state
        self.scratch = scratch
        """A folder on another disk."""
        self.position = position
        self.fault = fault
        self.claims: list[Claim] = []
        self.skipped: list[str] = []

    def claim(self, what: str, holds: collections.abc.Callable[[Facts], object]) -> None:
        """To be called as soon as it was acknowledged, and not earlier."""
        self.claims.append(Claim(self.position(), what, holds))

    def ctl(self, *arguments: object, fault: str = "", status: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Runs `invitectl`, under strace with a fault to inject. Raises RuntimeError where it ends otherwise."""
        done = subprocess.run(
            [*self._through(fault), *self.state.ctl_command(*arguments)], env=self.state.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        )
        if status is not None and done.returncode != status:
            raise RuntimeError(f"invitectl {arguments}: {done.returncode}, not {status}: {done.stderr.strip()}")
        return done

    def start_ctl(self, *arguments: object, fault: str) -> subprocess.Popen[bytes]:
        """Starts `invitectl` under strace, to be waited for by the caller."""
        command = [*self._through(fault), *self.state.ctl_command(*arguments)]
        return subprocess.Popen(
            command, env=self.state.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def ask(
        self, method: str, path: str, expected: tuple[int, ...] = (200,), idempotency: str = "", **more: object
    ) -> Answer:
        """A request by CGI, by the admin unless another `key` is given. Raises RuntimeError at any other status."""
        more = {"key": self.state.admin_key} | more
        command = cgi.request(self.state, method, path, **more)  # type: ignore[arg-type]
        if idempotency:
            command.environment["HTTP_IDEMPOTENCY_KEY"] = idempotency
        outcome = command.run(self._through(""))
        answer = parse(outcome.output)
        if answer is None or answer.status not in expected:
            raise RuntimeError(f"{method} {path}: {outcome.output[-400:]!r} {outcome.errors}")
        return answer

    def create(self, team: int, **options: object) -> dict:
        """A new invite, and the claim that it is there."""
        data = self.ask("POST", f"/v2/teams/{team}/invite", json=options).data
        id = data["id"]
        self.claim(f"create: invite {id} is in team {team}", lambda facts: id in facts.teams[team].invites)
        return data

    def accept(self, token: str, team: int, user: int, organization: int = 0) -> bool:
        """Somebody joins with a token, or is told that it is used up; and the claim that they have joined."""
        who = {"id": user, "email": f"u{user}@example.com", "emailVerified": True}
        body = {"token": token, "user": who}
        answer = self.ask("POST", "/v2/invites/accept", (200, 410), key=self.state.vouching_key, json=body)
        if answer.status != 200:
            return False
        self._claim_member(team, user)
        if organization:
            self._claim_member(organization, user)
        invite = token[:24]
        self.claim(
            f"accept: a use of invite {invite} is counted", lambda facts: facts.teams[team].invites[invite]["uses"] > 0
        )
        return True

    def _claim_member(self, team: int, user: int) -> None:
        self.claim(f"accept: user {user} is in team {team}", lambda facts: facts.teams[team].member(user))

    def stand_still(self) -> None:
        """Gives the file system the time to commit of itself what lies about, if there is anything."""
        before, deadline = self.position(), time.monotonic() + STANDSTILL
        while self.position() == before and time.monotonic() < deadline:
            time.sleep(0.02)

    def _through(self, fault: str) -> list[str]:
        fault = fault or self.fault
        if not fault:
            return []
        calls = fault.partition(":")[0]
        return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={fault}"]
