"""One key, one mark: tag the selection, take it off again, remove, and what protects a mark."""

from __future__ import annotations

from annotate_tui.model import Mark, Tag
from annotate_tui.reading.whose import possessive
from annotate_tui.services import marking
from annotate_tui.text.cells import cell_width
from annotate_tui.tui.acts import coders, suggesting
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, name, quoted

SHORT = 20
"""Cells of the tagged words that are quoted before what was read off them."""


def press(desk: Desk, session: Session, tag: Tag) -> None:
    """Tag the selection; on the same words with the same tag again, take that mark off.

    A suggestion in focus is kept under that tag, its values as guesses. A mark that holds someone's
    work is not taken off so: the words say why and name the key.
    """
    if session.suggested is not None:
        kept = suggesting.keep(desk, session, tag)
        if kept is not None:
            session.focus(kept)
            desk.say(_told(desk, kept, tag, f"; {desk.said}" if desk.said else ""))
        return
    again = coders.show_own(desk, session)
    span = session.reading.span
    coder, focused = session.library.coder, session.focused
    same = [m for m in session.marks.with_words(span) if m.annotation.tag_id == tag.id]
    if focused in same and focused.annotation.coder != coder:
        desk.say(
            f"This {tag.name} is {possessive(focused.annotation.coder)};"
            f" {desk.keymap.hint('remove')} removes it."
        )
        return
    standing = [m for m in same if m.annotation.coder == coder]
    if standing:
        mark = standing[-1]
        if again:
            session.focus(mark)
            desk.say(f"You have a {tag.name} here already{again}")
            return
        reason = kept_because(session, mark)
        if reason:
            session.focus(mark)
            desk.say(f"This {tag.name} {reason}; {desk.keymap.hint('remove')} removes it.")
            return
        _take_away(session, mark)
        desk.say(f"{tag.name} taken off; {desk.keymap.hint('undo')} brings it back")
        return
    # What reads guesses off the words is loaded by now, unless this is the first key of all.
    from annotate_tui.services.suggesting import tag_by_hand

    try:
        mark = tag_by_hand(
            session.library, session.document, session.article.id, session.text.id, span, tag
        )
    except marking.MarkError as error:
        desk.say(str(error))
        return
    session.put(mark)
    session.made.add(mark.id)
    session.focus(mark)
    desk.say(_told(desk, mark, tag, again))


def _told(desk: Desk, mark: Mark, tag: Tag, again: str) -> str:
    """What was tagged, and what was read off it: a guess until it is confirmed.

    In one row of the screen, so that the keys below it stay in view; guesses that do not fit are
    left out, the last ones first.
    """
    from annotate_tui.services.suggesting import told

    guessed = [words for _, words in told(mark.annotation.fields, mark.annotation.guessed)]
    if not guessed:
        return f"{tag.name} {quoted(mark.annotation.text)}{again}"
    words, more = f"{tag.name} {quoted(mark.annotation.text, SHORT)}", ""
    room = desk.view.columns() - 2 - cell_width(f"{words}, guessed: …{again}")
    while guessed and cell_width(", ".join(guessed)) > room:
        guessed.pop()
        more = "…"
    values = ", ".join(guessed + ([more] if more else []))
    return f"{words}, guessed: {values}{again}"


def press_new(desk: Desk, session: Session, path: str) -> None:
    """Make a tag with that path and tag the selection with it, in one step.

    Raises CodebookError for a path that no tag can have, MarkError where nothing can be tagged:
    then nothing is made.
    """
    from annotate_tui.services import codebook
    from annotate_tui.tui.acts.codebook import reserved

    again = coders.show_own(desk, session)
    kept: Mark | None = None
    with session.library.step("create-tag"):
        tag = codebook.create(session.library, path, reserved=reserved(desk.keymap))
        if session.suggested is not None:
            kept = suggesting.keep(desk, session, tag)
        mark = kept or marking.tag_span(
            session.library,
            session.document,
            session.article.id,
            session.text.id,
            session.reading.span,
            tag,
        )
    session.reload()
    session.made.add(mark.id)
    session.focus(mark)
    made = session.tags.get(tag.id, tag)
    key = session.key_of(made)
    named = f"{made.path}{f' ({key})' if key else ''}"
    desk.say(f"New tag {named}: {quoted(mark.annotation.text)}{again}")


def kept_because(session: Session, mark: Mark) -> str:
    """Why a tag's key does not take its mark off, as words after "This claim"; "" if it does."""
    annotation = mark.annotation
    if annotation.note:
        return "has a note"
    confirmed = [f for f, v in annotation.fields.items() if v and f not in annotation.guessed]
    if confirmed:
        return f"has {_a(confirmed[0].replace('_', ' '))}"
    if mark.id not in session.made:
        return "is from an earlier session"
    return ""


def remove(desk: Desk, session: Session, action_id: str = "remove") -> None:
    """Turn the suggestion in focus down, or remove the mark in focus, else one's own on these words,
    else the smallest of one's own over them. ``action_id`` is the action that was asked for, whose key is named.
    """
    if session.suggested is not None:
        suggesting.reject_and_go_on(desk, session)
        return
    if suggesting.nothing_left(desk, session):
        return
    me = session.library.coder
    mark, theirs = session.marks.meant(session.reading.focus, session.reading.span, me)
    if mark is None and theirs is not None:
        desk.say(coders.not_mine(desk, session, theirs))
        return
    if mark is None:
        desk.say(
            f"No mark covers the selection; {desk.keymap.hint('next-mark')} goes to the next one."
        )
        return
    if not session.library.read_only and not coders.may_change(
        desk, session, mark, action_id, "removes it"
    ):
        return
    _take_away(session, mark)
    coder = mark.annotation.coder
    whose = f"{possessive(coder)} " if coder != me else ""
    back = desk.keymap.hint("undo")
    desk.say(f"{whose}{name(session, mark)} removed{_with(mark)}; {back} brings it back")


def _take_away(session: Session, mark: Mark) -> None:
    """Remove the mark, and so the links of others to it, which are shown anew."""
    linked = {other for other, _ in session.library.linked_to(mark.id)} - {mark.id}
    marking.remove(session.library, mark)
    session.drop(mark)
    if linked:
        session.renew({other for other in linked if other in session.marks})
    session.rest()


def _a(words: str) -> str:
    return f"{'an' if words[:1] in 'aeio' else 'a'} {words}"


def _with(mark: Mark) -> str:
    lost: list[str] = []
    held, guessed = mark.annotation.fields, mark.annotation.guessed
    # What a rule filled in was nobody's work.
    fields = [f for f, v in held.items() if v not in (None, "", []) and f not in guessed]
    if "speaker" in fields and "speaker_text" in fields:
        # Nobody typed the printed words: they came with the speaker.
        fields.remove("speaker_text")
    if mark.annotation.note and mark.annotation.tag_id is not None:
        lost.append("its note")
    if len(fields) == 1:
        lost.append(f"its {fields[0].replace('_', ' ')}")
    elif fields:
        lost.append(count(len(fields), "field"))
    return f" with {' and '.join(lost)}" if lost else ""
