"""Who said it, notes, guesses confirmed, and the editor of a mark."""

from __future__ import annotations

from annotate_tui.model import Mark, Span
from annotate_tui.reading.whose import Meant
from annotate_tui.services import marking
from annotate_tui.tui.acts import coders, suggesting
from annotate_tui.tui.acts.drafting import drafted, take_up
from annotate_tui.tui.acts.tagging import press, press_new
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.modes.menu import TagMenu
from annotate_tui.tui.modes.prompt import Prompt
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, guesses, name, quoted

SPEAKER = "speaker"


def speaker(desk: Desk, session: Session) -> None:
    """Ask who said the words of the mark here; a suggestion in focus is kept first."""
    if not _kept_first(desk, session):
        return
    mark, theirs = _meant(session)
    tag = session.tag_of(mark) if mark else None
    if mark is None and theirs is not None:
        desk.say(coders.not_mine(desk, session, theirs))
        return
    if mark is None or tag is None:
        desk.say(f"Tag the words first; {desk.keymap.hint('speaker')} then names who said them.")
        return
    if not any(field.name == SPEAKER for field in tag.all_fields):
        desk.say(f"A {tag.name} has no speaker in this codebook.")
        return
    if not _may_write(desk, session) or not coders.may_change(desk, session, mark, "speaker"):
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
        with drafted(desk, {draft: typed}, "speaker"):
            fields = speaking.speaker_fields(session.document, mark, said_by)
            changed = marking.set_fields(session.library, mark, fields)
            desk.say(f"{tag.name}: said by {said_by}" if said_by else f"{tag.name}: nobody named")
            take_up(desk, session, changed)

    session.focus(mark)
    text = desk.drafts.pop(draft, "")
    hint = "enter takes it · what you type is kept · backspace: nobody"
    desk.open(Prompt("Speaker", keep, typed=text, offers=offers, hint=hint))


def note(desk: Desk, session: Session) -> None:
    """Ask for a note: on the mark meant, else a plain note on the words selected.

    A suggestion in focus is kept first.
    """
    if not _may_write(desk, session) or not _kept_first(desk, session):
        return
    again = coders.show_own(desk, session) if session.focused is None else ""
    (mark, _), span = _meant(session), session.reading.span
    if mark is not None and not coders.may_change(desk, session, mark, "note"):
        return
    draft = f"note on {mark.id if mark else (session.text.id, *span)}"

    def keep(desk: Desk, typed: str) -> None:
        words = typed.strip()
        with drafted(desk, {draft: typed}, "note"):
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
                desk.say(f"note on {quoted(changed.annotation.text)}{again}")
            else:
                desk.say("No note written.")
                return
            take_up(desk, session, changed)

    kind = name(session, mark) if mark else ""
    label = "This note" if kind == "note" else f"Note on this {kind}" if kind else "Note here"
    before = mark.annotation.note if mark else ""
    desk.open(Prompt(label, keep, text=before, typed=desk.drafts.pop(draft, "")))


def confirm_guesses(desk: Desk, session: Session) -> None:
    """Confirm every value of the mark here that a rule filled in, in one step."""
    if session.suggested is not None:
        desk.say(f"This is a suggestion, no mark yet: {desk.keymap.hint('menu')} keeps it.")
        return
    mark, theirs = _meant(session)
    if mark is None:
        theirs_told = coders.not_mine(desk, session, theirs) if theirs is not None else ""
        desk.say(theirs_told or f"No mark is here; {desk.keymap.hint('next-mark')} goes to one.")
        return
    what, names = name(session, mark), guesses(mark)
    if not names:
        session.focus(mark)
        desk.say(f"Nothing in this {what} is a guess.")
        return
    if not _may_write(desk, session) or not coders.may_change(desk, session, mark, "confirm"):
        return
    desk.say(f"{what}: {count(len(names), 'value')} confirmed")
    take_up(desk, session, marking.confirm(session.library, mark, names))


def article_note(desk: Desk, session: Session) -> None:
    """Ask for a note on the whole article."""
    if not _may_write(desk, session):
        return
    library, article = session.library, session.article
    draft = f"note on {article.id}"

    def keep(desk: Desk, typed: str) -> None:
        with drafted(desk, {draft: typed}, "article-note"):
            marking.set_article_note(library, article.id, typed.strip())
            session.article = library.article(article.id)
            desk.say("Article note kept." if typed.strip() else "The article has no note.")

    before = library.article(article.id).note
    desk.open(Prompt("Note on the article", keep, text=before, typed=desk.drafts.pop(draft, "")))


def enter(desk: Desk, session: Session, action_id: str = "menu") -> None:
    """On the mark in focus, or one's own on just these words: its editor. Else: the tag menu.

    A suggestion in focus is kept, and the next one taken. ``action_id`` is the action that was asked
    for, whose key is named.
    """
    if session.suggested is not None:
        suggesting.keep_and_go_on(desk, session)
        return
    if suggesting.nothing_left(desk, session) or not _may_write(desk, session):
        return
    mark, _ = _meant(session)
    if mark is not None and mark.id != session.reading.focus:
        mark = mark if (mark.start, mark.end) == session.reading.span else None
    if mark is not None:
        if coders.may_change(desk, session, mark, action_id):
            # The form is for those who open one: the first key waits for nothing of it.
            from annotate_tui.tui.acts.editing import edit

            edit(desk, session, mark)
        return
    tag_menu(desk, session)


def tag_menu(desk: Desk, session: Session) -> None:
    """Open the tag menu on the selection, or on the suggestion in focus."""
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


def _kept_first(desk: Desk, session: Session) -> bool:
    """Whether the key may go on: where a suggestion is in focus, once it is kept."""
    if session.suggested is None:
        return True
    kept = suggesting.keep(desk, session)
    if kept is not None:
        session.focus(kept)
    return kept is not None


def _meant(session: Session) -> Meant:
    me = session.library.coder
    return session.marks.meant(session.reading.focus, session.reading.span, me)


def _speakers(session: Session, mark: Mark) -> list[str]:
    from annotate_tui.services import speaking

    span = Span(mark.start, mark.end)
    # Who is heard by those whose marks are hidden is hidden, too.
    here, by = (session.library, session.document, session.article.id), session.whose.coders
    known = speaking.speaker_candidates(*here, span, by)
    current = str(mark.annotation.fields.get(SPEAKER) or "")
    if current:
        return [current, *(k for k in known if k != current)]
    # A name of another article is offered, but enter alone does not take it.
    return known if not known or speaking.is_from_here(*here, known[0], by) else ["", *known]


def _may_write(desk: Desk, session: Session) -> bool:
    if session.library.read_only:
        desk.say(session.library.why_read_only)
        return False
    return True
