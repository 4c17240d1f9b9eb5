"""Who said it, notes, and the editor of a mark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from annotate_tui.model import Mark, Span
from annotate_tui.services import marking
from annotate_tui.store.errors import LibraryError
from annotate_tui.tui.acts.tagging import press, press_new
from annotate_tui.tui.desk import Desk, sentence_of
from annotate_tui.tui.modes.form import Edited, MarkForm
from annotate_tui.tui.modes.menu import TagMenu
from annotate_tui.tui.modes.prompt import Prompt
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import name, quoted

SPEAKER = "speaker"


def speaker(desk: Desk, session: Session) -> None:
    """Ask who said the words of the mark here."""
    mark = _meant(session)
    tag = session.tag_of(mark) if mark else None
    if mark is None or tag is None:
        desk.say(f"Tag the words first; {desk.keymap.hint('speaker')} then names who said them.")
        return
    if not any(field.name == SPEAKER for field in tag.all_fields):
        desk.say(f"A {tag.name} has no speaker in this codebook.")
        return
    if not _may_write(desk, session):
        return
    offers = _speakers(session, mark)
    draft = f"speaker of {mark.id}"

    def keep(desk: Desk, typed: str) -> None:
        from annotate_tui.services import speaking

        said_by = " ".join(typed.split())
        named = session.find(mark.id)
        if not said_by and not (named and named.annotation.fields.get(SPEAKER)):
            desk.say("No speaker named.")
            return
        with _drafted(desk, draft, typed, "speaker"):
            fields = speaking.speaker_fields(session.document, mark, said_by)
            changed = marking.set_fields(session.library, mark, fields)
            desk.say(f"{tag.name}: said by {said_by}" if said_by else f"{tag.name}: nobody named")
            _take_up(desk, session, changed)

    session.focus(mark)
    text = desk.drafts.pop(draft, "")
    hint = "enter takes it · what you type is kept · backspace: nobody"
    desk.open(Prompt("Speaker", keep, typed=text, offers=offers, hint=hint))


def note(desk: Desk, session: Session) -> None:
    """Ask for a note: on the mark meant, else a plain note on the words selected."""
    if not _may_write(desk, session):
        return
    mark, span = _meant(session), session.reading.span
    draft = f"note on {mark.id if mark else (session.text.id, *span)}"

    def keep(desk: Desk, typed: str) -> None:
        words = typed.strip()
        with _drafted(desk, draft, typed, "note"):
            if mark is not None:
                if words == mark.annotation.note:
                    desk.say("The note stays as it was.")
                    return
                if not words and mark.annotation.tag_id is None:
                    desk.say(f"A plain note needs words; {desk.keymap.hint('remove')} removes it.")
                    return
                stood = session.library.mark(mark.id, session.text.id).annotation.note
                changed = marking.set_note(session.library, mark, words)
                on = f" on the {name(session, mark)}" if mark.annotation.tag_id else ""
                desk.say(f"note {'kept' if words else 'emptied'}{on}")
                if stood not in ("", words, mark.annotation.note):
                    desk.say(
                        f"{desk.said} in place of another reader's {quoted(stood)};"
                        f" {desk.keymap.hint('undo')} brings it back"
                    )
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
            _take_up(desk, session, changed)

    kind = name(session, mark) if mark else ""
    label = "This note" if kind == "note" else f"Note on this {kind}" if kind else "Note here"
    before = mark.annotation.note if mark else ""
    desk.open(Prompt(label, keep, text=before, typed=desk.drafts.pop(draft, "")))


def article_note(desk: Desk, session: Session) -> None:
    """Ask for a note on the whole article."""
    if not _may_write(desk, session):
        return
    library, article = session.library, session.article
    draft = f"note on {article.id}"

    def keep(desk: Desk, typed: str) -> None:
        with _drafted(desk, draft, typed, "article-note"):
            marking.set_article_note(library, article.id, typed.strip())
            session.article = library.article(article.id)
            desk.say("Article note kept." if typed.strip() else "The article has no note.")

    before = library.article(article.id).note
    desk.open(Prompt("Note on the article", keep, text=before, typed=desk.drafts.pop(draft, "")))


def enter(desk: Desk, session: Session) -> None:
    """On a mark: its editor. On a plain selection: the tag menu."""
    focused = session.focused
    same = session.marks.with_words(session.reading.span)
    mark = focused or (same[-1] if same else None)
    if not _may_write(desk, session):
        return
    if mark is not None:
        edit(desk, session, mark)
        return
    tags = [t for t in session.tags.values() if not t.archived_at]
    if not tags:
        desk.say(f"The codebook has no tags; {desk.keymap.hint('note')} writes a note.")
        return
    words = session.document.text[session.reading.start : session.reading.end]
    desk.open(
        TagMenu(
            [(tag, session.key_of(tag)) for tag in tags],
            words,
            lambda desk, tag: press(desk, session, tag),
            lambda desk: note(desk, session),
            lambda desk: pick_tag(desk, session),
        )
    )


def edit(desk: Desk, session: Session, mark: Mark) -> None:
    """Open the editor on one mark."""
    old = mark.annotation
    draft = f"note on {mark.id}"
    # A tag that was put away stays the mark's own until another one is chosen.
    tags = [t for t in session.tags.values() if not t.archived_at or t.id == old.tag_id]

    def keep(desk: Desk, edited: Edited) -> None:
        from annotate_tui.services import speaking

        spoken = edited.tag is not None and any(f.name == SPEAKER for f in edited.tag.all_fields)
        fields: dict[str, object] = {}
        if spoken and edited.speaker != str(old.fields.get(SPEAKER) or ""):
            fields = dict(speaking.speaker_fields(session.document, mark, edited.speaker))
        if edited.note == "" and edited.tag is None:
            desk.say(f"A plain note needs words; {desk.keymap.hint('remove')} removes it.")
            return
        same_tag = (edited.tag.id if edited.tag else None) == old.tag_id
        if same_tag and not fields and edited.note == old.note:
            desk.say("Nothing changed.")
            return
        with _drafted(desk, draft, edited.note, "note"):
            # What was not touched here stays as another reader may have left it by now.
            now = session.library.mark(mark.id, session.text.id).annotation
            changed = marking.edit(
                session.library,
                mark,
                tag=session.tags.get(now.tag_id or "") if same_tag else edited.tag,
                fields=fields,
                note=now.note if edited.note == old.note else edited.note,
            )
            desk.say(f"{name(session, changed)} changed")
            _take_up(desk, session, changed)

    session.focus(mark)
    desk.open(MarkForm(mark, tags, _speakers(session, mark), quoted(old.text, 60), keep))


def pick_tag(desk: Desk, session: Session) -> None:
    """Pick a tag by typing part of its name or path, or make a new one."""
    from annotate_tui.tui.modes.tag_picker import TagPicker

    tags = [tag for tag in session.tags.values() if not tag.archived_at]
    writable = not session.library.read_only
    desk.open(
        TagPicker(
            "Tag",
            tags,
            session.key_of,
            lambda desk, tag: press(desk, session, tag),
            (lambda desk, path: press_new(desk, session, path)) if writable else None,
        )
    )


def _meant(session: Session) -> Mark | None:
    return session.marks.meant(session.reading.focus, session.reading.span)


def _speakers(session: Session, mark: Mark) -> list[str]:
    from annotate_tui.services import speaking

    span = Span(mark.start, mark.end)
    known = speaking.speaker_candidates(session.library, session.document, session.article.id, span)
    current = str(mark.annotation.fields.get(SPEAKER) or "")
    if current:
        return [current, *(k for k in known if k != current)]
    here = session.library, session.document, session.article.id
    # A name of another article is offered, but enter alone does not take it.
    return known if not known or speaking.is_from_here(*here, known[0]) else ["", *known]


def _take_up(desk: Desk, session: Session, mark: Mark) -> None:
    if session.put(mark):
        session.focus(mark)
    else:
        desk.say(f"{desk.said}; another reader has removed this {name(session, mark)}")


@contextmanager
def _drafted(desk: Desk, draft: str, typed: str, action_id: str) -> Iterator[None]:
    """Where writing fails, say so and keep what was typed for the next time that action is asked for."""
    try:
        yield
    except (LibraryError, ValueError) as error:
        desk.drafts[draft] = typed
        key = desk.keymap.hint(action_id)
        desk.say(f"{sentence_of(error)} {key} brings your words back.")


def _may_write(desk: Desk, session: Session) -> bool:
    if session.library.read_only:
        desk.say(session.library.why_read_only)
        return False
    return True
