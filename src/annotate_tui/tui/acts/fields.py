"""Fields changed from their screen: of a tag, or the document variables; undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate_tui.model import Field, Tag
from annotate_tui.tui.acts import codebook
from annotate_tui.tui.acts.taking_back import take_back
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count

if TYPE_CHECKING:
    from annotate_tui.tui.modes.field_holders import Listed
    from annotate_tui.tui.modes.fields import FieldsList
    from annotate_tui.tui.rows_form import Then


def tag_fields(desk: Desk, tag: Tag) -> None:
    """The fields of a tag, over what is open."""
    from annotate_tui.tui.modes.field_holders import TagFields
    from annotate_tui.tui.modes.fields import FieldsList

    desk.open(FieldsList(TagFields(tag)))


def document_variables(desk: Desk, session: Session | None) -> None:
    """The document variables, over what is open."""
    from annotate_tui.tui.modes.field_holders import VariableFields
    from annotate_tui.tui.modes.fields import FieldsList

    if session is not None:
        session.save_position()
    desk.open(FieldsList(VariableFields()))


def new(desk: Desk, shown: FieldsList) -> None:
    """Open an empty form."""
    from annotate_tui.tui.modes.field_form import FieldForm

    if not codebook.writable(desk):
        return
    holder = shown.holder

    def keep(desk: Desk, field: Field) -> None:
        holder.add(desk.library, field)
        _changed(desk, shown, field.name, f"New {holder.one} {field.name}")

    # What comes from above may be declared again: for this tag, and those below it.
    names = [row.field.name for row in shown.rows if not row.origin]
    desk.open(FieldForm(Field(name=""), holder.called(""), holder.one, names, keep))


def edit(desk: Desk, shown: FieldsList, chosen: Listed) -> None:
    """Open the form of a field; another kind is planned first, and what it would empty is listed."""
    from annotate_tui.tui.modes.field_form import KINDS, FieldForm

    if not codebook.writable(desk) or _from_above(desk, chosen):
        return
    holder, old = shown.holder, chosen.field

    def change(desk: Desk, field: Field, *, empty: bool) -> None:
        holder.change(desk.library, old, field, empty_refused=empty)
        what = "converted" if field.kind != old.kind else "changed"
        _changed(desk, shown, field.name, f"{field.name} {what}")

    def keep(desk: Desk, field: Field) -> Then | None:
        if field.kind != old.kind:
            plan = holder.plan(desk.library, old, field)
            if plan.refused:
                from annotate_tui.tui.modes.refusals import Refusals

                title = f"{old.name}: {KINDS[old.kind]} to {KINDS[field.kind]}"
                page = Refusals(
                    title,
                    plan.convertible,
                    plan.refused,
                    lambda desk: change(desk, field, empty=True),
                )
                return lambda desk: desk.open(page)
        change(desk, field, empty=False)
        return None

    names = [row.field.name for row in shown.rows if not row.origin and row.field != old]
    desk.open(FieldForm(old, holder.called(old.name), holder.one, names, keep))


def down(desk: Desk, shown: FieldsList, chosen: Listed) -> None:
    """After the next one."""
    _move(desk, shown, chosen, 1)


def up(desk: Desk, shown: FieldsList, chosen: Listed) -> None:
    """Before the one above."""
    _move(desk, shown, chosen, -1)


def _move(desk: Desk, shown: FieldsList, chosen: Listed, by: int) -> None:
    if _from_above(desk, chosen):
        return
    own = [row.field.name for row in shown.rows if not row.origin]
    to = own.index(chosen.field.name) + by
    if not 0 <= to < len(own):
        desk.say(f"{chosen.field.name} is the {'last' if by > 0 else 'first'}.")
        return
    shown.holder.move(desk.library, chosen.field, by)
    after = "after" if by > 0 else "before"
    _changed(desk, shown, chosen.field.name, f"{chosen.field.name} {after} {own[to]}")


def remove(desk: Desk, shown: FieldsList, chosen: Listed) -> None:
    """Say how many carry a value of it, and take it away after enter."""
    from annotate_tui.tui.modes.asking import Confirm

    if not codebook.writable(desk) or _from_above(desk, chosen):
        return
    holder, field = shown.holder, chosen.field
    n = holder.values(desk.library, field)
    has = "has" if n == 1 else "have"
    stays = f"{count(n, holder.carriers)} {has} a value of it{', which stays' if n else ''}"

    def act(desk: Desk) -> None:
        holder.remove(desk.library, field)
        _changed(desk, shown, "", f"{field.name} is taken away; {stays}")

    desk.open(
        Confirm(f"Take {field.name} away? {stays[:1].upper()}{stays[1:]}.", "takes it away", act)
    )


def undo(desk: Desk, shown: FieldsList, *, redo: bool) -> None:
    """Take back the last step, or do it again; one that is no change of the codebook is named."""
    before = list(shown.rows)
    if take_back(desk, ("fields-undo", "fields-redo"), codebook.why_named, redo=redo) is None:
        return
    shown.look(desk)
    changed = [row.field.name for row in shown.rows if row not in before]
    if changed:
        shown.go_to(desk, changed[0])


def _changed(desk: Desk, shown: FieldsList, name: str, said: str) -> None:
    codebook.taken(desk)
    if name:
        shown.go_to(desk, name)
    desk.say(f"{said}; {desk.keymap.hint('fields-undo')} undoes it")


def _from_above(desk: Desk, chosen: Listed) -> bool:
    if chosen.origin:
        desk.say(f"{chosen.field.name} is declared by {chosen.origin}: change it there.")
    return bool(chosen.origin)
