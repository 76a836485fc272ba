"""A state folder with a team, people and keys, made and read by the real `invitectl`."""
import hashlib
import json
import os
import pathlib
import subprocess
from typing import ClassVar

from .canary import CANARY

Path = pathlib.Path


class Refused(RuntimeError):
    """`invitectl` has not done what it was told to."""


def digest(secret: str) -> str:
    """The name under which an API key, or a link that was imported, is kept."""
    return hashlib.sha256(secret.removeprefix("cal_").encode()).hexdigest()


class SampleState:
    """Team 42 "Acme" with OWNER 7 and ADMIN 17; user 200's key may vouch.

    With `organization`, also organization 70 with team 71, whose ADMIN is 17 in both. With `make=False`, what is in
    `folder` already, or nothing.
    """

    TEAM = 42
    OWNER = 7
    ADMIN = 17
    HOST = 200
    OPERATOR = 201

    UNLIMITED: ClassVar = {
        "INVITE_FAILURE_LIMIT": "off",
        "INVITE_SIGNUP_LIMIT": "off",
        "INVITE_MAX_PENDING": "1000000",
        "INVITE_MAX_PENDING_PER_INVITE": "1000000",
    }
    """Settings with which no request is refused because there were too many."""

    def __init__(
        self, bin: Path, folder: Path, organization: bool = False, make: bool = True, invitectl: Path | None = None,
        settings: dict[str, str] | None = None,
    ) -> None:
        self.bin = Path(bin)
        self.folder = Path(folder)
        self._invitectl = invitectl or self.bin / "invitectl"
        self._keys: dict[int, str] = {}
        self.settings = dict(self.UNLIMITED if settings is None else settings)
        """Further INVITE_* settings, for the handlers and `invitectl`."""
        if make:
            self._make(organization)

    @property
    def environment(self) -> dict[str, str]:
        """All that a program of ours gets; of the harness's own environment no more than is named here."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "INVITE_MUTANT") if name in os.environ}
        return kept | {
            "INVITE_STATE_DIR": str(self.folder),
            "INVITE_WEBAPP_URL": "https://app.example.com",
            "INVITE_RUNTIME_DIR": str(self.folder) + ".runtime",
            "SWIFT_BACKTRACE": "enable=no",
        } | self.settings

    def ctl_command(self, *arguments: object) -> list[str]:
        return [str(self._invitectl), *map(str, arguments)]

    def ctl(
        self, *arguments: object, check: bool = True, timeout: float | None = 60
    ) -> subprocess.CompletedProcess[str]:
        """Runs `invitectl`; with `check`, any exit status but 0 raises Refused with what it said."""
        command = self.ctl_command(*arguments)
        CANARY.saw("\0".join(command).encode())
        done = subprocess.run(
            command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", timeout=timeout,
        )
        if check and done.returncode != 0:
            raise Refused(f"invitectl {' '.join(map(str, arguments))}: {done.returncode}: {done.stderr.strip()}")
        return done

    def check(self) -> subprocess.CompletedProcess[str]:
        """What `invitectl check` says; it is content where the return code is 0."""
        return self.ctl("check", check=False)

    @property
    def admin_key(self) -> str:
        return self.member_key(self.ADMIN)

    @property
    def vouching_key(self) -> str:
        return self._key(self.HOST, "--can-vouch")

    @property
    def operator_key(self) -> str:
        """That of an instance administrator."""
        return self._key(self.OPERATOR, "--instance-admin")

    def member_key(self, user: int) -> str:
        """The API key of a user: the same one at each call, issued at the first."""
        return self._key(user)

    def _key(self, user: int, *flags: str) -> str:
        if user not in self._keys:
            self._keys[user] = CANARY.remember(self.ctl("key", "issue", "--user", user, *flags).stdout.strip())
        return self._keys[user]

    def credential_file(self, key: str) -> Path:
        return self.folder / "credentials" / f"{digest(key)}.json"

    def ledger_file(self, team: int = TEAM) -> Path:
        return self.folder / "teams" / f"{team}.jsonl"

    def ledger(self, team: int = TEAM) -> list[dict]:
        """The events of a team, from its whole lines. Raises ValueError where one of them is no JSON."""
        whole, _, _ = self.ledger_file(team).read_bytes().rpartition(b"\n")
        return [json.loads(line) for line in whole.split(b"\n") if line]

    def copy(self, to: Path) -> "SampleState":
        """The same state, with the same keys, in another folder."""
        subprocess.run(["cp", "-a", "--", self.folder, to], check=True)
        copy = SampleState(self.bin, to, make=False, invitectl=self._invitectl, settings=self.settings)
        copy._keys = self._keys
        return copy

    def _make(self, organization: bool) -> None:
        self.ctl("init")
        self.ctl("team", "create", "--id", self.TEAM, "--name", "Acme")
        self.ctl("member", "add", "--team", self.TEAM, "--user", self.OWNER, "--role", "OWNER")
        self.ctl("member", "add", "--team", self.TEAM, "--user", self.ADMIN, "--role", "ADMIN")
        if organization:
            self.ctl("team", "create", "--id", 70, "--name", "Umbrella", "--organization")
            self.ctl("team", "create", "--id", 71, "--name", "Inside", "--parent", 70)
            self.ctl("member", "add", "--team", 70, "--user", self.ADMIN, "--role", "ADMIN")
            self.ctl("member", "add", "--team", 71, "--user", self.ADMIN, "--role", "ADMIN")
        _ = self.admin_key, self.vouching_key
