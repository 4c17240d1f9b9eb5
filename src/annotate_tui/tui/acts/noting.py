"""Who said it, notes, and the editor of a mark."""

from __future__ import annotations

from collections.abc import Callable

from annotate_tui.model import Mark, Span, Tag
from annotate_tui.reading import marks as among
from annotate_tui.services import marking
from annotate_tui.store.errors import LibraryError
from annotate_tui.tui.acts.tagging import press
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.modes.form import Edited, MarkForm
from annotate_tui.tui.modes.menu import TagMenu
from annotate_tui.tui.modes.picker import Choice, Picker
from annotate_tui.tui.modes.prompt import Prompt
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import name, quoted

SPEAKER = "speaker"


def speaker(desk: Desk, session: Session) -> None:
    """Ask who said the words of the mark here."""
    mark = _meant(session)
    tag = session.tag_of(mark) if mark else None
    if mark is None or tag is None:
        desk.say("Tag the words first; w then names who said them.")
        return
    if not any(field.name == SPEAKER for field in tag.fields):
        desk.say(f"A {tag.name} has no speaker in this codebook.")
        return
    if not _may_write(desk, session):
        return
    offers = _speakers(session, mark)

    def keep(desk: Desk, typed: str) -> None:
        from annotate_tui.services import speaking

        said_by = typed.strip()
        if not said_by:
            desk.say("No speaker named.")
            return
        changed = marking.set_fields(
            session.library, mark, speaking.speaker_fields(session.document, mark, said_by)
        )
        _take_up(session, changed)
        desk.say(f"{tag.name}: said by {said_by}")

    session.focus(mark)
    desk.open(Prompt("Speaker", keep, offers=offers, hint="enter takes it · or type another name"))


def note(desk: Desk, session: Session) -> None:
    """Ask for a note: on the mark meant, else a plain note on the words selected."""
    if not _may_write(desk, session):
        return
    mark, span = _meant(session), session.reading.span
    draft_key = mark.id if mark else f"{span.start}-{span.end}"
    text = session.drafts.pop(draft_key, "") or (mark.annotation.note if mark else "")

    def keep(desk: Desk, typed: str) -> None:
        words = typed.strip()
        try:
            if mark is not None:
                if words == mark.annotation.note:
                    desk.say("The note stays as it was.")
                    return
                if not words and mark.annotation.tag_id is None:
                    desk.say("A plain note needs words; x removes it.")
                    return
                changed = marking.set_note(session.library, mark, words)
                desk.say(f"note {'kept' if words else 'emptied'} on the {name(session, mark)}")
            elif words:
                changed = marking.add_note(
                    session.library,
                    session.document,
                    session.article.id,
                    session.text.id,
                    span,
                    words,
                )
                session.made.add(changed.id)
                desk.say(f"note on {quoted(changed.annotation.text)}")
            else:
                desk.say("No note written.")
                return
        except (LibraryError, ValueError) as error:
            session.drafts[draft_key] = typed
            desk.say(f"{error}; m brings your words back")
            return
        _take_up(session, changed)

    label = f"Note on this {name(session, mark)}" if mark else "Note here"
    desk.open(Prompt(label, keep, text=text))


def article_note(desk: Desk, session: Session) -> None:
    """Ask for a note on the whole article."""
    if not _may_write(desk, session):
        return
    library, article = session.library, session.article

    def keep(desk: Desk, typed: str) -> None:
        marking.set_article_note(library, article.id, typed.strip())
        session.article = library.article(article.id)
        desk.say("Article note kept." if typed.strip() else "The article has no note.")

    before = library.article(article.id).note
    desk.open(Prompt("Note on the article", keep, text=before))


def enter(desk: Desk, session: Session) -> None:
    """On a mark: its editor. On a plain selection: the tag menu."""
    focused = session.focused
    same = among.with_words(session.marks.marks, session.reading.span)
    mark = focused or (same[-1] if same else None)
    if not _may_write(desk, session):
        return
    tags = [t for t in session.tags.values() if not t.archived_at]
    if mark is not None:
        edit(desk, session, mark, tags)
        return
    words = session.document.text[session.reading.start : session.reading.end]
    desk.open(
        TagMenu(
            tags,
            words,
            lambda desk, tag: press(desk, session, tag),
            lambda desk: note(desk, session),
        )
    )


def edit(desk: Desk, session: Session, mark: Mark, tags: list[Tag]) -> None:
    """Open the editor on one mark."""
    old = mark.annotation

    def keep(desk: Desk, edited: Edited) -> None:
        from annotate_tui.services import speaking

        spoken = edited.tag is not None and any(f.name == SPEAKER for f in edited.tag.fields)
        fields: dict[str, object] = {}
        if spoken and edited.speaker != str(old.fields.get(SPEAKER) or ""):
            fields = dict(speaking.speaker_fields(session.document, mark, edited.speaker))
        if edited.note == "" and edited.tag is None:
            desk.say("A plain note needs words; x removes it.")
            return
        changed = marking.edit(
            session.library, mark, tag=edited.tag, fields=fields, note=edited.note
        )
        if changed == mark:
            desk.say("Nothing changed.")
            return
        _take_up(session, changed)
        desk.say(f"{name(session, changed)} changed")

    session.focus(mark)
    desk.open(MarkForm(mark, tags, _speakers(session, mark), quoted(old.text, 60), keep))


def pick_tag(desk: Desk, session: Session) -> None:
    """Pick a tag by typing part of its name."""

    def tagger(tag: Tag) -> Callable[[Desk], None]:
        return lambda desk: press(desk, session, tag)

    choices = [
        Choice(tag.path, (tag.name,), tag.key, tagger(tag))
        for tag in session.tags.values()
        if not tag.archived_at
    ]
    desk.open(Picker("Tag", choices, "No such tag"))


def _meant(session: Session) -> Mark | None:
    return among.meant(session.marks.marks, session.reading.focus, session.reading.span)


def _speakers(session: Session, mark: Mark) -> list[str]:
    from annotate_tui.services import speaking

    span = Span(mark.start, mark.end)
    known = speaking.speaker_candidates(session.library, session.document, session.article.id, span)
    current = str(mark.annotation.fields.get(SPEAKER) or "")
    return [current, *(k for k in known if k != current)] if current else known


def _take_up(session: Session, mark: Mark) -> None:
    session.put(mark)
    session.focus(mark)


def _may_write(desk: Desk, session: Session) -> bool:
    if session.library.read_only:
        desk.say(session.library.why_read_only)
        return False
    return True
