"""SIGKILL at every system call that touches the state, in everything that changes it, each time on a state of its own.

After each death `invitectl check` is content and nothing is half done (I5), what was told to be done is there (I1), the
same again succeeds, all is done then, and there is no more litter than one run makes (I9).
"""
from ..board import Tally
from ..context import Context
from ..looks import Look, wholeness
from ..operations import ALL, known_to
from ..sweep import Point, each
from ..trials import Trial

ID = "P1"
TITLE = "SIGKILL at every system call"
NEEDS = ("strace",)


def run(context: Context, tally: Tally) -> None:
    counts = []
    for operation in ALL:
        if not known_to(context.bin, operation):
            tally.note(f"{operation.name}: this invitectl does not know it; left out")
        elif operation.is_core or not context.short:
            counts.append(f"{operation.name} {_sweep(Trial(context, operation), tally)}")
    tally.note("system calls: " + ", ".join(counts))


def _sweep(trial: Trial, tally: Tally) -> int:
    """Dies once at each call; how many there are."""
    told = each(trial.points, lambda point: _kill(trial, point, tally))
    # The last call only ends the process: a sweep in which nobody was ever told anything has seen nothing.
    tally.check("I1", any(told), f"{trial.operation.name}: no death came after the answer")
    trial.end(tally)
    return len(trial.points)


def _kill(trial: Trial, point: Point, tally: Tally) -> bool:
    """Whether somebody was told before the death that it is done."""
    operation, where = trial.operation, f"{trial.operation.name}, killed {point}"
    victim = trial.victim()
    outcome = trial.spoil(victim, point, "signal=KILL")
    if not outcome.was_killed:
        raise RuntimeError(f"{where}: it lives, {outcome}")
    now = Look.at(victim)
    told = operation.claims(outcome)
    if told:
        tally.check("I1", now.is_done(trial.after), f"{where}: told, and not there")
        trial.believe(victim, outcome, True, where, tally)
    if not operation.is_empty or now.is_done(trial.after):
        said = victim.check()
        tally.check("I5", said.returncode == 0, f"{where}: check: {said.stderr}")
    half = "" if operation.is_empty or operation.recover else wholeness(operation, now, trial.before, trial.after)
    half = half or trial.broken(victim)
    tally.check("I5", not half, f"{where}: {half}")
    tally.check("I9", len(now.litter) <= operation.litter, f"{where}: litter {now.litter}")
    trial.again(victim, where, tally)
    return told
