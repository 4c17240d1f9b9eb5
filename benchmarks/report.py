"""Figures as medians, 95th percentiles and verdicts, printed and kept as a Markdown page."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

START = "<!-- figures: written by python -m benchmarks, do not edit below -->"
END = "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Target:
    """A promise and what was measured: ``limit`` is the largest value that holds it."""

    what: str
    measured: float
    limit: float
    unit: str = ""
    least: bool = False

    @property
    def held(self) -> bool:
        """Whether the figure keeps the promise; with ``least``, the limit is a lower one."""
        if self.least:
            return self.measured >= self.limit
        return self.measured <= self.limit


@dataclass(frozen=True, slots=True)
class Part:
    """One measure's share of the page: a heading, how it was measured, a table, its promises."""

    title: str
    how: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    targets: Sequence[Target] = field(default_factory=tuple)


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The 95th percentile by nearest rank: 95 of 100 values are no larger than it."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, with as many digits as a reader can use."""
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 100 else f"{value:.2f} ms"


def megabytes(count: int | None) -> str:
    """Bytes as megabytes of 10**6; a dash where the system does not tell."""
    return "–" if count is None else f"{count / 1e6:.0f} MB"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; cells keep their characters but for bars and line breaks."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |"
        for line in lines
    )


def machine() -> str:
    """The machine and the versions that the figures depend on, as one sentence."""
    versions = ", ".join(f"{name} {_version(name)}" for name in ("textual", "slate-nlp"))
    return (
        f"{platform.system()} {platform.release()} on {_processor()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} at the start; "
        f"Python {platform.python_version()}, {versions}."
    )


def page(parts: Sequence[Part], machine_line: str, now: datetime | None = None) -> str:
    """The measured part of the page: date and machine, the promises, then each measure."""
    moment = (now or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M UTC")
    verdicts = [
        [
            target.what,
            f"{target.measured:.3g}{target.unit}",
            f"{'at least' if target.least else 'at most'} {target.limit:g}{target.unit}",
            "yes" if target.held else "**no**",
        ]
        for part in parts
        for target in part.targets
    ]
    sections = [f"Measured {moment}. {machine_line}"]
    if verdicts:
        sections.append(table(["promise", "measured", "limit", "held"], verdicts))
    for part in parts:
        sections.append(f"## {part.title}\n\n{part.how}\n\n{table(part.header, part.rows)}")
    return "\n\n".join(sections)


def write(path: Path, figures: str) -> None:
    """Put ``figures`` between the page's two marks. Raises ValueError when a mark is missing."""
    text = path.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{path} has lost the lines that enclose the figures: put them back")
    path.write_text(f"{before}{start}\n\n{figures}\n\n{end}{after}", encoding="utf-8")


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
