"""The cells of the table, taking turns."""

from .commands import say


def measure_rounds(bench):
    """Per cell its samples, one a round."""
    say("warming up")
    for cell in bench.cells(0):
        bench.measure(cell, 1, 0)
    samples = {}
    for number in range(1, bench.options.rounds + 1):
        say(f"round {number} of {bench.options.rounds}")
        for cell in bench.cells(number):
            samples.setdefault(cell.name, []).append(bench.measure(cell, bench.options.seconds, number))
            bench.forget_logs()
    return samples
