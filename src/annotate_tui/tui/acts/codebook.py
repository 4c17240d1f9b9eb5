"""The codebook changed from its screen: tags made, edited, moved, merged, put away; undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate_tui.model import Tag
from annotate_tui.services import codebook, history
from annotate_tui.store import StepInfo
from annotate_tui.tui.acts.taking_back import take_back, where
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.keymap import Keymap
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count

if TYPE_CHECKING:
    from annotate_tui.tui.modes.codebook import CodebookList

AT_ONCE = frozenset(
    {"create-tag", "edit-tag", "rename-tag", "move-tag", "reorder-tag", "archive-tag",
     "restore-tag", "add-field", "edit-field", "rename-field", "move-field", "remove-field",
     "add-variable", "edit-variable", "move-variable", "remove-variable"}
)  # fmt: skip
"""Steps that change the codebook and no mark: taken back at once where the codebook is in sight."""


def open_codebook(desk: Desk, session: Session | None) -> None:
    """The tree of all tags, as it was left."""
    from annotate_tui.tui.modes.codebook import CodebookList

    shown = desk.lists.get("codebook")
    if not isinstance(shown, CodebookList):
        shown = desk.lists["codebook"] = CodebookList()
    if session is not None:
        session.save_position()
    desk.open(shown)


def reserved(keymap: Keymap) -> frozenset[str]:
    """The characters that begin one of the reader's keys as they are bound, and the digits."""
    begun = {key.split()[0] for key in keymap.keys("reader")}
    return frozenset({key for key in begun if len(key) == 1} | set("0123456789"))


def taken(desk: Desk) -> None:
    """The codebook has changed: the open article takes up its tags, their keys and colours."""
    if desk.session is not None:
        desk.session.reload()


def writable(desk: Desk) -> bool:
    """Whether the library can be changed; says why not."""
    if desk.library.read_only:
        desk.say(desk.library.why_read_only)
    return not desk.library.read_only


# On the chosen tag


def new(desk: Desk, shown: CodebookList) -> None:
    """Ask for the path of a new tag; tab offers what was left half-typed, and the chosen one's parent.

    The line begins empty: a whole path may be typed wherever one stands.
    """
    from annotate_tui.tui.modes.asking import Asking

    if not writable(desk):
        return
    chosen = shown.tag
    above = chosen.path.rpartition("/")[0] if chosen is not None else ""
    offered = f"{above}/" if above else ""

    def take(desk: Desk, path: str) -> None:
        made = codebook.create(desk.library, path, reserved=reserved(desk.keymap))
        taken(desk)
        shown.go_to(desk, made.id)
        key = f", key {made.key}" if made.key else ""
        desk.say(f"New tag {made.path}{key}; {desk.keymap.hint('codebook-edit')} describes it")

    def left(words: str) -> None:
        shown.left = words if words.strip() != offered.strip() else ""

    waiting, shown.left = [one for one in (shown.left, offered) if one], ""

    def offers(_typed: str) -> list[str]:
        return waiting

    more = f" · tab {waiting[0]}" if waiting else ""
    hint = f"a name, or a path like people/officials{more} · enter makes it · escape leaves"
    desk.open(Asking("New tag", take, "", hint, left, offers))


