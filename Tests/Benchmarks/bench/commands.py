"""Running other programs, and giving up."""

import pathlib
import subprocess
import sys
import time


class Trouble(Exception):
    """Why there is no table."""


BEGAN = time.monotonic()


def say(text: str) -> None:
    """What goes on, with the seconds since the start."""
    print(f"{time.monotonic() - BEGAN:4.0f} s  {text}", file=sys.stderr, flush=True)


def output_of(
    *command: str | pathlib.Path, env: dict[str, str] | None = None, cwd: pathlib.Path | None = None
) -> str:
    """What a command prints; its own words if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=env, cwd=cwd)
    if done.returncode != 0:
        raise Trouble(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout.strip()
