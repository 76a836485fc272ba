"""An error, or a short read or write, at every system call that touches the state, in everything that changes it.

What was told to be done is there (I1), nothing is half done (I5), every answer and exit status is a documented one and
does not deny what has happened (I7), and the same again succeeds (I9). The short reads and writes are real ones.
"""
from harness.answer import parse
from harness.cgi import Outcome

from .. import short
from ..answers import fault as form_fault
from ..board import Tally
from ..context import Context
from ..looks import Look, wholeness
from ..operations import ALL, Operation, known_to
from ..sweep import Point, each
from ..trials import Trial

ID = "P2"
TITLE = "errors and short calls everywhere"
NEEDS = ("strace",)
ERRORS = ("EIO", "ENOSPC", "EINTR", "EDQUOT", "EMFILE", "EAGAIN", "EROFS", "ENOMEM")
SHORT = ("short=0", "short=1", "short=-1")
IN_SHORT = 3
"""How many of them are tried in short runs: those that any disk may give. `invitectl` ends with 0 or 74 then."""
STATUSES = {0, 1, 64, 74, 75, 77, 78}
"""What `invitectl` may end with after other errors."""


def run(context: Context, tally: Tally) -> None:
    errors = [f"error={error}" for error in (ERRORS[:IN_SHORT] if context.short else ERRORS)]
    if not short.is_possible():
        tally.note("no short reads and writes: they are made for x86_64 only")
    for operation in ALL:
        if not known_to(context.bin, operation):
            tally.note(f"{operation.name}: this invitectl does not know it; left out")
        elif operation.is_core or not context.short:
            _sweep(Trial(context, operation), errors, tally)


def _sweep(trial: Trial, errors: list[str], tally: Tally) -> None:
    spoilt = [point for point in trial.points if point.name != "exit_group"]
    shorts = [point for point in spoilt if point.name in short.NUMBERS and short.is_possible()]
    trials = [(point, error) for point in spoilt for error in errors]
    trials += [(point, count) for point in shorts for count in SHORT]
    each(trials, lambda pair: _fail(trial, pair[0], pair[1], tally))
    trial.end(tally)


def _fail(trial: Trial, point: Point, fault: str, tally: Tally) -> None:
    operation, where = trial.operation, f"{trial.operation.name}, {fault} {point}"
    victim = trial.victim()
    outcome = trial.spoil(victim, point, fault)
    now = Look.at(victim)
    seen = _form(operation, outcome, point, fault)
    tally.check("I7", not seen, f"{where}: {seen}")
    if operation.claims(outcome):
        tally.check("I1", now.is_done(trial.after), f"{where}: told, and not there")
        trial.believe(victim, outcome, True, where, tally)
    else:
        denied = _denial(operation, outcome, point) if now.is_done(trial.after) else ""
        tally.check("I7", not denied, f"{where}: it is done, and was denied: {denied}")
    if not operation.is_empty:
        said = victim.check()
        tally.check("I5", said.returncode == 0, f"{where}: check: {said.stderr}")
        half = "" if operation.recover else wholeness(operation, now, trial.before, trial.after)
        half = half or trial.broken(victim)
        tally.check("I5", not half, f"{where}: {half}")
    tally.check("I9", len(now.litter) <= operation.litter, f"{where}: litter {now.litter}")
    trial.again(victim, where, tally)


def _form(operation: Operation, outcome: Outcome, point: Point, fault: str) -> str:
    """What is wrong with how it ended."""
    if outcome.crashed:
        return f"it crashed with signal {outcome.status - 128}: {outcome.errors[-300:]}"
    if not operation.is_request:
        is_unusual = fault.partition("=")[2] in ERRORS[IN_SHORT:]
        if outcome.status not in (STATUSES if is_unusual else {0, 74}):
            return f"exit status {outcome.status}"
        is_said = outcome.status == 0 or outcome.errors.startswith("invitectl: error: ")
        return "" if is_said else f"{outcome.status} without a word: {outcome.errors[:300]!r}"
    answer = parse(outcome.output)
    if answer is None:
        # The one who asked is told nothing by us; the web server makes a 5xx of that, and the log says why.
        return "" if outcome.status and outcome.errors else f"no answer, and status {outcome.status} without a word"
    if 400 <= answer.status < 500:
        return f"{answer.status} {answer.reason}, though nothing is wrong with the request"
    # A page gives no reason.
    is_uncertain = answer.reason == "STORE_UNCERTAIN"
    if answer.status == 503 and answer.reason and is_uncertain != (point.name == "fdatasync"):
        return f"{answer.reason} at {point.name}: only what was written and not synced is uncertain"
    if answer.status == 503 and '"level":"error"' not in outcome.errors and "error:" not in outcome.errors:
        return f"{answer.reason}, and the log says nothing: {outcome.errors[:300]!r}"
    return form_fault(answer)


def _denial(operation: Operation, outcome: Outcome, point: Point) -> str:
    """How somebody was told that it is not done, for certain."""
    if operation.is_request:
        answer = parse(outcome.output)
        is_denied = answer is not None and answer.reason in ("STORE_BUSY", "STORE_UNAVAILABLE", "STORE_CORRUPT")
        return answer.reason if answer is not None and is_denied else ""
    # What could not be synced is there and may not last; and whose output is lost has told nobody.
    is_unsynced = point.name in ("fsync", "fdatasync", "syncfs") or "O_DIRECTORY" in point.text
    return "" if is_unsynced or "the output cannot be written" in outcome.errors else outcome.errors[-300:]
