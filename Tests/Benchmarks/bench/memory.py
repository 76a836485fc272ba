"""What the workers hold after many requests."""

from .commands import Trouble


def measure_memory(bench):
    """Yields the creates so far and the PSS of each worker, at the start, after every tenth, and of fresh workers."""
    cell = next(cell for cell in bench.cells(0) if cell.creates)
    workers, lines = bench.handler.workers(), bench.state.lines(cell.teams)
    replies = runs = 0
    yield "at the start", bench.handler.memory("Pss")
    next_tenth = bench.options.memory / 10
    while replies < bench.options.memory:
        seen = bench.drive(cell, 1, runs)
        bench.rule_out_bad_replies(cell, seen)
        bench.forget_logs()
        replies, runs = replies + seen["replies"], runs + 1
        if replies >= next_tenth:
            yield f"{replies:,} creates", bench.handler.memory("Pss")
            next_tenth = replies + bench.options.memory / 10
    if bench.handler.workers() != workers:
        raise Trouble(f"a worker died\n{bench.last_words()}")
    bench.rule_out_lost_lines(cell, replies, bench.state.settled_lines(cell.teams) - lines, runs)
    yield "fresh workers", memory_of_fresh_workers(bench, cell)


def memory_of_fresh_workers(bench, cell):
    """Replaces the workers and sends so many creates that each new one will have read about every ledger."""
    bench.handler.stop()
    bench.start_handler()
    bench.await_reply("GET", "/health")
    sent = 0
    while sent < 5 * len(cell.teams) * bench.options.workers:
        seen = bench.drive(cell, 1, sent)
        bench.rule_out_bad_replies(cell, seen)
        sent += seen["replies"]
    return bench.handler.memory("Pss")
