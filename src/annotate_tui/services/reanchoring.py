"""Marks that were made on one version of an article are placed in another.

Nothing is dropped and nothing moves silently: what is approximate or ambiguous is flagged as
changed, what is not found is kept as lost with the place where it last stood. See `text.alignment`
for the rule of states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from annotate_tui.model import BlockKind, Mark, Span, Structure
from annotate_tui.services.marking import MarkError, anchor_columns, checked_span, place_columns
from annotate_tui.services.rereading import Guesses, guesses_of
from annotate_tui.services.versions import as_read
from annotate_tui.store import Library, LibraryError, Step

if TYPE_CHECKING:
    from annotate_tui.text.alignment import Alignment, Mapped
    from annotate_tui.text.document import Document

CERTAIN = ("exact", "moved")
"""The states of a mark that stands where it should."""
FLAGGED = ("changed", "lost")
"""The states of a mark that somebody is to look at."""
KEEP_OLD = "keep-old"
"""What the log calls it when a mark stays with an older text by hand."""

_COLUMNS = ("text_id", "start", "end", "exact", "prefix", "suffix", "state")


class Anchored(NamedTuple):
    """How many marks of an article stood, moved, changed and were lost in a text."""

    stood: int = 0
    moved: int = 0
    changed: int = 0
    lost: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)

    def told(self) -> str:
        """In words: "40 marks: 31 stood, 6 moved, 2 changed, 1 lost"; those that are none left out."""
        if not self.total:
            return "no marks"
        words = zip(self, ("stood", "moved", "changed", "lost"), strict=True)
        said = ", ".join(f"{count} {word}" for count, word in words if count)
        return f"{self.total} mark{'' if self.total == 1 else 's'}: {said}"


def reanchor(
    library: Library,
    step: Step,
    article_id: str,
    text_id: str,
    known: Mapping[str, Alignment] | None = None,
) -> Anchored:
    """Give every standing mark of the article a place in that text, in the step that is open.

    A mark that has a place there keeps it. Each is mapped from the newest text in which it stands;
    one that was only approximate there stays flagged, unless its place in an older text says more.
    The columns that speak of its words are written anew, but for lost ones, and guesses are read
    again where the words are others. What was turned down in the text before is turned down here
    where the same words stand. Marks that a coder left with an older text stay there. ``known`` are
    alignments with that text made already, by the id of the other text. Raises LibraryError.
    """
    order = [known for known in as_read(library, article_id) if known != text_id]
    places = _places(library, article_id)
    stays = kept_old(library, article_id)
    placing = _Placing(library, article_id, text_id, order, known or {})
    anchors: list[dict[str, Any]] = []
    columns: dict[str, dict[str, Any]] = {}
    states: list[str] = []
    guessing, guessed = Guesses(library), guesses_of(library, article_id)
    for mark_id, rows in places.items():
        here = rows.get(text_id)
        if here is None and mark_id in stays:
            continue
        if here is None:
            here = {"annotation_id": mark_id, **placing.anchor(rows)}
            anchors.append(here)
        states.append(here["state"])
        if here["state"] != "lost":
            span = Span(here["start"], here["end"])
            columns[mark_id] = place_columns(placing.document, span)
            if mark_id in guessed:
                columns[mark_id] |= guessing.anew(placing.document, guessed[mark_id], span)
    # All of one kind in a row: so they are taken back together.
    for row in anchors:
        step.insert("anchor", row)
    for mark_id, changes in columns.items():
        step.update("annotation", mark_id, changes)
    _carry_rejections(library, step, placing)
    return Anchored(*(states.count(state) for state in ("exact", "moved", "changed", "lost")))


def unplaced(library: Library, article_id: str) -> list[str]:
    """The standing marks that the article's current text says nothing of, by id.

    Those left with an older text by hand are not among them.
    """
    text_id = library.article(article_id).text_id
    stays = kept_old(library, article_id)
    return [
        mark_id
        for mark_id, rows in _places(library, article_id).items()
        if rows and text_id not in rows and mark_id not in stays
    ]


def flagged(library: Library, article_id: str) -> list[Mark]:
    """The changed and the lost marks of the article's current text, in its order.

    A lost one comes with the anchor of where it last stood: ``anchor.text_id`` is that text, its
    state "lost". Raises LibraryError.
    """
    text_id = library.article(article_id).text_id
    rows = library.fetch(
        "SELECT n.annotation_id, n.state FROM anchors n JOIN annotations a"
        " ON a.id = n.annotation_id LEFT JOIN tags g ON g.id = a.tag_id"
        " WHERE n.text_id = ? AND n.state IN ('changed', 'lost') AND a.removed_at IS NULL"
        ' ORDER BY n.start, -n."end", g.id IS NULL, g.position, a.id',
        text_id,
    )
    order = [known for known in as_read(library, article_id) if known != text_id]
    found: list[Mark] = []
    for mark_id, state in rows:
        stood = _last_stood(library, mark_id, order) if state == "lost" else text_id
        mark = library.mark(mark_id, stood or text_id)
        found.append(mark if state == "changed" else _as_lost(mark))
    return found


def place(
    library: Library, document: Document, article_id: str, text_id: str, mark: Mark, span: Span
) -> Mark:
    """Put a mark there by hand: it stands exactly, and guesses are read off its new words.

    Raises MarkError, LibraryError.
    """
    span = checked_span(document, span)
    with library.step("place") as step:
        row = _standing(step, mark)
        columns = anchor_columns(document, span)
        if step.row("anchor", mark.id, text_id) is None:
            step.insert("anchor", {"annotation_id": mark.id, "text_id": text_id, **columns})
        else:
            step.update("anchor", (mark.id, text_id), columns)
        step.update("annotation", mark.id, _columns(library, step, document, row, span))
    return library.mark(mark.id, text_id)


def approve(library: Library, mark: Mark) -> Mark:
    """A changed mark stands right where it is: it is flagged no more.

    Raises MarkError for one that was lost, LibraryError.
    """
    with library.step("approve") as step:
        _standing(step, mark)
        text_id = library.article(mark.annotation.article_id).text_id
        row = step.row("anchor", mark.id, text_id)
        if row is None or row["state"] == "lost":
            raise MarkError("This mark has no place in this text: select its words and place it.")
        if row["state"] == "changed":
            step.update("anchor", (mark.id, text_id), {"state": "moved"})
            step.update("annotation", mark.id, {"updated_at": step.at})
    return library.mark(mark.id, text_id)


def keep_old(library: Library, mark: Mark) -> None:
    """Leave a mark with the older text in which it last stood: it goes from the current one.

    New texts to come leave it there, too. Raises MarkError where no older text has it, LibraryError.
    """
    with library.step(KEEP_OLD) as step:
        said = _standing(step, mark)
        article = library.article(mark.annotation.article_id)
        order = [known for known in as_read(library, article.id) if known != article.text_id]
        stood = _last_stood(library, mark.id, order)
        if not stood:
            raise MarkError("No older text of this article has this mark: it can be removed.")
        row = library.text(stood)
        anchor = step.row("anchor", mark.id, stood)
        if anchor is None:
            raise LibraryError("This mark was placed elsewhere by now: nothing was changed.")
        document = _document(row.text, row.structure, article.language)
        span = Span(anchor["start"], anchor["end"])
        step.delete("anchor", (mark.id, article.text_id))
        step.update("annotation", mark.id, _columns(library, step, document, said, span))


class _Placing:
    """What the marks of one article are placed with: the new text, alignments from older ones."""

    def __init__(
        self,
        library: Library,
        article_id: str,
        text_id: str,
        order: list[str],
        known: Mapping[str, Alignment],
    ) -> None:
        row = library.text(text_id)
        self._library = library
        self._alignments = dict(known)
        self.text_id = text_id
        self.order = order
        language = library.article(article_id).language
        self.document = _document(row.text, row.structure, language)

    def alignment(self, text_id: str) -> Alignment:
        """From that text to the new one, made once."""
        found = self._alignments.get(text_id)
        if found is None:
            from annotate_tui.text.alignment import align

            old = self._library.text(text_id).text
            found = self._alignments[text_id] = align(old, self.document.text)
        return found

    def anchor(self, rows: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        """The columns of the anchor in the new text, of a mark with these anchors elsewhere."""
        stood = [rows[known] for known in self.order if known in rows]
        stood = [row for row in stood if row["state"] != "lost"]
        if not stood:
            last = list(rows.values())[-1]
            return {**last, "text_id": self.text_id, "state": "lost"}
        for row in _worth_asking(stood):
            mapped = self._map(row)
            if mapped.state in CERTAIN and row["state"] in CERTAIN:
                break
            if mapped.state != "lost" and row is stood[-1]:
                mapped = mapped._replace(state="changed")
                break
        else:
            return {**stood[-1], "text_id": self.text_id, "state": "lost"}
        columns = anchor_columns(self.document, Span(mapped.start, mapped.end))
        return {**columns, "text_id": self.text_id, "state": mapped.state}

    def _map(self, row: Mapping[str, Any]) -> Mapped:
        mapped = self.alignment(row["text_id"]).map_span(row["start"], row["end"])
        if mapped.state == "lost":
            return mapped
        document = self.document
        if not document.crosses_furniture(mapped.start, mapped.end):
            return mapped
        span = _outside_furniture(document, Span(mapped.start, mapped.end))
        if span is None:
            return mapped._replace(state="lost")
        return mapped._replace(start=span.start, end=span.end, state="changed")


def _worth_asking(stood: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The anchors that may tell where a mark is: the newest certain one, then the newest."""
    sure = next((row for row in reversed(stood) if row["state"] in CERTAIN), None)
    if sure is not None and sure is not stood[-1]:
        yield sure
    yield stood[-1]


