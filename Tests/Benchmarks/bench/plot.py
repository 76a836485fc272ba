"""Draws growth as an SVG, with nothing but text: the same figures give the same bytes.

A panel for each quantity. Up is what a request costs beside the smallest size, so a flat line is what is wanted; solid
lines are processor time, dashed ones the time that a client waits. The colours and the grey of the text lie in the
middle, so that they can be read on white and on black: a picture does not know what page it is on.
"""

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence

from .growth import Series

WIDTH, HEIGHT = 860, 640
PANEL, PLOT = (430, 290), (340, 190)  # a panel, and the area of its lines
LEFT, TOP, FIRST_ROW = 58, 40, 44
COLOURS = ["blue", "orange"]
TITLE = "Cost of a request, the smallest size being 1; solid: processor time, dashed: time until the answer"

Line = tuple[Series, str, dict[int, float]]
"""A series, the field that is drawn, and its value for each size."""

STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #777f88 }
.title { font-weight: 600; font-size: 13px }
.small { font-size: 11px }
.grid { stroke: #777f88; stroke-opacity: 0.25 }
.one { stroke: #777f88; stroke-opacity: 0.8 }
.line { fill: none; stroke-width: 2 }
.time { stroke-dasharray: 5 4 }
.blue { stroke: #2f7de0 } .blue-text { fill: #2f7de0 }
.orange { stroke: #cf6a0a } .orange-text { fill: #cf6a0a }
"""


def drawing(found: Iterable[Series], caption: str) -> str:
    """The SVG of all series; those against the same quantity share a panel."""
    panels: dict[str, list[Series]] = {}
    for series in found:
        panels.setdefault(series.against, []).append(series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img">',
        f"<title>{TITLE}</title>",
        f"<style>\n{STYLE}</style>",
        text(LEFT, 20, TITLE, "title"),
    ]
    for index, (against, group) in enumerate(panels.items()):
        row, column = divmod(index, 2)
        parts.append(f'<g transform="translate({column * PANEL[0]} {FIRST_ROW + row * PANEL[1]})">')
        parts += panel(against, group)
        parts.append("</g>")
    parts += [text(LEFT, HEIGHT - 10, caption, "small"), "</svg>"]
    return "\n".join(parts) + "\n"


def panel(against: str, group: list[Series]) -> Iterator[str]:
    sizes = sorted({size for series in group for size in series.costs})
    lines: list[Line] = [
        (series, field, {size: statistics.median(series.relative(field, size)) for size in series.costs})
        for series in group for field in ("cpu", "time")
    ]
    top = max(1.5, max(value for _, _, line in lines for value in line.values()) * 1.1)

    def x(size: int) -> float:
        return LEFT + PLOT[0] * share(size, sizes)

    def y(value: float) -> float:
        return TOP + PLOT[1] * (1 - value / top)

    yield from axes(against, sizes, top, x, y)
    for number, (_, field, line) in enumerate(lines):
        colour = COLOURS[number // 2 % len(COLOURS)]
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in line.items())
        yield f'<polyline class="line {colour}{" time" if field == "time" else ""}" points="{points}"/>'
        for size, value in line.items():
            yield f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="2.5" class="{colour}-text {colour}"/>'
    yield from legend(lines)


def share(size: int, sizes: Sequence[int]) -> float:
    """Where a size stands between the smallest and the largest, by its logarithm."""
    low, high = math.log(sizes[0]), math.log(sizes[-1])
    return (math.log(size) - low) / (high - low) if high > low else 0.5


def axes(
    against: str, sizes: Sequence[int], top: float, x: Callable[[int], float], y: Callable[[float], float]
) -> Iterator[str]:
    yield text(LEFT, 26, against, "title")
    step = 0.5 if top <= 3 else math.ceil(top / 6)
    for number in range(int(top / step) + 1):
        value = number * step
        style = "one" if value == 1 else "grid"
        yield f'<line class="{style}" x1="{LEFT}" x2="{LEFT + PLOT[0]}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>'
        yield text(LEFT - 8, y(value) + 4, f"{value:g} ×", "small", "end")
    for size in sizes:
        yield f'<line class="grid" x1="{x(size):.1f}" x2="{x(size):.1f}" y1="{TOP}" y2="{TOP + PLOT[1]}"/>'
        yield text(x(size), TOP + PLOT[1] + 18, f"{size:,}", "small", "middle")


def legend(lines: Sequence[Line]) -> Iterator[str]:
    """Below the axis: each call in its colour, with what it costs at the two ends."""
    for number in range(0, len(lines), 2):
        (series, _, cpu), (_, _, time) = lines[number:number + 2]
        smallest, largest = min(series.costs), max(series.costs)
        yield text(
            LEFT, TOP + PLOT[1] + 36 + number // 2 * 15,
            f"{series.call}: CPU {series.median(smallest, 'cpu'):.0f} → {series.median(largest, 'cpu'):.0f} µs "
            f"(×{cpu[largest]:.2f}), "
            f"time {series.median(smallest, 'time'):.2f} → {series.median(largest, 'time'):.2f} ms "
            f"(×{time[largest]:.2f})",
            f"small {COLOURS[number // 2 % len(COLOURS)]}-text")


def text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{style}" text-anchor="{anchor}">{escaped}</text>'
