"""Articles changed as a whole: what is known of them, and whether they stand in the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotate_tui.services.declaring import LONGEST_NAME
from annotate_tui.services.fields import FieldError
from annotate_tui.store import ArticleRow, Library

HAND = "hand"
"""Where a detail stood that was entered here: no later version of the source changes it."""

VARIABLE = "variable "
"""Before a variable's name in ``ArticleRow.found``."""

_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])([T ]\d\d:\d\d(:\d\d(\.\d+)?)?"
    r"(Z|[+-]\d\d:?\d\d)?)?)?)?"
)
# The form of a tag of BCP 47 (RFC 5646, 2.1), as far as its parts are letters and digits.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WORDS = ("title", "source", "site", "note")
_DATES = ("published", "updated")


class DetailError(ValueError):
    """A value that an article cannot take: ``name`` is the detail, the message the sentence."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


def edit(library: Library, article_id: str, **changes: object) -> ArticleRow:
    """Change what is known of an article, in one step; gives it as it is then.

    Details are title, source, site, published, updated, language, note (words), authors (names)
    and variables (a mapping, in place of all before: those that are declared are kept by their
    kind, the others as they are given). What is entered so stays when the source comes again with
    other words (``ArticleRow.found`` says "hand"). Blanks at the ends go; what is the same stays unchecked, as
    the source stated it. Raises DetailError where a value cannot be taken (then nothing is
    changed), LibraryError.
    """
    with library.step("edit-article") as step:
        before = library.article(article_id)
        wanted: dict[str, Any] = {}
        for name, value in changes.items():
            clean = _plain(name, value)
            if clean != _plain(name, getattr(before, name)):
                wanted[name] = _checked(name, clean)
        if "variables" in wanted:
            from annotate_tui.services.variables import checked_variables

            try:
                kept = checked_variables(library, before.variables, wanted["variables"])
            except FieldError as error:
                raise DetailError("variables", str(error)) from error
            wanted["variables"] = kept
        if wanted:
            step.update("article", article_id, {**wanted, "found": _by_hand(before, wanted)})
    return library.article(article_id)


def remove(library: Library, article_id: str) -> ArticleRow:
    """Take an article out of the library, with its marks; gives it as it was.

    Nothing is lost: undo brings it back, and so does adding the same file again. One that is
    removed already stays so. Raises LibraryError.
    """
    with library.step("remove-article") as step:
        before = library.article(article_id)
        if not before.removed_at:
            step.update("article", article_id, {"removed_at": step.at})
    return before


def _by_hand(before: ArticleRow, wanted: Mapping[str, Any]) -> dict[str, str]:
    """Where the details stood, with those that are entered here: no source changes them again."""
    found = dict(before.found)
    found |= dict.fromkeys((name for name in wanted if name not in ("variables", "note")), HAND)
    now = wanted.get("variables")
    if now is not None:
        names = {*before.variables, *now}
        changed = [n for n in names if before.variables.get(n) != now.get(n)]
        found |= dict.fromkeys((f"{VARIABLE}{name}" for name in sorted(changed)), HAND)
    return found


def _plain(name: str, value: object) -> object:
    """A value as it is compared and kept. Raises TypeError for what is no detail, or no value."""
    if name == "authors" and isinstance(value, Iterable):
        names = [value] if isinstance(value, str) else value
        return [one for one in (str(each).strip() for each in names) if one]
    if name == "variables" and isinstance(value, Mapping):
        return {str(key).strip(): _stripped(one) for key, one in value.items()}
    if name in (*_WORDS, *_DATES, "language"):
        return str(value).strip()
    raise TypeError(f"no value of an article's {name}: {value!r}")


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _checked(name: str, value: object) -> object:
    """The value as it is kept. Raises DetailError."""
    if name == "title" and not value:
        raise DetailError(name, "The title cannot be empty: type what the article is called.")
    if isinstance(value, Mapping):
        _check_names(value)
    if not isinstance(value, str) or not value:
        return value
    if name in _DATES and not _DATE.fullmatch(value):
        # Its patterns take milliseconds to compile; most who mark an article done edit no date.
        from annotate_tui.text.dates import parse_date

        iso = parse_date(value)
        if not iso:
            raise DetailError(
                name, f"“{value}” is not taken as {name}: type a date like 2026-03-15, or 2026-03."
            )
        return iso
    if name == "language" and not _LANGUAGE.fullmatch(value):
        raise DetailError(
            name, f"“{value}” is no code of a language: type one like en, ko or pt-BR."
        )
    return value


def _check_names(variables: Mapping[str, object]) -> None:
    folded: dict[str, str] = {}
    for name in variables:
        if not name:
            raise DetailError("variables", "A variable needs a name: type it as name=value.")
        if len(name) > LONGEST_NAME:
            raise DetailError(
                "variables", f"“{name[:24]}…” is too long for a name: use {LONGEST_NAME} letters."
            )
        twin = folded.setdefault(name.casefold(), name)
        if twin != name:
            raise DetailError(
                "variables", f"{twin} and {name} would be one column: give one another name."
            )
