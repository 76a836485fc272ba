"""The handler behind another program that changes what it runs in and then becomes it."""
import os
import pathlib
import shlex
import shutil

NOBODY = 65534
"""A user that owns nothing and may do nothing."""


def wrapped(folder: pathlib.Path, handler: pathlib.Path, *command: object) -> pathlib.Path:
    """A program, in a folder of its own below `folder`, that runs the handler by way of `command`.

    It has the handler's name, so that a `Service` finds its processes.
    """
    place = folder / f"wrapped-{handler.name}"
    place.mkdir(exist_ok=True)
    program = place / handler.name
    program.write_text(f"#!/bin/sh\nexec {shlex.join(map(str, command))} {shlex.quote(str(handler))}\n")
    program.chmod(0o755)
    return program


def as_nobody(folder: pathlib.Path, handler: pathlib.Path) -> pathlib.Path:
    """A program that runs a copy of the handler as a user without rights. `folder` is opened to be passed through."""
    folder.chmod(0o711)
    place = folder / "public"
    place.mkdir(exist_ok=True)
    place.chmod(0o755)
    copy = place / handler.name
    shutil.copy(handler, copy)
    copy.chmod(0o755)
    program = wrapped(
        place, copy, "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all")
    program.parent.chmod(0o755)
    return program


def give(folder: pathlib.Path, user: int) -> None:
    """Makes a user the owner of a folder and of all below it."""
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, user, user, follow_symlinks=False)