def edit(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Open the form of a tag."""
    from annotate_tui.tui.modes.tag_form import TagForm

    if not writable(desk):
        return
    kept = reserved(desk.keymap)

    def own(key: str) -> str:
        return f"The key {key} is the reader's own: take another." if key in kept else ""

    def keep(desk: Desk, changes: dict[str, str]) -> None:
        changed = codebook.edit(desk.library, tag, reserved=kept, **changes)
        taken(desk)
        shown.go_to(desk, changed.id)
        desk.say(f"{changed.path} changed; {desk.keymap.hint('codebook-undo')} undoes it")

    desk.open(TagForm(tag, list(shown.tree.tags.values()), own, keep))


def nest(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Put the tag below the one above it under the same parent."""
    above = shown.tree.before(tag)
    if above is None:
        desk.say(f"No tag stands above {tag.name} to put it below.")
        return
    moved = codebook.move(desk.library, tag, above)
    _moved(desk, shown, moved, f"{tag.name} is below {above.path}")


def unnest(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Take the tag out of its parent, to the place after it."""
    parent = shown.tree.tags.get(tag.parent_id or "")
    if parent is None:
        desk.say(f"{tag.name} stands below no tag.")
        return
    uppermost = shown.tree.tags.get(parent.parent_id or "")
    after = [t for t in shown.tree.siblings(parent) if not t.archived_at or tag.archived_at]
    with desk.library.step("move-tag"):
        moved = codebook.move(desk.library, tag, uppermost)
        if parent in after and (behind := len(after) - 1 - after.index(parent)):
            moved = codebook.reorder(desk.library, moved, -behind)
    at = f"is below {uppermost.path}" if uppermost else "stands below no tag"
    _moved(desk, shown, moved, f"{tag.name} {at} any more" if not uppermost else f"{tag.name} {at}")


def down(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Put the tag after the next one under the same parent."""
    _reorder(desk, shown, tag, 1)


def up(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Put the tag before the one above it under the same parent."""
    _reorder(desk, shown, tag, -1)


def _reorder(desk: Desk, shown: CodebookList, tag: Tag, by: int) -> None:
    other = shown.tree.after(tag) if by > 0 else shown.tree.before(tag)
    if other is None or bool(other.archived_at) != bool(tag.archived_at):
        parent = shown.tree.tags.get(tag.parent_id or "")
        among = f" below {parent.path}" if parent else ""
        desk.say(f"{tag.name} is the {'last' if by > 0 else 'first'}{among}.")
        return
    moved = codebook.reorder(desk.library, tag, by)
    _moved(desk, shown, moved, f"{tag.name} {'after' if by > 0 else 'before'} {other.name}")


def _moved(desk: Desk, shown: CodebookList, tag: Tag, said: str) -> None:
    taken(desk)
    shown.go_to(desk, tag.id)
    desk.say(f"{said}; {desk.keymap.hint('codebook-undo')} undoes it")


def archive(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Put the tag away: its marks stay, it is offered no more. Or take it up again."""
    if tag.archived_at:
        back = codebook.restore(desk.library, tag, reserved=reserved(desk.keymap))
        key = f", key {back.key}" if back.key else ""
        _moved(desk, shown, back, f"{tag.path} is taken up again{key}")
        return
    away = codebook.archive(desk.library, tag)
    number = shown.marks.get(tag.id, 0)
    marks = f"; its {count(number, 'mark')} {'stays' if number == 1 else 'stay'}" if number else ""
    again = desk.keymap.hint("codebook-archive")
    _moved(desk, shown, away, f"{tag.path} is put away{marks}; {again} takes it up again")


def merge(desk: Desk, shown: CodebookList, tag: Tag) -> None:
    """Pick the tag to merge this one into, say how many marks that is, and do it after enter."""
    from annotate_tui.tui.modes.asking import Confirm
    from annotate_tui.tui.modes.tag_picker import TagPicker

    if not writable(desk):
        return
    others = [
        row.tag for row in shown.tree.rows if row.tag.id != tag.id and not row.tag.archived_at
    ]
    if not others:
        desk.say(f"There is no other tag to merge {tag.path} into.")
        return

    def merged(desk: Desk, into: Tag) -> None:
        done = codebook.merge(desk.library, tag, into)
        taken(desk)
        shown.go_to(desk, into.id)
        fields = f"; new fields: {', '.join(done.fields)}" if done.fields else ""
        desk.say(
            f"{tag.path} is part of {done.tag.path} now, with {count(done.marks, 'mark')}{fields};"
            f" {desk.keymap.hint('codebook-undo')} undoes it"
        )

    def ask(desk: Desk, into: Tag) -> None:
        marks = count(shown.marks.get(tag.id, 0), "mark")
        below = len(shown.tree.below(tag))
        more = f" and {count(below, 'tag')} below it" if below else ""
        words = f"Merge {tag.path}, with {marks}{more}, into {into.path}?"
        desk.open(Confirm(words, "merges", lambda desk: merged(desk, into)))

    desk.open(
        TagPicker(
            f"Merge {tag.path} into",
            others,
            lambda other: count(shown.marks.get(other.id, 0), "mark"),
            ask,
        )
    )


def marks(desk: Desk, _shown: CodebookList, tag: Tag) -> None:
    """The marks of that tag in all articles; back from there leads here."""
    from annotate_tui.tui.acts.across import marks_of_tag

    marks_of_tag(desk, tag.id)


def fields(desk: Desk, _shown: CodebookList, tag: Tag) -> None:
    """The fields of that tag."""
    from annotate_tui.tui.acts.fields import tag_fields

    tag_fields(desk, tag)


def undo(desk: Desk, shown: CodebookList, *, redo: bool) -> None:
    """Take back the last step, or do it again; one that is no change of the codebook is named."""
    step = take_back(desk, ("codebook-undo", "codebook-redo"), why_named, redo=redo)
    if step is not None:
        known = {tag.id for tag in desk.library.tags()}
        changed = next((one for one in step.subjects if one in known), "")
        if changed:
            said = desk.said
            shown.go_to(desk, changed)
            desk.say(said)


def why_named(step: StepInfo) -> str:
    """Why a step is named before it is taken back where the codebook is in sight; "" where not."""
    if step.by_this_session and step.action in AT_ONCE and not step.article_id:
        return ""
    named = history.to_be_named(step, step.article_id)
    return named or where(step)
