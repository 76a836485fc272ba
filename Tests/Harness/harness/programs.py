"""Where programs are."""
import os
import pathlib
import shutil

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
BUILD = REPOSITORY / ".build"


class Missing(Exception):
    """A program that is not installed."""


def find(program: str) -> str:
    """The absolute path of a program. Debian keeps some in sbin, which is not in everybody's PATH.

    Raises Missing, naming it.
    """
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if not path:
        raise Missing(f"{program} is not installed")
    return path


def require(*programs: str) -> None:
    """Raises Missing, naming the first program that is not installed."""
    for program in programs:
        find(program)


def folder_of_programs(places: list[pathlib.Path]) -> pathlib.Path | None:
    """The first of some folders that has both invite-fcgi and invitectl, as an absolute path."""
    for place in places:
        if all(os.access(place / program, os.X_OK) for program in ("invite-fcgi", "invitectl")):
            return place.absolute()
    return None
