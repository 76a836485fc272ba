"""Release builds of other revisions."""

import argparse
import dataclasses
import os
import pathlib
import shutil

from harness.programs import REPOSITORY, find

from .commands import Trouble, output_of, say

CACHE = REPOSITORY / ".build-against"  # which git ignores


@dataclasses.dataclass
class Build:
    """The two programs, and what they are called in a table."""
    name: str
    handler: pathlib.Path
    invitectl: pathlib.Path


def build_named(text: str, options: argparse.Namespace) -> Build:
    """The handler at a path, with the invitectl beside it or else that of the other build; or the build of a
    revision."""
    path = pathlib.Path(text)
    if path.is_file():
        beside = path.absolute().parent / "invitectl"
        return Build(text, path.absolute(), beside if os.access(beside, os.X_OK) else options.invitectl)
    return build_of(text)


def build_of(revision: str) -> Build:
    """Built in a worktree in the cache folder. Both stay: the programs are found again under the commit's name, and the
    next revision compiles only what differs. `git worktree remove --force .build-against/source` frees the space."""
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", refused=revision)
    folder = CACHE / commit
    build = Build(f"{revision} ({commit[:9]})", folder / "invite-fcgi", folder / "invitectl")
    if not all(os.access(program, os.X_OK) for program in (build.handler, build.invitectl)):
        source = checked_out(commit)
        folder.mkdir(parents=True, exist_ok=True)
        for program in (build.invitectl, build.handler):
            say(f"building {program.name} of {revision}")
            output_of(find("swift"), "build", "-c", "release", "--product", program.name, cwd=source)
            shutil.copy2(source / ".build" / "release" / program.name, program)
    return build


def checked_out(commit: str) -> pathlib.Path:
    source = CACHE / "source"
    git("worktree", "prune")
    if source.is_dir():
        git("-C", source, "checkout", "--quiet", "--force", "--detach", commit)
    else:
        git("worktree", "add", "--quiet", "--force", "--detach", source, commit)
    return source


def git(*arguments: str | pathlib.Path, refused: str | None = None) -> str:
    try:
        return output_of(find("git"), "-C", REPOSITORY, *arguments)
    except Trouble:
        if refused is None:
            raise
        raise Trouble(f"--against: there is no file and no revision {refused!r}") from None
