"""CSV by RFC 4180: a header, CRLF line ends, quotes only where a cell needs them, UTF-8.

The plain table leaves every character as it is. For spreadsheets, ``excel`` puts the byte-order
mark in front, without which Excel reads UTF-8 as the local 8-bit encoding, and keeps cells from
being run as formulas: after OWASP's "CSV Injection", a text that begins with ``= + - @``, tab,
carriage return, line feed or one of the full-width ``＝ ＋ － ＠`` gets a single quote in front.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

SUFFIXES: tuple[str, ...] = (".csv",)

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def write(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str],
    stream: TextIO,
    *,
    excel: bool = False,
) -> int:
    """Write the header and the rows; return the number of rows.

    ``stream`` must not translate line ends (open it with ``newline=""``). A column that a row does
    not have is an empty cell; a key that is no column is left out. Rows are taken one at a time.
    """
    if excel:
        stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([_guarded(name) for name in columns] if excel else columns)
    count = 0
    for row in rows:
        count += 1
        cells = [cell(row.get(name)) for name in columns]
        writer.writerow([_guarded(text) for text in cells] if excel else cells)
    return count


def cell(value: object) -> str:
    """A value as the text of a cell.

    None is empty, a truth value is ``true`` or ``false``, a whole float loses its ``.0``, a list is
    joined with "; ", any other mapping is JSON.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(cell(item) for item in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _guarded(text: str) -> str:
    # "-3" is a number to a spreadsheet and harmless; a quote in front would make it a text.
    if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
