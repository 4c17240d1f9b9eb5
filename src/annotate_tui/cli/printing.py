"""What goes to standard output: JSON for programs, lines and tables for people.

What people see can never steer their terminal: control characters show as symbols. What programs
read is UTF-8 whatever the locale says, and keeps every character.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotate_tui.text.cells import cell_width, display, grapheme_ends

# Beyond what JSON escapes by itself: C1 controls, line separators and turns of the writing
# direction. Escaped they are the same JSON, and harmless on a terminal.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def speak_utf8(newline: str | None = None) -> None:
    """Make standard output UTF-8; ``newline=""`` also keeps line ends as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline=newline)


def print_json(records: Iterable[Mapping[str, Any]]) -> None:
    """Print the records as one JSON document, a list."""
    speak_utf8()
    text = json.dumps(list(records), ensure_ascii=False, indent=2)
    sys.stdout.write(json_safe(text) + "\n")


def json_safe(text: str) -> str:
    """The same JSON, without characters that steer a terminal or that UTF-8 cannot hold."""
    text = _STEERING.sub(_escaped, text)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = re.sub("[\ud800-\udfff]", _escaped, text)
    return text


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for people; what the locale cannot show becomes a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.writelines(line + "\n" for line in lines)


def terminal_width() -> int | None:
    """The cells of a line on the terminal; None where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def fit(text: str, width: int) -> str:
    """``text`` as it is shown, cut to at most ``width`` cells, with "…" where it was cut."""
    shown = display(text)
    if cell_width(shown) <= width:
        return shown
    if width <= 1:
        return "…"[:width]
    used = at = 0
    for end in grapheme_ends(shown, 0, len(shown)):
        cells = cell_width(shown[at:end])
        if used + cells > width - 1:
            break
        used += cells
        at = end
    return shown[:at].rstrip() + "…"


def fit_end(text: str, width: int) -> str:
    """As `fit`, but the beginning is cut and the end stays."""
    shown = display(text)
    if cell_width(shown) <= width:
        return shown
    cut = 0
    for end in grapheme_ends(shown, 0, len(shown)):
        cut = end
        if cell_width(shown[end:]) < width:
            break
    return "…"[:width] + shown[cut:]


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int | None,
    flexible: Mapping[int, int],
    right: frozenset[int] = frozenset(),
) -> list[str]:
    """The lines of a table: columns two blanks apart, columns without any content left out.

    ``width`` is in cells, None for as wide as it needs. Where it does not fit, the ``flexible``
    columns (column to weight) share what the others leave; ``right`` are set flush right.
    """
    used = [i for i in range(len(head)) if any(row[i] for row in rows)]
    shown = [[fit(row[i], sys.maxsize) for i in used] for row in [head, *rows]]
    widths = [max(cell_width(row[at]) for row in shown) for at in range(len(used))]
    if width is not None:
        _shrink(widths, {used.index(i): w for i, w in flexible.items() if i in used}, width)
    lines = []
    for row in shown:
        cells = []
        for at, text in enumerate(row):
            cut = fit(text, widths[at])
            gap = " " * (widths[at] - cell_width(cut))
            cells.append(gap + cut if used[at] in right else cut + gap)
        lines.append("  ".join(cells).rstrip())
    return lines


def _shrink(widths: list[int], weights: Mapping[int, int], width: int) -> None:
    """Narrow the weighted columns until all fit, none below eight cells.

    The narrow ones come first, so that what they do not need is left for the others.
    """
    room = width - 2 * (len(widths) - 1) - sum(w for i, w in enumerate(widths) if i not in weights)
    left = sum(weights.values())
    for at in sorted(weights, key=lambda i: widths[i] / weights[i]):
        widths[at] = min(widths[at], max(8, room * weights[at] // left))
        room -= widths[at]
        left -= weights[at]


class TerminalStream(io.TextIOBase):
    """Standard output for a table that is printed on a terminal: controls become symbols."""

    def write(self, text: str) -> int:
        """Write ``text``, its line ends as they are."""
        sys.stdout.write(_CONTROLS.sub(lambda m: display(m[0]), text.replace("\r\n", "\n")))
        return len(text)
