"""Articles by part of their titles, without reading the library: asked at every key."""

from __future__ import annotations

from typing import NamedTuple

from annotate_tui.store.reader import Reader

_LARGEST = 2**63 - 1


class Titled(NamedTuple):
    """An article as far as one needs it to choose it."""

    id: str
    number: int
    title: str


def titled(library: Reader, words: str, limit: int) -> list[Titled]:
    """At most ``limit`` articles: the one with that number, then those whose titles hold all words.

    Capitals do not count. Removed articles are left out; no words find nothing.
    """
    parts = words.split()
    if not parts:
        return []
    found: dict[str, Titled] = {}
    number = words.strip().removeprefix("#")
    if number.isascii() and number.isdecimal() and int(number) <= _LARGEST:
        found |= _asked(library, "number = ?", [int(number)], 1)
    # SQLite folds ASCII alone: a word in other letters is sought as typed, and with capitals.
    where, values = [], []
    for part in parts:
        forms = dict.fromkeys([part] if part.isascii() else [part, *_forms(part)])
        where.append("(" + " OR ".join(["title LIKE ? ESCAPE '!'"] * len(forms)) + ")")
        values += [f"%{_plain(form)}%" for form in forms]
    found |= _asked(library, " AND ".join(where), values, limit)
    return list(found.values())[:limit]


def _forms(word: str) -> tuple[str, ...]:
    return word.casefold(), word.lower(), word.upper(), word.capitalize()


def _plain(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _asked(
    library: Reader, where: str, values: list[str] | list[int], limit: int
) -> dict[str, Titled]:
    rows = library.query(
        f"SELECT id, number, title FROM articles WHERE removed_at IS NULL AND {where}"
        " ORDER BY number DESC LIMIT ?",
        [*values, limit],
    )
    return {
        str(row["id"]): Titled(str(row["id"]), int(row["number"]), str(row["title"]))
        for row in rows
    }
