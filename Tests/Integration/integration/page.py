"""The calls of the guide, and whether the service answers as it says."""
import json
import pathlib
import re

from .guide import Guide, lines_of_code
from .site import Site

FIXED = (
    "status", "valid", "reason", "role", "accepted", "joined", "alreadyMember", "type", "name", "teamName", "subject")
"""Members whose values the guide gives as they are; of all others it gives an example."""


def check(guide: Guide, programs: pathlib.Path, folder: pathlib.Path) -> None:
    """Runs all calls, one after the other in one shell, and compares what they print with the answers of the guide."""
    expect_short(guide)
    with Site(guide, programs, folder) as site:
        blocks = [block for block in guide.blocks if block.kind in ("sh", "json") and block.heading in CALLS]
        script, wanted = "", []
        for number, block in enumerate(blocks):
            block.used = True
            if block.kind == "json":
                wanted.append((number - 1, block))
            else:
                script += f"{{\n{block.text}\n}} >answer.{number}\n"
        site.run(guide.one("sh api") + script)
        for number, block in wanted:
            answer = json.loads((folder / f"answer.{number}").read_text())
            expect_like(json.loads(block.text), answer, block.heading)
        known = site.api("GET", "/v2/openapi.json")
        expect_reasons(guide, json.dumps(known))


CALLS = (
    "Teams", "Links", "Your page under the link", "Account first, then accept", "People who wait",
    "What happened: the feed", "When it does not work",
)
"""The headings below which there are calls."""


def expect_like(shown: object, answer: object, where: str) -> None:
    """The answer has every member that the guide shows, of the same kind, and with the same value if that is fixed."""
    if isinstance(shown, dict) and isinstance(answer, dict):
        for name, value in shown.items():
            if name not in answer:
                raise AssertionError(f"{where}: there is no '{name}' in {answer}")
            if name in FIXED and value != answer[name]:
                raise AssertionError(f"{where}: '{name}' is {answer[name]!r}, not {value!r}")
            expect_like(value, answer[name], f"{where}, {name}")
    elif isinstance(shown, list) and isinstance(answer, list) and len(shown) <= len(answer):
        for one, other in zip(shown, answer, strict=False):
            expect_like(one, other, where)
    elif type(shown) is not type(answer):
        raise AssertionError(f"{where}: {answer!r} is not like {shown!r}")


def expect_reasons(guide: Guide, document: str) -> None:
    """Every reason in the guide's table, and each for which there is a page, is one that the service gives."""
    rows = re.findall(r"^\| (\d{3}[^|]*)\|", (guide.folder / "README.md").read_text(), flags=re.MULTILINE)
    pages = {file.stem for file in (guide.folder / "pages").iterdir()} - {"OFFER", "JOINED", "WAITING", "OTHER"}
    named = set(re.findall(r"`([A-Z_]+)`", " ".join(rows)))
    strange = (named | pages) - set(re.findall(r"\b[A-Z][A-Z_]+\b", document))
    if strange or len(named) < 10:
        raise AssertionError(f"the service knows no {', '.join(sorted(strange))}")


def expect_short(guide: Guide) -> None:
    """An afternoon is short."""
    if guide.is_too_long:
        raise AssertionError("the guide has more than 250 lines")
    for name in ("app.php", "app.py", "app.ts"):
        count = lines_of_code((guide.folder / name).read_text())
        if count > 60:
            raise AssertionError(f"{name} has {count} lines of code, more than 60")
