"""What is printed: Markdown that can be read as it is."""

import argparse
import statistics
from collections.abc import Iterable, Mapping, Sequence

from .cells import CEILING, ECHO
from .cgi import Times
from .fold import Fold
from .growth import Series
from .load import Sample
from .memory import Holding


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The first column to the left, all others to the right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *texts, strict=True)]

    def line(row: Sequence[str]) -> str:
        return "| " + " | ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))) + " |"

    rule = "| " + " | ".join(
        "-" * width if index == 0 else "-" * (width - 1) + ":" for index, width in enumerate(widths)) + " |"
    return "\n".join([line(headings), rule, *map(line, texts)])


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the lowest and the highest in brackets."""
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"


def print_section(title: str, *texts: str) -> None:
    print(f"### {title}\n")
    print("\n\n".join(texts) + "\n", flush=True)


def print_facts(lines: Mapping[str, str]) -> None:
    print("\n".join(f"* {name}: {text}" for name, text in lines.items()) + "\n", flush=True)


def median(rounds: Sequence[Sample], field: str) -> float:
    values: list[float] = [getattr(sample, field) for sample in rounds]
    return statistics.median(values)


def print_cells(options: argparse.Namespace, samples: Mapping[str, list[Sample]], lines: Sequence[float]) -> None:
    rows = []
    for name, rounds in samples.items():
        answers = name != CEILING  # there nginx is alone
        rows.append([
            name, f"{median(rounds, 'rate'):,.0f}",
            f"{median(rounds, 'p50') / 1000:.2f}", f"{median(rounds, 'p99') / 1000:.2f}",
            f"{median(rounds, 'backend_cpu'):.0f}" if answers else "", f"{median(rounds, 'nginx_cpu'):.0f}",
            f"{rounds[-1].pss:.1f}" if answers else "", f"{rounds[-1].private:.1f}" if answers else "",
            sum(sample.bad for sample in rounds),
            spread([own.rate / echo.rate for own, echo in zip(rounds, samples[ECHO], strict=True)]),
        ])
    headings = [
        "", "requests/s", "p50 ms", "p99 ms", "CPU us", "nginx us", "PSS MB", "private MB", "not 2xx", "x C echo"]
    print_section(
        "Under load", table(headings, rows),
        f"Lines in a ledger at the end: {lines[0]:,.0f} of {options.teams:,} teams, {lines[1]:,.0f} of one team, "
        f"{lines[2]:,.0f} of one link.")


def print_cgi(results: Times, launches: int) -> None:
    rows = []
    for lines, times in results.items():
        handler, c = statistics.median(times["handler"]), statistics.median(times["C"])
        rows.append([f"{lines:,}", f"{handler:.2f}", f"{c:.2f}", f"{handler / c:.2f}"])
    print_section(
        f"As plain CGI: one durable create beside a C program that prints a constant, medians of {launches} launches",
        table(["lines in the ledger", "create ms", "C ms", "x C"], rows))


def print_fold(folds: Sequence[Fold], events: int) -> None:
    print_section(
        f"A fresh process folds a ledger of {events:,} events",
        f"{spread([fold.events_a_second(events) / 1e6 for fold in folds])} million events/s; the first answer after "
        f"{statistics.median(fold.first for fold in folds):.0f} ms, the next after "
        f"{statistics.median(fold.next for fold in folds):.1f} ms; {len(folds)} starts.")


def print_memory(options: argparse.Namespace, holdings: Sequence[Holding]) -> None:
    rows = [
        [holding.label, *(f"{value:.1f}" for value in holding.private), spread(holding.pss, 1)]
        for holding in holdings
    ]
    workers = [f"worker {number + 1}" for number in range(options.workers)]
    print_section(
        f"Private memory of each worker in MB: creates over {options.memory_teams:,} teams",
        table(["", *workers, "PSS"], rows))


def print_growth(found: Iterable[Series]) -> None:
    for series in found:
        rows = [
            [f"{size:,}", f"{series.median(size, 'time'):.3f}", f"{series.median(size, 'cpu'):.0f}",
             spread(series.relative("time", size)), spread(series.relative("cpu", size))]
            for size in series.costs
        ]
        print_section(
            f"{series.call[0].upper()}{series.call[1:]} against {series.against}",
            table([series.against, "time ms", "CPU us", "x time of the smallest", "x CPU of the smallest"], rows))
