"""JSON lines in and out: a filter that answers each record with spans of its text."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO

from annotate_tui.cli.failing import DONE, FAILED, Failure, say
from annotate_tui.cli.piped import standard_input
from annotate_tui.cli.printing import json_safe, speak_utf8

Spans = Callable[[str, str], Iterable[dict[str, Any]]]
"""The spans of a text in a language, as they are printed; offsets count its code points."""


def filter_lines(path: str, spans: Spans) -> int:
    """Write ``{"id", "spans"}`` for every ``{"id", "text", "lang"}`` in a file, "-" for a pipe.

    Where a record names no language it is recognised. Gives the exit status; raises Failure for
    what cannot be read.
    """
    speak_utf8()
    if path == "-":
        return _answer(standard_input(), spans)
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Failure(f"{path} cannot be read: {reason}.") from error
    with file:
        return _answer(file, spans)


def _answer(lines: BinaryIO | Iterable[bytes], spans: Spans) -> int:
    """One line out for every good line in, at once; a bad one is named and the rest still done."""
    from annotate_tui.text.language import detect_language

    status = DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(line)
        except ValueError as error:
            say(f"Line {number}: {error}; it was left out.")
            status = FAILED
            continue
        text = record["text"]
        language = record.get("lang") or detect_language(text) or "en"
        answer = {"id": record.get("id"), "spans": list(spans(text, language))}
        sys.stdout.write(json_safe(json.dumps(answer, ensure_ascii=False)) + "\n")
        sys.stdout.flush()
    return status


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(
            line.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite
        )
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    # ValueError, not its JSONDecodeError: a whole number of some thousand digits is refused so.
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(record, dict):
        raise ValueError('it is not a record like {"id": 1, "text": "…"}')
    if not isinstance(record.get("text"), str):
        raise ValueError('it has no "text", or one that is no text')
    if not isinstance(record.get("lang"), str | None):
        raise ValueError('its "lang" is no text')
    return record


def _no_number(word: str) -> float:
    """What Python takes for a number and JSON does not: the id would go out as it came in."""
    raise ValueError(f"{word} is not JSON")


def _finite(word: str) -> float:
    number = float(word)
    return number if isfinite(number) else _no_number(word)
