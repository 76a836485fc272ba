"""Mounts that only this process and those that it starts see, and that are gone when it is."""

from __future__ import annotations

import collections.abc
import contextlib
import ctypes
import os
import pathlib
import subprocess

from .board import NotRun

CLONE_NEWNS = 0x20000
_is_apart = False


def go_apart() -> None:
    """From here on, mounts of this thread, and of threads and processes started by it, are seen by nobody else.

    Raises NotRun where the kernel does not allow that.
    """
    global _is_apart
    if _is_apart:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) != 0:
        raise NotRun(f"no mount namespace: {os.strerror(ctypes.get_errno())}")
    mount("--make-rprivate", "/")
    _is_apart = True


def mount(*arguments: object) -> None:
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise NotRun(f"mount {' '.join(map(str, arguments))}: {done.stderr.strip()}")


@contextlib.contextmanager
def small_disk(folder: pathlib.Path, options: str) -> collections.abc.Iterator[None]:
    """While the body runs, `folder` is a tmpfs of its own that holds what was in it; afterwards what the tmpfs held is
    in the folder."""
    go_apart()
    aside = folder.with_name(folder.name + ".aside")
    folder.rename(aside)
    folder.mkdir(0o700)
    mount("-t", "tmpfs", "-o", f"mode=0700,{options}", "tmpfs", folder)
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", folder], check=True)
        subprocess.run(["rm", "-r", aside], check=True)
        yield
        subprocess.run(["cp", "-a", folder, aside], check=True)
    finally:
        # Lazily: whoever still has a file open must not keep the procedure from ending.
        subprocess.run(["umount", "--lazy", folder], check=True)
        if aside.exists():
            folder.rmdir()
            aside.rename(folder)


@contextlib.contextmanager
def bind(folder: pathlib.Path) -> collections.abc.Iterator[None]:
    """While the body runs, `folder` is a mount of its own, which can be remounted read-only with `read_only`."""
    go_apart()
    mount("--bind", folder, folder)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def read_only(folder: pathlib.Path, on: bool) -> None:
    """Remounts what `bind` made."""
    mount("-o", f"remount,bind,{'ro' if on else 'rw'}", folder)
