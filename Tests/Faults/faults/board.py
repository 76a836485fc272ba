"""What was tried and what broke: procedures by invariants, as violations/trials."""
import threading

INVARIANTS = tuple(f"I{number}" for number in range(1, 13))
"""I1 acknowledged is kept; I2 dead invites admit nobody; I3 maxUses holds; I4 no use is lost; I5 nothing half-written
is read; I6 ids, tokens and memberships are unique; I7 every answer is of the documented set; I8 no secret leaks;
I9 serving again by itself, litter bounded; I10 nobody waits beyond a deadline; I11 modes, links, owners; I12 one key,
one result."""


class NotRun(Exception):
    """Why a procedure cannot run on this machine: what is missing, in one sentence."""


class Tally:
    """The trials of one procedure. May be used by many threads at once."""

    KEPT = 5
    """How many different violations of an invariant keep their text; the rest are counted."""

    def __init__(self, procedure: str) -> None:
        self.procedure = procedure
        self.trials: dict[str, int] = {}
        self.violations: dict[str, int] = {}
        self._kept: dict[str, list[str]] = {}
        self.notes: list[str] = []
        self.not_run = ""
        """Why this machine could not run it, if so."""
        self.broke_off = ""
        """The exception that ended it, if one did: what came after it was never tried."""
        self.seconds = 0.0
        self._lock = threading.Lock()

    def check(self, invariant: str, ok: bool, seen: str) -> bool:
        """Counts a trial of an invariant and, where it did not hold, a violation with what was seen; `ok` again."""
        if invariant not in INVARIANTS:
            raise ValueError(f"there is no invariant {invariant}")
        with self._lock:
            self.trials[invariant] = self.trials.get(invariant, 0) + 1
            if not ok:
                self.violations[invariant] = self.violations.get(invariant, 0) + 1
                kept, text = self._kept.setdefault(invariant, []), " ".join(seen.split())
                if len(kept) < self.KEPT and text not in kept:
                    kept.append(text)
        return ok

    def note(self, text: str) -> None:
        """A figure or a remark for the reader; it decides nothing."""
        with self._lock:
            self.notes.append(text)

    @property
    def texts(self) -> list[str]:
        """What was seen of violations."""
        return [f"{self.procedure} {name}: {text}" for name in INVARIANTS for text in self._kept.get(name, [])]

    @property
    def is_clean(self) -> bool:
        return not self.violations

    @property
    def unfinished(self) -> str:
        """Why it was not run to its end; nothing where it was."""
        return f"broke off: {self.broke_off}" if self.broke_off else self.not_run and f"not run: {self.not_run}"

    def cell(self, invariant: str) -> str:
        """`violations/trials`, or nothing where it was not tried."""
        if invariant not in self.trials:
            return ""
        return f"{self.violations.get(invariant, 0)}/{self.trials[invariant]}"


class Board:
    """All tallies of a run, in the order of the procedures."""

    def __init__(self) -> None:
        self.rows: list[tuple[Tally, str]] = []

    def add(self, tally: Tally, title: str) -> None:
        self.rows.append((tally, title))

    def succeeded(self, may_skip: bool) -> bool:
        """No violation, and every procedure ran to its end (or may be skipped) and tried something."""
        return bool(self.rows) and all(
            tally.is_clean and not tally.broke_off and (may_skip if tally.not_run else bool(tally.trials))
            for tally, _ in self.rows
        )

    def markdown(self) -> str:
        """The scoreboard: a table, then what was seen of each violation, then the notes."""
        lines = ["| procedure | " + " | ".join(INVARIANTS) + " | s |", "| --- |" + " --- |" * (len(INVARIANTS) + 1)]
        for tally, title in self.rows:
            cells = [tally.cell(invariant) for invariant in INVARIANTS]
            name = f"{tally.procedure} {title}" + (f" ({tally.unfinished})" if tally.unfinished else "")
            lines.append(f"| {name} | " + " | ".join(cells) + f" | {tally.seconds:.0f} |")
        for heading, texts in (
            ("Violations", [text for tally, _ in self.rows for text in tally.texts]),
            ("Notes", [f"{tally.procedure}: {note}" for tally, _ in self.rows for note in tally.notes]),
        ):
            if texts:
                lines += ["", f"{heading}:", ""] + [f"- {text}" for text in texts]
        return "\n".join(lines) + "\n"
