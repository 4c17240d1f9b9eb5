"""Values changed from their screen: renamed, merged, taken back; the field that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate_tui.services import history
from annotate_tui.services.fields import FieldError
from annotate_tui.services.value_lists import Entered, Value, fields_with_values
from annotate_tui.services.value_lists import rename as write
from annotate_tui.services.values import written_value
from annotate_tui.store import StepInfo
from annotate_tui.tui.acts import opening
from annotate_tui.tui.acts.codebook import writable
from annotate_tui.tui.acts.taking_back import take_back, where
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, quoted

if TYPE_CHECKING:
    from annotate_tui.tui.modes.values import ValuesList

OFFERED = 50
"""Values of a kind that are offered while a name is typed."""


def open_values(desk: Desk, session: Session | None) -> None:
    """The values of a field, as the list was left; of the speakers at first."""
    from annotate_tui.tui.modes.values import ValuesList

    shown = desk.lists.get("values")
    if not isinstance(shown, ValuesList):
        shown = desk.lists["values"] = ValuesList()
    if session is not None:
        session.save_position()
    desk.open(shown)


def rename(desk: Desk, shown: ValuesList, value: Value) -> None:
    """Ask for another name: of this value, or of all that were taken to be merged."""
    from annotate_tui.tui.modes.asking import Asking

    if not writable(desk):
        return
    old = list(shown.taken) or [value.words]
    entered = shown.entered

    def take(desk: Desk, typed: str) -> None:
        into = " ".join(typed.split())
        if not into:
            raise FieldError("A value needs words: type what it is to be called.")
        into = written_value(desk.library, entered.field, into, articles=entered.articles)
        changing = [words for words in old if words != into]
        merged = into in shown.counts
        n = write(desk.library, entered, old, into)
        shown.untake()
        if n:
            opening.take_up(desk)
        shown.go_to(desk, into)
        desk.say(_told(desk, entered, changing, into, n, merged=merged))

    def left(words: str) -> None:
        shown.left = (value.words, words)

    label = "Rename" if len(old) == 1 else f"Make {len(old):,} values"
    hint = "tab other values · a name that exists merges · enter · escape leaves"
    whose, typed = shown.left
    # The row may be on one that was not taken: none of those becomes that unasked.
    name = value.words if value.words in old else max(old, key=lambda one: shown.counts[one])
    text = typed if whose == value.words and typed else name
    shown.left = ("", "")
    desk.open(Asking(label, take, text, hint, left, shown.offers))


def _told(desk: Desk, entered: Entered, old: list[str], into: str, n: int, *, merged: bool) -> str:
    if not n:
        return f"{quoted(into)} stays as it was."
    first = quoted(old[0], 24)
    if len(old) > 1:
        first += f" and {count(len(old) - 1, 'other')}"
    are = "are" if len(old) > 1 else "is"
    became = f"{are} part of" if merged else f"{are} called"
    back = desk.keymap.hint("values-undo")
    changed = f"{count(n, entered.carriers)} changed"
    return f"{first} {became} {quoted(into, 24)} now: {changed}; {back} brings all back"


def marks(desk: Desk, shown: ValuesList, value: Value) -> None:
    """The marks with that value in all articles; back from there leads here."""
    from annotate_tui.tui.acts.across import marks_of_value

    marks_of_value(desk, shown.entered, value.words)


def pick_field(desk: Desk, shown: ValuesList) -> None:
    """Pick the field whose values are listed."""
    from annotate_tui.tui.modes.picker import Choice, Picker

    def choice(entered: Entered, values: int, n: int) -> Choice:
        hint = f"{count(values, 'value')} · {count(n, entered.carriers)}"
        return Choice(entered.name, (), hint, lambda desk: shown.show(desk, entered))

    held = fields_with_values(desk.library)
    if not held:
        desk.say("No field has a value yet.")
        return
    desk.open(Picker("Field", [choice(*one) for one in held], "No such field"))


def undo(desk: Desk, shown: ValuesList, *, redo: bool) -> None:
    """Take back the last step, or do it again; one that changed no value here is named first."""
    before = dict(shown.counts)
    if take_back(desk, ("values-undo", "values-redo"), _why, redo=redo) is None:
        return
    said = desk.said
    shown.look(desk)
    changed = [words for words, n in shown.counts.items() if before.get(words) != n]
    if changed:
        shown.go_to(desk, changed[0])
    desk.say(said)


def _why(step: StepInfo) -> str:
    if step.by_this_session and step.action == "rename-value":
        return ""
    return history.to_be_named(step, step.article_id) or where(step)
