"""One key, one mark: tag the selection, take it off again, remove, and what protects a mark."""

from __future__ import annotations

from annotate_tui.model import Mark, Tag
from annotate_tui.services import marking
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, name, quoted


def press(desk: Desk, session: Session, tag: Tag) -> None:
    """Tag the selection; on the same words with the same tag again, take that mark off.

    A mark that holds someone's work is not taken off so: the words say why and name the key.
    """
    span = session.reading.span
    coder, focused = session.library.coder, session.focused
    same = [m for m in session.marks.with_words(span) if m.annotation.tag_id == tag.id]
    if focused in same and focused.annotation.coder != coder:
        desk.say(
            f"This {tag.name} is {focused.annotation.coder}'s; {desk.keymap.hint('remove')} removes it."
        )
        return
    standing = [m for m in same if m.annotation.coder == coder]
    if standing:
        mark = standing[-1]
        reason = kept_because(session, mark)
        if reason:
            session.focus(mark)
            desk.say(f"This {tag.name} {reason}; {desk.keymap.hint('remove')} removes it.")
            return
        _take_away(session, mark)
        desk.say(f"{tag.name} taken off; {desk.keymap.hint('undo')} brings it back")
        return
    try:
        mark = marking.tag_span(
            session.library, session.document, session.article.id, session.text.id, span, tag
        )
    except marking.MarkError as error:
        desk.say(str(error))
        return
    session.put(mark)
    session.made.add(mark.id)
    session.focus(mark)
    desk.say(f"{tag.name} {quoted(mark.annotation.text)}")


def press_new(desk: Desk, session: Session, path: str) -> None:
    """Make a tag with that path and tag the selection with it, in one step.

    Raises CodebookError for a path that no tag can have, MarkError where nothing can be tagged:
    then nothing is made.
    """
    from annotate_tui.services import codebook
    from annotate_tui.tui.acts.codebook import reserved

    with session.library.step("create-tag"):
        tag = codebook.create(session.library, path, reserved=reserved(desk.keymap))
        mark = marking.tag_span(
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
    desk.say(f"New tag {made.path}{f' ({key})' if key else ''}: {quoted(mark.annotation.text)}")


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


def remove(desk: Desk, session: Session) -> None:
    """Remove the mark in focus, else the one on these words, else the smallest over them."""
    mark = session.marks.meant(session.reading.focus, session.reading.span)
    if mark is None:
        desk.say(
            f"No mark covers the selection; {desk.keymap.hint('next-mark')} goes to the next one."
        )
        return
    _take_away(session, mark)
    desk.say(
        f"{name(session, mark)} removed{_with(mark)}; {desk.keymap.hint('undo')} brings it back"
    )


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
    fields = [f for f, v in mark.annotation.fields.items() if v not in (None, "", [])]
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
