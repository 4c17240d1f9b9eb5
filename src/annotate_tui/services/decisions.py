"""Which suggestions of a text one coder has decided: by marks that stand, and by turning down."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from annotate_tui.model import Mark, Span, Suggestion, Tag
from annotate_tui.store import Library, rejections
from annotate_tui.store.codebook import STARTING_TAGS
from annotate_tui.store.rejections import Rejection

KINDS = {tag.id: tag.name for tag in STARTING_TAGS}
"""What is suggested, by the id of the starting tag that it is suggested under."""

_CELL = 1_024
_LONG = 64
_MANY = 500

_Places = dict[str, tuple[int, int]]

_STANDING = """
SELECT a.id, n.start, n."end", a.tag_id FROM anchors n JOIN annotations a ON a.id = n.annotation_id
WHERE n.text_id = ? AND a.coder = ? AND a.tag_id IS NOT NULL AND n.state <> 'lost'
    AND a.removed_at IS NULL
"""

_SINCE = """
SELECT DISTINCT kind, subject FROM events WHERE seq > ? AND (kind = 'tag'
    OR kind IN ('annotation', 'anchor', 'rejection') AND article_id = ?) LIMIT ?
"""


def kinds_of(tags: Iterable[Tag]) -> dict[str, str]:
    """By tag id, what is suggested under that tag or the nearest one above it; others left out."""
    known = {tag.id: tag for tag in tags}
    found: dict[str, str] = {}
    for tag in known.values():
        at: Tag | None = tag
        while at is not None and at.id not in KINDS:
            at = known.get(at.parent_id or "")
        if at is not None:
            found[tag.id] = KINDS[at.id]
    return found


class Decisions:
    """What one coder has decided in one text.

    A suggestion is decided by a mark of theirs on its very span, whatever the tag, by one that
    overlaps it under its tag or a tag below that, and by having been turned down. A plain note
    decides nothing. Costs one look-up for each suggestion, and for each change what changed.
    """

    def __init__(self, library: Library, text_id: str, coder: str) -> None:
        self._library = library
        self._text_id = text_id
        self._coder = coder
        found = library.fetch("SELECT article_id FROM texts WHERE id = ?", text_id)
        self._article_id: str = found[0][0] if found else ""
        self.reload()

    def reload(self) -> None:
        """Read everything anew. Raises LibraryError."""
        library = self._library
        self._last = self._last_event()
        tags = library.tags()
        self._kinds = kinds_of(tags)
        self.tags = {KINDS[tag.id]: tag for tag in tags if tag.id in KINDS and not tag.archived_at}
        self._marks: dict[str, tuple[int, int, str]] = {}
        self._spans: Counter[tuple[int, int]] = Counter()
        self._cells: defaultdict[tuple[str, int], _Places] = defaultdict(dict)
        self._long: defaultdict[str, _Places] = defaultdict(dict)
        for row in library.fetch(_STANDING, self._text_id, self._coder):
            self._add(*row)
        self._rejected = rejections.of_text(library.fetch, self._text_id, self._coder)

    def refresh(self) -> list[Span] | None:
        """Take in what was written since; gives where, or None for everywhere.

        Costs what was written, not what there is. Raises LibraryError.
        """
        now = self._last_event()
        if now == self._last:
            return []
        seq, id_ = self._last
        fetch = self._library.fetch
        known = not seq or fetch("SELECT 1 FROM events WHERE seq = ? AND id = ?", seq, id_)
        rows = fetch(_SINCE, seq, self._article_id, _MANY) if known else []
        if not known or len(rows) == _MANY or any(kind == "tag" for kind, _ in rows):
            self.reload()
            return None
        self._last = now
        changed: list[Span] = []
        ids = list({subject.split("/")[0] for kind, subject in rows if kind != "rejection"})
        if ids:
            standing = {m.id: m for m in self._library.marks(self._text_id, ids, [self._coder])}
            for one in ids:
                changed += self.kept(standing[one]) if one in standing else self.dropped(one)
        for kind, subject in rows:
            if kind == "rejection":
                text_id, rejection, coder = rejections.of_subject(subject)
                if (text_id, coder) == (self._text_id, self._coder):
                    self._rejected.discard(rejection)
                    if rejections.stands(fetch, text_id, coder, rejection):
                        self._rejected.add(rejection)
                    changed.append(Span(rejection.start, rejection.end))
        return changed

    def kept(self, mark: Mark) -> list[Span]:
        """A mark was made or changed; gives where it stood and stands."""
        before = self.dropped(mark.id)
        said = mark.annotation
        ours = said.coder == self._coder and mark.anchor.text_id == self._text_id
        if not ours or said.tag_id is None or said.removed_at or mark.anchor.state == "lost":
            return before
        self._add(mark.id, mark.start, mark.end, said.tag_id)
        return [*before, Span(mark.start, mark.end)]

    def dropped(self, mark_id: str) -> list[Span]:
        """A mark stands no longer; gives where it stood."""
        found = self._marks.pop(mark_id, None)
        if found is None:
            return []
        start, end, kind = found
        self._spans[start, end] -= 1
        if not self._spans[start, end]:
            del self._spans[start, end]
        for held in self._holding(kind, start, end):
            held.pop(mark_id, None)
        return [Span(start, end)]

    def is_decided(self, one: Suggestion, tag: Tag) -> bool:
        """Whether that suggestion, under ``tag``, is decided."""
        start, end = one.start, one.end
        if (start, end) in self._spans or Rejection(tag.id, start, end) in self._rejected:
            return True
        return next(self.marked(one.tag, Span(start, end)), "") != ""

    def marked(self, kind: str, span: Span) -> Iterator[str]:
        """The ids of the marks of that kind that overlap the span."""
        cells = range(span.start // _CELL, (span.end - 1) // _CELL + 1)
        near = [self._cells[kind, at] for at in cells if (kind, at) in self._cells]
        for held in [*near, self._long[kind]]:
            for id_, (start, end) in held.items():
                if start < span.end and span.start < end:
                    yield id_

    def _add(self, id_: str, start: int, end: int, tag_id: str) -> None:
        kind = self._kinds.get(tag_id, "")
        self._marks[id_] = (start, end, kind)
        self._spans[start, end] += 1
        for held in self._holding(kind, start, end):
            held[id_] = start, end

    def _holding(self, kind: str, start: int, end: int) -> list[_Places]:
        if not kind:
            return []
        first, last = start // _CELL, (end - 1) // _CELL
        if first == last:
            return [self._cells[kind, first]]
        if last - first > _LONG:
            return [self._long[kind]]
        return [self._cells[kind, at] for at in range(first, last + 1)]

    def _last_event(self) -> tuple[int, str]:
        found = self._library.fetch("SELECT seq, id FROM events ORDER BY seq DESC LIMIT 1")
        return (found[0][0], found[0][1]) if found else (0, "")
