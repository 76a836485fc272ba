"""The search for secrets where none may be."""
import base64
import pathlib
import re

from harness.canary import CANARY

from .board import Tally


def search(folder: pathlib.Path, tally: Tally) -> None:
    """Looks for every secret in all files below `folder` and in what processes have shown; each is a trial of I8."""
    (folder / "processes").write_bytes(CANARY.shown())
    secrets = CANARY.secrets()
    leaks = find(secrets, folder) if secrets else {}
    for secret in secrets:
        # The text says where, never what.
        tally.check("I8", secret not in leaks, f"a secret is in {leaks.get(secret)}")


def forms(secret: str) -> list[str]:
    """How a secret may be written: what of it is secret, that in base64, and its bytes in base64."""
    core = re.sub(r"^[a-z]+_", "", secret)
    found = [core, base64.b64encode(core.encode()).decode().rstrip("=")]
    try:
        found.append(base64.b64encode(bytes.fromhex(core)).decode().rstrip("="))
    except ValueError:
        pass
    return found


def find(secrets: list[str], place: pathlib.Path) -> dict[str, str]:
    """Secrets that are in a file, or in the files below a folder, in any case and form, and the first file of each.

    Every run of letters and digits is cut into pieces as long as a secret, and these are looked up: unlike a search for
    thousands of words, this takes no longer for many secrets than for one.
    """
    by_form = {form.lower().encode(): secret for secret in secrets for form in forms(secret)}
    lengths = sorted({len(form) for form in by_form})
    leaks: dict[str, str] = {}
    for file in [place] if place.is_file() else sorted(place.rglob("*")):
        if not file.is_file():
            continue
        for run in set(re.findall(rb"[0-9a-z+/]{%d,}" % lengths[0], file.read_bytes().lower())):
            pieces = (run[start:start + length] for length in lengths for start in range(len(run) - length + 1))
            for secret in filter(None, map(by_form.get, pieces)):
                leaks.setdefault(secret, str(file))
    return leaks
