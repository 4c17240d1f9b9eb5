"""What the reader says of marks and places, in words."""

from __future__ import annotations

from collections.abc import Sequence

from annotate_tui.model import Mark
from annotate_tui.reading.marks import order
from annotate_tui.reading.whose import SOMEBODY
from annotate_tui.text.cells import cell_width, grapheme_ends
from annotate_tui.text.normal import collapse
from annotate_tui.text.normal import quoted as in_quotes
from annotate_tui.tui.lines import crop
from annotate_tui.tui.session import PART_OF, Session

QUOTED = 40
"""Cells of a text that a message quotes."""


def name(session: Session, mark: Mark) -> str:
    """What a mark is called: its tag's name, or "note"."""
    tag = session.tag_of(mark)
    return tag.name if tag else "note"


def quoted(words: str, cells: int = QUOTED) -> str:
    """Words in typographic quotes, shortened; those that bring their own marks keep them."""
    return in_quotes(crop(collapse(words), cells))


def quoted_ends(words: str, cells: int) -> str:
    """Words in typographic quotes, shortened in the middle: it shows where they begin and end."""
    line = collapse(words)
    if cell_width(line) > cells:
        first = crop(line[:cells], cells // 2).removesuffix("…")
        last = _last(line[-cells:], cells // 2)
        # Whole words, where that leaves any.
        line = f"{first.rpartition(' ')[0] or first}…{last.partition(' ')[2] or last}"
    return in_quotes(line)


def _last(words: str, cells: int) -> str:
    """The end of the words in at most so many cells."""
    starts = grapheme_ends(words, 0, len(words))
    return next((end for at in starts if cell_width(end := words[at:].lstrip()) <= cells), "")


def described(session: Session, mark: Mark) -> str:
    """A mark with its speaker, a sign for its note, and its coder where that is another one."""
    parts = name(session, mark)
    speaker = mark.annotation.fields.get("speaker")
    if speaker:
        parts += f" ({crop(str(speaker), 24)})"
    parts += _belongs(session, mark)
    if mark.annotation.note and mark.annotation.tag_id is not None:
        parts += " +note"
    if mark.annotation.coder != session.library.coder:
        parts += f" · {crop(mark.annotation.coder or SOMEBODY, 24)}"
    return parts


def older(session: Session, *, short: bool = False) -> str:
    """That the text that is open is not the current one, and which it is; "" for the current one."""
    found = session.older
    if found is None:
        return ""
    number, of = found
    which = f"version {number:,} of {of:,}" if number else "an older version"
    return which if short and number else f"{which}, not the current one"


def guesses(mark: Mark) -> list[str]:
    """The names of the mark's fields that hold what a rule filled in and nobody has confirmed."""
    return [name for name in mark.annotation.guessed if name in mark.annotation.fields]


def _belongs(session: Session, mark: Mark) -> str:
    """ ", part 2 of 2", ", part of a claim" or ", has 3 parts"; "" for a mark that stands alone.

    Of a quotation that was cut in two the first half is the whole, and counts as a part.
    """
    if PART_OF not in mark.annotation.fields and mark.id != session.reading.focus:
        # Only the mark in focus is asked whether others are part of it.
        return ""
    parts = session.parts
    whole = parts.whole_of(mark.id)
    below = parts.parts_of(whole or mark.id)
    if session.whose.coders is not None:
        # What is hidden does not count.
        below = frozenset(one for one in below if session.marks.spot(one) is not None)
    if not below:
        return ""
    if whole is None:
        return f", has {count(len(below), 'part')}"
    spots = [spot for one in (*below, whole) if (spot := session.marks.spot(one)) is not None]
    top = session.marks.spot(whole)
    if top is None:
        # Hidden: neither what it is nor which of how many is known here.
        return ", part"
    if top.tag_id != mark.annotation.tag_id:
        tag = session.tags.get(top.tag_id or "")
        return f", part of a {tag.name if tag else 'note'}"
    ids = [spot.id for spot in sorted(spots, key=order) if spot.tag_id == mark.annotation.tag_id]
    return f", part {ids.index(mark.id) + 1} of {len(ids)}" if mark.id in ids else ", part"


def listed(session: Session, marks: Sequence[Mark]) -> str:
    """Several marks after each other."""
    return ", ".join(described(session, mark) for mark in marks)


def count(number: int, noun: str) -> str:
    """A number with its noun: "no marks", "1 mark", "14 marks"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun}s" if number else f"no {noun}s"


def day(stamp: str) -> str:
    """A UTC time stamp as a day in the reader's own zone: "3 June", or "3 June 2023"."""
    from datetime import datetime

    try:
        then = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return stamp
    now = datetime.now(then.tzinfo)
    if then.date() == now.date():
        return "today at " + then.strftime("%H:%M")
    words = f"{then.day} {then:%B}"
    return words if then.year == now.year else f"{words} {then.year}"