def _outside_furniture(document: Document, span: Span) -> Span | None:
    """The longest part of the span that no furniture cuts; None where all is furniture."""
    first = document.block_index_at(span.start)
    last = document.block_index_at(max(span.start, span.end - 1))
    best: Span | None = None
    start: int | None = None
    end = span.start
    kinds = document.structure.kinds
    for index in range(first, last + 2):
        if index <= last and kinds[index] != BlockKind.FURNITURE:
            here = document.block(index)
            start = max(here.start, span.start) if start is None else start
            end = min(here.end, span.end)
            continue
        if start is not None and start < end and (best is None or end - start > best[1] - best[0]):
            best = Span(start, end)
        start = None
    if best is None:
        return None
    try:
        return checked_span(document, best)
    except MarkError:
        return None


def _document(text: str, structure: Structure, language: str) -> Document:
    from annotate_tui.text.document import Document

    return Document(text, structure, language)


def _places(library: Library, article_id: str) -> dict[str, dict[str, dict[str, Any]]]:
    """The anchors of the article's standing marks: by mark, then by text."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for mark_id, *values in library.fetch(
        'SELECT a.id, n.text_id, n.start, n."end", n.exact, n.prefix, n.suffix, n.state'
        " FROM annotations a JOIN anchors n ON n.annotation_id = a.id"
        " JOIN texts t ON t.id = n.text_id"
        " WHERE a.article_id = ? AND a.removed_at IS NULL ORDER BY a.id, t.n",
        article_id,
    ):
        row = dict(zip(_COLUMNS, values, strict=True))
        found[mark_id][row["text_id"]] = row
    return found


def kept_old(library: Library, article_id: str) -> set[str]:
    """The marks that were left with an older text by hand, and not placed in another since."""
    asked = library.fetch(
        "SELECT DISTINCT subject FROM events WHERE article_id = ? AND action = ?"
        " AND kind = 'anchor' AND after IS NULL",
        article_id,
        KEEP_OLD,
    )
    found: set[str] = set()
    for mark_id in {subject.split("/", 1)[0] for (subject,) in asked}:
        # The last word on where it stands, whoever said it: undone and redone steps say it again.
        action, undoes, after = library.fetch(
            "SELECT action, undoes, after FROM events WHERE kind = 'anchor'"
            " AND subject > ?1 || '/' AND subject < ?1 || '0'"
            " AND (before IS NULL OR after IS NULL) ORDER BY seq DESC LIMIT 1",
            mark_id,
        )[0]
        if after is None and _meant(library, action, undoes) == KEEP_OLD:
            found.add(mark_id)
    return found


def _meant(library: Library, action: str, undoes: str | None) -> str:
    """What a step did: of a redone one, what it did at first."""
    while action == "redo" and undoes:
        undone = library.fetch("SELECT undoes FROM events WHERE step = ? LIMIT 1", undoes)
        first = undone[0][0] if undone else None
        if not first:
            break
        action, undoes = library.fetch(
            "SELECT action, undoes FROM events WHERE step = ? LIMIT 1", first
        )[0]
    return action


def _last_stood(library: Library, mark_id: str, order: list[str]) -> str:
    """The newest of these texts in which the mark has a place; "" where none has it."""
    rows = library.fetch(
        "SELECT text_id FROM anchors WHERE annotation_id = ? AND state <> 'lost'", mark_id
    )
    known = {row[0] for row in rows}
    return next((text_id for text_id in reversed(order) if text_id in known), "")


def _as_lost(mark: Mark) -> Mark:
    from dataclasses import replace

    return Mark(mark.annotation, replace(mark.anchor, state="lost"))


def _columns(
    library: Library, step: Step, document: Document, row: Mapping[str, Any], span: Span
) -> dict[str, Any]:
    """What changes in the row of a mark that is put there."""
    anew = Guesses(library).anew(document, row, span)
    return {**place_columns(document, span), **anew, "updated_at": step.at}


def _standing(step: Step, mark: Mark) -> Mapping[str, Any]:
    """The row of the mark as it is by now."""
    row = step.row("annotation", mark.id)
    if row is None:
        raise LibraryError("This mark is no longer in the library: nothing was changed.")
    if row["removed_at"]:
        raise LibraryError("Another reader has removed this mark: nothing was changed.")
    return row


def _carry_rejections(library: Library, step: Step, placing: _Placing) -> None:
    """What was turned down in the text before is not suggested again where its words stand."""
    if not placing.order:
        return
    before = placing.order[-1]
    rows = library.fetch(
        'SELECT tag_id, start, "end", coder FROM rejections WHERE text_id = ?', before
    )
    for tag_id, start, end, coder in rows:
        mapped = placing.alignment(before).map_span(start, end)
        if mapped.state not in CERTAIN:
            continue
        key = (placing.text_id, tag_id, mapped.start, mapped.end, coder)
        if step.row("rejection", *key) is None:
            names = ("text_id", "tag_id", "start", "end", "coder")
            step.insert("rejection", dict(zip(names, key, strict=True)))
