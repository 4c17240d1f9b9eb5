"""Marks: made, moved, changed, removed. Each is one step of the library's log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from annotate_tui.model import Mark, Span, Tag
from annotate_tui.services.fields import FieldError, checked_fields
from annotate_tui.store import Library, LibraryError, Step
from annotate_tui.store.codebook import PART_OF

if TYPE_CHECKING:
    from annotate_tui.text.document import Document

__all__ = [
    "CONTEXT",
    "FieldError",
    "MarkError",
    "add_note",
    "anchor_columns",
    "checked_span",
    "confirm",
    "edit",
    "link",
    "move",
    "place_columns",
    "remove",
    "set_article_note",
    "set_done",
    "set_fields",
    "set_note",
    "set_tag",
    "tag_span",
]

CONTEXT = 32
"""Code points of text that an anchor keeps on each side of its words."""


class MarkError(ValueError):
    """A span that cannot be marked. The message is one sentence for the user."""


def checked_span(document: Document, span: Span) -> Span:
    """The span without the white space at its ends.

    Raises MarkError for one that is empty, outside of the text, or cut by furniture.
    """
    text = document.text
    start, end = span
    if not 0 <= start <= end <= len(text):
        raise MarkError(
            f"There is no text from {start} to {end}: offsets go up, from 0 to {len(text)}."
        )
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise MarkError("There are no words to mark here: select some first.")
    if document.crosses_furniture(start, end):
        raise MarkError(
            "A mark cannot run across page furniture: mark the parts, the second as part of the"
            " first."
        )
    return Span(start, end)


def tag_span(
    library: Library,
    document: Document,
    article_id: str,
    text_id: str,
    span: Span,
    tag: Tag,
    *,
    fields: Mapping[str, Any] | None = None,
    guessed: Sequence[str] = (),
    note: str = "",
    origin: str = "keyed",
) -> Mark:
    """Tag the span. ``guessed`` names the fields that a rule filled in.

    Raises MarkError, FieldError, LibraryError.
    """
    span = checked_span(document, span)
    values = checked_fields(library, tag, fields or {})
    return _add(
        library,
        document,
        "tag",
        (article_id, text_id),
        span,
        {
            "tag_id": tag.id,
            "fields": {name: value for name, value in values.items() if value is not None},
            "guessed": [name for name in guessed if values.get(name) is not None],
            "note": note.strip(),
            "origin": origin,
        },
    )


def add_note(
    library: Library, document: Document, article_id: str, text_id: str, span: Span, note: str
) -> Mark:
    """A plain note on the span. Raises MarkError, also for a note without words; LibraryError."""
    if not note.strip():
        raise MarkError("A note needs words: nothing was written.")
    span = checked_span(document, span)
    row = {"tag_id": None, "note": note.strip(), "origin": "keyed"}
    return _add(library, document, "note", (article_id, text_id), span, row)


def move(
    library: Library, document: Document, mark: Mark, span: Span, step: str | None = None
) -> tuple[Mark, str]:
    """Give the mark other edges in its text; gives the mark and the id of the step.

    With the id of the step before, one unbroken run is one step. Raises MarkError, LibraryError.
    """
    span = checked_span(document, span)
    text_id = mark.anchor.text_id
    with _fresh(library, mark, "move", step) as (writing, _):
        moved = writing.update("anchor", (mark.id, text_id), anchor_columns(document, span))
        moved |= writing.update("annotation", mark.id, place_columns(document, span))
        if moved:
            writing.update("annotation", mark.id, {"updated_at": writing.at})
    return library.mark(mark.id, text_id), writing.id if moved else step or ""


def remove(library: Library, mark: Mark) -> None:
    """Take the mark away with its note and fields, and the links of other marks to it.

    Undo brings all back. Raises LibraryError.
    """
    with _fresh(library, mark, "remove") as (step, _):
        for other, name in library.linked_to(mark.id):
            row = step.row("annotation", other)
            if row is None or other == mark.id:
                continue
            changes = {
                "fields": {key: value for key, value in row["fields"].items() if key != name},
                "guessed": [key for key in row["guessed"] if key != name],
                "updated_at": step.at,
            }
            step.update("annotation", other, changes)
        step.update("annotation", mark.id, {"removed_at": step.at})


def set_tag(library: Library, mark: Mark, tag: Tag | None) -> Mark:
    """Give the mark another tag, or none; its fields stay as they are, left over or not.

    Raises LibraryError.
    """
    return _change(library, "retag", mark, {"tag_id": tag.id if tag else None})


def set_fields(library: Library, mark: Mark, values: Mapping[str, Any]) -> Mark:
    """Set fields, and so confirm them; None or "" empties one.

    Raises FieldError for a field that the tag does not have or a value that does not fit its kind,
    LibraryError. A value left over from another tag can be emptied.
    """
    with _fresh(library, mark, "fields") as (step, now):
        _set(library, step, now, values)
    return library.mark(mark.id, mark.anchor.text_id)


def confirm(library: Library, mark: Mark, names: Collection[str]) -> Mark:
    """These fields are no guesses any more; their values stay. Raises LibraryError."""
    with _fresh(library, mark, "confirm") as (step, now):
        left = [name for name in now.annotation.guessed if name not in names]
        if step.update("annotation", mark.id, {"guessed": left}):
            step.update("annotation", mark.id, {"updated_at": step.at})
    return library.mark(mark.id, mark.anchor.text_id)


def link(library: Library, mark: Mark, field_name: str, target: Mark | None) -> Mark:
    """Have a link field of the mark lead to another mark, or to none; gives the mark.

    Raises FieldError for a field that is no link of the mark's tag, for the mark itself, and where
    one mark would be part of its own part; LibraryError.
    """
    with _fresh(library, mark, "link") as (step, now):
        tag = _tag_of(library, now)
        links = [f.name for f in (tag.all_fields if tag else ()) if f.kind == "link"]
        if field_name not in (*links, PART_OF.name):
            known = ", ".join(dict.fromkeys((*links, PART_OF.name)))
            raise FieldError(f"“{field_name}” does not link this mark to another: it has {known}.")
        _set(library, step, now, {field_name: target.id if target else None})
    return library.mark(mark.id, mark.anchor.text_id)


def set_note(library: Library, mark: Mark, note: str) -> Mark:
    """Write, change or empty the mark's note. Raises LibraryError."""
    return _change(library, "set-note", mark, {"note": note.strip()}, typed=True)


