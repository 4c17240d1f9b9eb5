"""The editor of a mark: opened on it, kept as one step, brought back where it could not be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotate_tui.model import Mark, Span
from annotate_tui.services import marking
from annotate_tui.services.filling import SPEAKER, Filling
from annotate_tui.services.forms import Changes, Row, TagList
from annotate_tui.store.errors import LibraryError
from annotate_tui.tui.acts import coders
from annotate_tui.tui.acts.drafting import draft_of, drafted, take_up
from annotate_tui.tui.acts.linking import why_not
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.modes.form import FormActs, MarkForm
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import name, quoted

MANY = 50
"""The most values of a field that are offered."""
_NOTE, _TAG = "note", "tag"


class Known:
    """What the rows of one mark are offered, asked for when it is first needed."""

    def __init__(self, session: Session, mark: Mark) -> None:
        self._session = session
        self._mark = mark
        self._speakers: list[str] | None = None

    def known(self, field: str, typed: str) -> Sequence[str]:
        """The likely speakers of this text first, then what was entered before in the library."""
        found: list[str] = []
        if field == SPEAKER:
            found += self._candidates()
        try:
            found += self._session.library.completions(field, typed, MANY)
        except LibraryError:
            # An offer is no reason to stop anyone who types; the next step tells what is wrong.
            return found
        return list(dict.fromkeys(found))

    def at_hand(self, field: str) -> bool:
        """Whether a key need not wait for it: who may have said it takes reading around the mark."""
        return field != SPEAKER or self._speakers is not None

    def look_around(self) -> bool:
        """In idle time: who may have said it."""
        self._candidates()
        return False

    def derived(self, field: str, value: str) -> Mapping[str, str]:
        """The words that were printed for a speaker."""
        from annotate_tui.services import speaking

        return speaking.speaker_fields(self._session.document, self._mark, value)

    def _candidates(self) -> list[str]:
        if self._speakers is None:
            from annotate_tui.services import speaking

            session, mark = self._session, self._mark
            span = Span(mark.start, mark.end)
            try:
                self._speakers = speaking.speaker_candidates(
                    session.library,
                    session.document,
                    session.article.id,
                    span,
                    session.whose.coders,
                )
            except LibraryError:
                self._speakers = []
        return self._speakers


def edit(desk: Desk, session: Session, mark: Mark) -> None:
    """Open the editor on one mark."""
    session.focus(mark)
    acts = FormActs(
        keep=lambda desk, filling, changes: _keep(desk, session, filling, changes),
        turn=lambda desk, mark, step: _turn(desk, session, mark, step),
        pick=lambda desk, form, row: _pick(desk, session, form, row),
        named=lambda mark_id: named(session, mark_id),
    )
    desk.open(MarkForm(session, _filled(desk, session, mark), acts))


def named(session: Session, mark_id: str) -> str:
    """A mark that is linked to, in words."""
    mark = session.find(mark_id) or _elsewhere(session, mark_id)
    if mark is None:
        return "a mark that is not in the library"
    if not session.whose.shows(mark.annotation.coder):
        return "a mark that is hidden now"
    gone = " (removed)" if mark.annotation.removed_at else ""
    return f"{name(session, mark)} {quoted(mark.annotation.text, 60)}{gone}"


def _elsewhere(session: Session, mark_id: str) -> Mark | None:
    try:
        return session.library.mark(mark_id)
    except LibraryError:
        return None


def _filled(desk: Desk, session: Session, mark: Mark) -> Filling:
    """The form as the mark stands, and with what could not be kept before."""
    # A tag that was put away stays the mark's own until another one is chosen.
    own = mark.annotation.tag_id
    tags = [t for t in session.tags.values() if not t.archived_at or t.id == own]
    keys = {tag.id: session.key_of(tag) for tag in tags}
    known = Known(session, mark)
    filling = Filling(mark, TagList(tags, keys, own), known)
    if mark.annotation.fields.get(SPEAKER):
        desk.later("speakers", known.look_around)
    else:
        # The row where it opens shows who may have said it: one picture is better than two.
        known.look_around()
    drafts = desk.drafts
    path = drafts.pop(draft_of(_TAG, mark.id), None)
    chosen = next((tag for tag in tags if tag.path == path), None)
    end = f" of {mark.id}"
    kept = [key for key in drafts if key.endswith(end)]
    words_of = {key.removesuffix(end): drafts.pop(key) for key in kept}
    filling.bring_back(words_of)
    if chosen is not None:
        # Some were entered before that tag was chosen, which may not have their fields.
        filling.choose_tag(chosen.id)
        filling.bring_back(words_of)
    note = drafts.pop(draft_of(_NOTE, mark.id), None)
    if note is not None:
        filling.bring_back_note(note)
    return filling


def _keep(desk: Desk, session: Session, filling: Filling, changes: Changes) -> None:
    """Write what was changed, as one step. What cannot be written waits to be brought back."""
    mark = filling.mark
    old, note, tag = mark.annotation, changes.note, changes.tag
    unread = {draft_of(field, mark.id): words for field, words in changes.unread.items()}
    desk.drafts.update(unread)
    if note == "" and tag is None:
        removes = desk.keymap.hint("remove")
        desk.say(f"A plain note needs words; {removes} removes it.")
        note = old.note
        changes = changes._replace(note=note, noted=False)
    if changes.nothing:
        desk.say(desk.said or "Nothing changed.")
        return
    drafts = {draft_of(field, mark.id): words for field, words in changes.typed.items() if words}
    if changes.noted:
        drafts[draft_of(_NOTE, mark.id)] = note
    if changes.retagged and tag is not None:
        drafts[draft_of(_TAG, mark.id)] = tag.path
    with drafted(desk, drafts, "menu"), session.library.step("edit"):
        # What was not touched here stays as another reader may have left it by now.
        now = session.library.mark(mark.id, session.text.id).annotation
        for field, value in changes.homeless.items():
            _leave_over(session, mark, field, value)
        changed = marking.edit(
            session.library,
            mark,
            tag=tag if changes.retagged else session.tags.get(now.tag_id or ""),
            fields=changes.fields,
            note=note if changes.noted else now.note,
        )
        desk.say(f"{name(session, changed)} changed")
        take_up(desk, session, changed)


def _leave_over(session: Session, mark: Mark, field: str, value: object) -> None:
    """Keep what was entered for a field before another tag was chosen, which does not have it.

    It is left over as other values of the tag before are. Raises FieldError, LibraryError.
    """
    carriers = (t for t in session.tags.values() if any(f.name == field for f in t.all_fields))
    carrier = next(carriers, None)
    if carrier is not None:
        note = session.library.mark(mark.id, session.text.id).annotation.note
        marking.edit(session.library, mark, tag=carrier, fields={field: value}, note=note)


def _turn(desk: Desk, session: Session, mark: Mark, step: int) -> Filling | None:
    """The form of the next mark, of the one before, or for 0 of the same as it is now.

    Marks of other coders are passed over, but for those that were taken up.
    """
    marks = session.marks
    found: Mark | None
    if step == 0:
        found = marks.get(mark.id)
    else:
        span = Span(mark.start, mark.end)
        found = marks.after(mark.id, span) if step > 0 else marks.before(mark.id, span)
        passed = 0
        while found is not None and not coders.is_free(desk, found):
            passed += 1
            span = Span(found.start, found.end)
            found = marks.after(found.id, span) if step > 0 else marks.before(found.id, span)
        if found is None and passed:
            desk.say(f"This is your {'last' if step > 0 else 'first'} mark.")
    if found is None:
        return None
    session.focus(found)
    return _filled(desk, session, found)


def _pick(desk: Desk, session: Session, form: MarkForm, row: Row) -> None:
    """Step aside while a mark is picked in the text."""
    from annotate_tui.tui.modes.picking import Picking

    mark = form.filling.mark

    def take(desk: Desk, target: Mark) -> str:
        reason = why_not(session, row.name, mark, target)
        if not reason:
            form.filling.pick(row, target.id)
        return reason

    desk.open(Picking(session, mark, row.name, take))
