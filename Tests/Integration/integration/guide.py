"""The blocks of the guide, each of which has to be run by somebody."""
import dataclasses
import pathlib
import re


@dataclasses.dataclass
class Block:
    """What stands between two lines of ```, below a heading."""

    heading: str
    kind: str
    text: str
    used: bool = False


class Guide:
    """deploy/integrate/README.md and the applications beside it."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.blocks: list[Block] = []
        text = (folder / "README.md").read_text()
        for section in re.split(r"^(?=#+ )", text, flags=re.MULTILINE):
            heading = section.partition("\n")[0].lstrip("# ")
            found = re.findall(r"^```(.+)\n((?:.*\n)*?)```$", section, flags=re.MULTILINE)
            self.blocks += [Block(heading, kind, text) for kind, text in found]
        self.is_too_long = text.count("\n") > 250

    def take(self, kind: str, heading: str = "") -> list[Block]:
        """The blocks of a kind below a heading, or below any of them. They count as run."""
        found = [block for block in self.blocks if block.kind == kind and heading in block.heading]
        if not found:
            raise LookupError(f"the guide has no block of the kind {kind} below {heading or 'any heading'}")
        for block in found:
            block.used = True
        return found

    def one(self, kind: str, heading: str = "") -> str:
        """The text of the one such block."""
        block, = self.take(kind, heading)
        return block.text

    def expect_all_used(self) -> None:
        """Raises where there is a block that nobody has run."""
        left = [f"{block.kind} below '{block.heading}'" for block in self.blocks if not block.used]
        if left:
            raise AssertionError(f"nobody has run {', '.join(left)}")


def lines_of_code(source: str) -> int:
    """The lines that are neither blank nor a comment, nor an import."""
    return sum(1 for line in source.splitlines() if not re.match(r"\s*($|#|//|/\*\*|\"\"\"|import |from )", line))