def set_done(library: Library, article_id: str, done: bool) -> None:
    """Mark the article done, or not done; what is so already stays. Raises LibraryError."""
    article = library.article(article_id)
    if bool(article.done_at) is not done:
        with library.step("done" if done else "not-done") as step:
            step.update("article", article_id, {"done_at": step.at if done else None})


def edit(
    library: Library,
    mark: Mark,
    *,
    tag: Tag | None,
    fields: Mapping[str, Any],
    note: str,
) -> Mark:
    """Change tag, fields and note in one step, as an editor does; what is the same stays.

    ``fields`` holds only those to be set, None or "" to empty one, and what is set is confirmed.
    Values that ``tag`` does not carry stay in the mark, left over. Raises FieldError, LibraryError.
    """
    with _fresh(library, mark, "edit", typed=True) as (step, now):
        changes: dict[str, Any] = {"tag_id": tag.id if tag else None, "note": note.strip()}
        if fields:
            changes |= _field_changes(library, tag, now, fields)
        if step.update("annotation", mark.id, changes):
            step.update("annotation", mark.id, {"updated_at": step.at})
    return library.mark(mark.id, mark.anchor.text_id)


def set_article_note(library: Library, article_id: str, note: str) -> None:
    """Write, change or empty the article's own note. Raises LibraryError."""
    with library.step("article-note") as step:
        step.update("article", article_id, {"note": note.strip()})


def _add(
    library: Library,
    document: Document,
    action: str,
    where: tuple[str, str],
    span: Span,
    row: Mapping[str, Any],
) -> Mark:
    article_id, text_id = where
    with library.step(action) as step:
        made = library.new_id()
        step.insert(
            "annotation",
            {
                "id": made,
                "article_id": article_id,
                "coder": library.coder,
                "created_at": step.at,
                "updated_at": step.at,
                **row,
                **place_columns(document, span),
            },
        )
        anchor = {"annotation_id": made, "text_id": text_id, **anchor_columns(document, span)}
        step.insert("anchor", anchor)
    return library.mark(made, text_id)


def _set(library: Library, step: Step, now: Mark, values: Mapping[str, Any]) -> None:
    changes = _field_changes(library, _tag_of(library, now), now, values)
    if step.update("annotation", now.id, changes):
        step.update("annotation", now.id, {"updated_at": step.at})


def _tag_of(library: Library, mark: Mark) -> Tag | None:
    return next((tag for tag in library.tags() if tag.id == mark.annotation.tag_id), None)


def _field_changes(
    library: Library, tag: Tag | None, now: Mark, values: Mapping[str, Any]
) -> dict[str, Any]:
    """The columns of a mark whose fields are set so. Raises FieldError."""
    before = now.annotation
    checked = checked_fields(library, tag, values, of=now.id, kept=before.fields)
    merged = {**before.fields, **checked}
    return {
        "fields": {name: value for name, value in merged.items() if value is not None},
        "guessed": [name for name in before.guessed if name not in checked],
    }


def _change(
    library: Library, action: str, mark: Mark, changes: Mapping[str, Any], *, typed: bool = False
) -> Mark:
    with _fresh(library, mark, action, typed=typed) as (step, _):
        if step.update("annotation", mark.id, changes):
            step.update("annotation", mark.id, {"updated_at": step.at})
    return library.mark(mark.id, mark.anchor.text_id)


@contextmanager
def _fresh(
    library: Library,
    mark: Mark,
    action: str,
    step_id: str | None = None,
    *,
    typed: bool = False,
) -> Iterator[tuple[Step, Mark]]:
    """A step on the mark as it stands by now: another reader may have changed it since.

    Raises LibraryError for one that was removed: nobody would see what is done to it. But what a
    person ``typed`` is kept with it, and comes back when it does.
    """
    with library.step(action, step=step_id) as step:
        try:
            now = library.mark(mark.id, mark.anchor.text_id)
        except LibraryError as error:
            raise LibraryError(
                "This mark is no longer in the library: nothing was changed."
            ) from error
        if now.annotation.removed_at and not typed:
            raise LibraryError("Another reader has removed this mark: nothing was changed.")
        yield step, now


def anchor_columns(document: Document, span: Span) -> dict[str, Any]:
    """What the row of an anchor on that span says of its place in the text."""
    text = document.text
    return {
        "start": span.start,
        "end": span.end,
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
        "state": "exact",
    }


def place_columns(document: Document, span: Span) -> dict[str, Any]:
    """What the row of an annotation on that span says of its words and where they are."""
    around = document.context(span.start, span.end)
    paragraph, sentence = document.place(span.start)
    return {
        "text": _collapsed(document.text[span.start : span.end]),
        "context": _collapsed(document.text[around.start : around.end]),
        "paragraph_no": paragraph,
        "sentence_no": sentence,
    }


def _collapsed(text: str) -> str:
    return " ".join(text.split())
