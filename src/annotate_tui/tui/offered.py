"""The status line on a suggestion in focus, and which of its values it shows in full.

Both come from one function, so that a key which confirms what is seen confirms that and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.text.cells import cell_width
from annotate_tui.tui.lines import Run, crop
from annotate_tui.tui.words import older, quoted_ends

if TYPE_CHECKING:
    from annotate_tui.tui.session import Session

Group = tuple[tuple[str, ...], str]
"""Names of fields, and the words that show all their values in full."""

_LEAST = 2
"""Values that are worth more than the reason for them."""
_WORTH_CROPPING = 12
"""Cells from which a beginning of what does not fit is better than nothing."""

_WORDS = 30
"""Cells at most for the words whose edges were moved: there are values to be shown as well."""


class Told(NamedTuple):
    """The line, and the names of the fields that it shows in full."""

    runs: list[Run]
    shown: tuple[str, ...]


def line(
    tag: str,
    groups: Sequence[Group],
    why: Sequence[str],
    share: str,
    said: Sequence[Run],
    width: int,
) -> Told:
    """What is suggested, its values, why, and the share that is decided, in ``width`` cells.

    What does not fit is left out whole: of the reasons the last ones first, then the share, then
    of the values the last ones. The first two values and the first reason stay longest, and what was
    ``said`` to the end.
    """
    runs: list[Run] = []
    for kept, reasons, decided in _tries(groups, why, share):
        values = " · ".join(words for _, words in kept)
        runs = [(f" {tag}?", "strong")]
        if values:
            runs += [(" ", "dim"), (values, "bar")]
        if reasons:
            runs += [(" — ", "dim"), (", ".join(reasons), "dim")]
        for words in (decided,) if decided else ():
            runs += [(" · ", "dim"), (words, "dim")]
        for part in said:
            runs += [(" · ", "dim"), part]
        if cells(runs) <= width:
            if not kept and groups:
                runs[1:1] = _beginning(groups[0][1], width - cells(runs))
            return Told(runs, tuple(name for names, _ in kept for name in names))
    return Told(runs, ())


def cells(runs: Sequence[Run]) -> int:
    """How wide a line is."""
    return sum(cell_width(words) for words, _ in runs)


def _tries(
    groups: Sequence[Group], why: Sequence[str], share: str
) -> Iterator[tuple[Sequence[Group], Sequence[str], str]]:
    for count in range(len(why), 0, -1):
        yield groups, why[:count], share
    for count in range(len(groups), _LEAST - 1, -1):
        yield groups[:count], why[:1], ""
    for count in range(min(len(groups), _LEAST), -1, -1):
        yield groups[:count], (), ""


def _beginning(words: str, room: int) -> list[Run]:
    return [(" ", "dim"), (crop(words, room - 1), "bar")] if room > _WORTH_CROPPING else []


def said_once(groups: Sequence[Group]) -> list[Group]:
    """The groups, those whose words another one says already taken in with that one.

    A speaker without a name ("a government official") has their role for a name.
    """
    found: list[Group] = []
    for names, words in groups:
        says = next((i for i, (_, w) in enumerate(found) if _says(w, words)), None)
        if says is None:
            found.append((names, words))
        else:
            found[says] = ((*found[says][0], *names), found[says][1])
    return found


def _says(words: str, others: str) -> bool:
    return words == others or words.startswith(f"{others} (“")


def told(session: Session, said: str, width: int) -> Told:
    """The line for the suggestion in focus; nothing without one."""
    offer = session.suggested
    if offer is None:
        return Told([], ())
    # There is a suggestion: what works them out is loaded by now.
    from annotate_tui.services import suggesting

    one, tag = offer
    groups = said_once(suggesting.told(suggesting.fields_for(one, tag)))
    parts: list[Run] = [(_moved(session, width), "key"), (session.whose.told, "key")]
    parts += [(older(session, short=True), "key"), (said, "warning")]
    said_last = [part for part in parts if part[0]]
    return line(tag.name, groups, one.why, share(session), said_last, width)


def _moved(session: Session, width: int) -> str:
    """The words as they would be kept, where the edges were moved; "" where they were not."""
    if not session.edges_moved:
        return ""
    words = session.document.text[session.reading.start : session.reading.end]
    room = min(_WORDS, width // 3)
    shown = f" to {quoted_ends(words, room)}" if room >= _WORTH_CROPPING else ""
    return f"edge moved{shown}"


def share(session: Session) -> str:
    """ "4 of 11 decided", of the likely ones that are known; "" where there are none."""
    counted = session.offers.share()
    if counted is None:
        return ""
    decided, likely = counted
    return f"{decided:,} of {likely:,} decided"
