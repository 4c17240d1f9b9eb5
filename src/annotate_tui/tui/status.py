"""The status line and the footer of the reader, as runs of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotate_tui.reading.motions import unit_name
from annotate_tui.text.cells import cell_width
from annotate_tui.tui import offered
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.lines import Run
from annotate_tui.tui.offers import DECIDED
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import described, guesses, listed, name, older


def status_line(session: Session, said: str, width: int) -> list[Run]:
    """Where the reader is, what is selected, the marks here, the last thing done.

    In a narrow row the marks shrink to their names, then the place to its numbers; that an older
    version is open, that marks are hidden, and what was said, stay longest. A mark in focus is what
    is selected, not one of the marks here. What share of the suggestions is decided stands last,
    where there is room for it.
    """
    if session.suggested is not None:
        return offered.told(session, said, width).runs
    here = [mark for mark in session.here if mark.id != session.reading.focus]
    names = ", ".join(name(session, mark) for mark in here)
    where, short, hidden = _where(session), _place(session), session.whose.told
    version, which = older(session), older(session, short=True)
    if which and said.casefold().startswith(which.casefold()):
        # What was said last says that already.
        version = which = ""
    runs: list[Run] = []
    for place, old, marks in (
        (where, version, listed(session, here)),
        (where, version, names),
        (where, version, ""),
        (where, which, ""),
        (short, which, ""),
        ("", which, ""),
    ):
        parts: list[Run] = [
            (place, "strong"),
            (old, "key"),
            (marks, "bar"),
            (hidden, "key"),
            (said, "warning"),
        ]
        runs = []
        for words, role in parts:
            if words:
                runs += [(" · " if runs else " ", "dim"), (words, role)]
        if offered.cells(runs) <= width:
            break
    decided = offered.share(session) if session.offers.complete else ""
    if decided and offered.cells(runs) + cell_width(decided) + 3 <= width:
        runs += [(" · ", "dim"), (decided, "dim")]
    return runs


Foot = tuple[Sequence[str], str]
"""Actions by id, and what they do in a word or two."""


def feet(keymap: Keymap, *foot: Foot) -> list[Run]:
    """Keys for the footer, as they are bound now; actions without a key are left out."""
    return _joined((keymap.hints(*ids), does) for ids, does in foot)


def _joined(keys: Iterable[tuple[str, str]]) -> list[Run]:
    runs: list[Run] = []
    for key, does in keys:
        if key:
            runs += [(" · " if runs else " ", "dim"), (key, "key"), (f" {does}", "dim")]
    return runs


def hints(words: str) -> list[Run]:
    """A footer from its words, parts apart at " · "; the keys that a part begins with stand out.

    For what is fixed wherever words are typed: keys that can be bound anew come by `feet`.
    """
    runs: list[Run] = []
    for part in words.split(" · "):
        runs.append((" · " if runs else " ", "dim"))
        at_keys = True
        for i, word in enumerate(part.split(" ")):
            at_keys = at_keys and word.rstrip(":") in (_FIXED if i == 0 else _FIXED | _JOINED)
            key = at_keys and word not in _JOINED
            runs.append((f"{' ' if i else ''}{word}", "key" if key else "dim"))
    return runs


_FIXED = frozenset("enter escape tab space backspace delete m t ↑ ↓ ← → ⌃n ⌃p PgDn PgUp".split())
_JOINED = frozenset(("or", "and"))


def footer(session: Session, first_run: bool, keymap: Keymap) -> Sequence[Run]:
    """The five keys that matter now, as they are bound."""
    shown: list[tuple[str, str]] = []
    for ids, does in _useful(session, first_run):
        shown.append((" ".join(session.keys) if ids == TAGS else keymap.hints(*ids), does))
    return _joined(shown)


TAGS = ("tags",)
"""Stands in a footer for the keys of the codebook."""


def _useful(session: Session, first_run: bool) -> list[Foot]:
    reading = session.reading
    edges = ("edge-word-right", "edge-word-left")
    edge = f"{'right' if reading.right else 'left'} edge"
    if session.focused is not None:
        return [(edges, edge), (("other-edge",), "other edge"), (("speaker",), "who"),
                (("note",), "note"), (("remove",), "remove")]  # fmt: skip
    if session.suggested is not None:
        return [(("menu",), "keep"), (("remove",), "reject"), (edges, edge), (TAGS, "keep as"),
                (("suggestions",), "hide")]  # fmt: skip
    if reading.unit == DECIDED:
        return [(("previous-mark",), "back"), (("undo",), "undo"), (("done",), "article done"),
                (("help",), "help")]  # fmt: skip
    if reading.unit == "match":
        return [(("next-match", "previous-match"), "matches"), (TAGS, "tag"), (edges, edge),
                (("escape",), "sentence"), (("help",), "help")]  # fmt: skip
    if reading.unit in ("word", "phrase", "selection", "figure", "quotation"):
        return [(edges, edge), (("expand",), "larger"), (TAGS, "tag"), (("note",), "note"),
                (("help",), "help")]  # fmt: skip
    offered_here = session.offers.share() is not None
    walks = ("next-mark",), "marks, suggestions" if offered_here else "marks"
    if first_run:
        third = (("next-mark",), "suggestions") if offered_here else (("menu",), "menu")
        return [(("next-sentence",), "next"), (TAGS, "tag"), third,
                (("help",), "help"), (("quit",), "quit, all saved")]  # fmt: skip
    if session.here:
        return [(("next-sentence", "previous-sentence"), "move"), (TAGS, "tag"),
                (("next-mark",), "take the mark"), (("remove",), "remove it"),
                (("help",), "help")]  # fmt: skip
    return [(("next-sentence", "previous-sentence"), "move"), (TAGS, "tag"),
            (("quotation", "figure"), "quotation, figure"), walks,
            (("help",), "help")]  # fmt: skip


def _where(session: Session) -> str:
    unit = unit_name(session.document, session.reading)
    if unit == DECIDED:
        unit = "selection"
    if session.focused is not None:
        unit = described(session, session.focused)
        guessed = len(guesses(session.focused))
        unit += f", {guessed} guessed" if guessed else ""
        if session.focused.anchor.state == "changed":
            unit += f", changed: check its edges ({session.hint('place-marks')})"
    elif (
        session.reading.unit == "match"
        and session.lit is not None
        and (session.lit.count or not session.lit.counted)
    ):
        unit = f"{unit} {session.lit.told(session.reading.start)}"
    place = _place(session)
    if place.endswith("%"):
        return f"{unit} at {place}"
    if not place:
        return unit
    if unit == "sentence":
        return f"{unit} {place}"
    sentence = session.document.sentence_at(session.reading.start)
    beyond = sentence is not None and session.reading.end > sentence.end
    return f"{unit} {'from' if beyond else 'in'} sentence {place}"


def _place(session: Session) -> str:
    """ "5 of 14", "5" while the total is not known, "41 %" while not even that; "" in a headline."""
    reading, document = session.reading, session.document
    sentence = document.sentence_at(reading.start)
    ordinal = document.ordinal(sentence) if sentence else 0
    if ordinal is None:
        return f"{100 * reading.start // max(1, len(document.text))} %"
    if not ordinal:
        return ""
    return f"{ordinal:,} of {document.total:,}" if document.total else f"{ordinal:,}"
