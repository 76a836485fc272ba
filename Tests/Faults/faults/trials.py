"""One operation and the states on which it is spoilt."""
import itertools
import shutil
import threading

from harness import cgi
from harness.canary import CANARY
from harness.cgi import Command, Outcome
from harness.state import SampleState

from . import leaks
from .board import Tally
from .context import Context
from .ledgers import unlike_one_more
from .looks import Look
from .operations import Operation
from .sweep import Point, points


class Trial:
    """A prepared state, what the operation makes of it when nothing fails, and its system calls."""

    def __init__(self, context: Context, operation: Operation) -> None:
        self.operation = operation
        self._folder = context.folder / operation.name.replace(" ", "-")
        self._folder.mkdir()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._original = SampleState(context.bin, self._folder / "original", True, make=not operation.is_empty)
        self._facts = operation.prepare(self._original)
        self.before = Look.at(self._original)
        reference = self.victim()
        self.points, outcome = points(self.command(reference), reference.folder, self._folder / "trace")
        if not operation.claims(outcome):
            raise RuntimeError(f"{operation.name} does not succeed: {outcome}")
        self.after = Look.at(reference)
        if self.after == self.before:
            raise RuntimeError(f"{operation.name} changes nothing that is looked at")
        self._export = self._original.ctl("export").stdout if operation.keeps_all else ""

    def command(self, state: SampleState) -> Command:
        return self.operation.command(state, self._facts)

    def victim(self) -> SampleState:
        """A copy of the prepared state, which goes at the end; its folder's name is as long each time."""
        folder = self._folder / f"{next(self._numbers):06d}"
        if self.operation.is_empty:
            return SampleState(self._original.bin, folder, make=False)
        return self._original.copy(folder)

    def spoil(self, victim: SampleState, point: Point, fault: str) -> Outcome:
        """The operation with a fault at one of its calls. What it logs is kept, to be searched for secrets."""
        return self._kept(point.spoil(self.command(victim), fault))

    def again(self, victim: SampleState, where: str, tally: Tally) -> None:
        """The same again, unspoilt: it succeeds or says that it is done, and then it is, once."""
        operation, before = self.operation, Look.at(victim)
        if operation.recover:
            wrong = operation.recover(victim, self._facts)
            tally.check("I9", not wrong, f"{where}: {wrong}")
            self._serves(victim, where, tally)
            return
        was_done = before.is_done(self.after)
        outcome = self._kept(self.command(victim).run())
        knows = bool(operation.again) and was_done
        succeeds = outcome.status in operation.again if knows else operation.claims(outcome)
        tally.check("I9", succeeds, f"{where}: again: {_plainly(outcome)}")
        if succeeds and not knows:
            teams, _ = before.parts(self.before, self.after)
            # Where there is an order, the first team decides.
            had_effect = teams.get(operation.order[0], False) if operation.order else was_done
            self.believe(victim, outcome, operation.repeats or not had_effect, f"{where}: again", tally)
        now = Look.at(victim)
        is_there = now.has_all(self.after) if operation.repeats else now.is_done(self.after)
        tally.check("I9", is_there, f"{where}: not all is there, or more, after the same again")
        tally.check("I9", len(now.litter) <= operation.litter_again, f"{where}: after the same again: {now.litter}")
        if self._export:
            tally.check("I1", victim.ctl("export").stdout == self._export, f"{where}: another export than before")
        said = victim.check()
        tally.check("I5", said.returncode == 0, f"{where}: check after the same again: {said.stderr}")
        if not operation.is_empty:
            self._serves(victim, where, tally)

    def believe(self, victim: SampleState, outcome: Outcome, is_first: bool, where: str, tally: Tally) -> None:
        """What a run has told is true of the state."""
        untrue = self.operation.promise(victim, self._facts, outcome, is_first)
        tally.check("I1", not untrue, f"{where}: {untrue}")

    def broken(self, victim: SampleState) -> str:
        """What is wrong with a state in which the operation broke off."""
        return self.operation.invariant(victim, self._facts)

    def end(self, tally: Tally) -> None:
        """Searches all states and logs for secrets, and removes them."""
        leaks.search(self._folder, tally)
        shutil.rmtree(self._folder)

    def _serves(self, victim: SampleState, where: str, tally: Tally) -> None:
        """A create after all of it adds one event to the ledger, and leaves those before it as they are."""
        before = victim.ledger_file().read_bytes()
        made = cgi.ask(victim, "POST", "/v2/teams/42/invite", victim.admin_key)
        tally.check("I9", made.is_ok, f"{where}: a create after it is answered {made.status} {made.reason}")
        if made.is_ok:
            wrong = unlike_one_more(before, victim.ledger_file().read_bytes(), made.data["id"])
            tally.check("I5", not wrong, f"{where}: after a create: {wrong}")

    def _kept(self, outcome: Outcome) -> Outcome:
        CANARY.remember_all(outcome.output.decode(errors="replace"))
        with self._lock, open(self._folder / "log", "a", encoding="utf-8") as log:
            log.write(outcome.errors)
        return outcome


def _plainly(outcome: Outcome) -> str:
    return f"{outcome.status} {outcome.output[:12]!r} {outcome.errors[-300:]}"
