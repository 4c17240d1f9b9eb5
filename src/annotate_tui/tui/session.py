"""One open article: its text, its marks, where the reader stands. Changes go through services."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate_tui.model import Mark, Span, Tag
from annotate_tui.reading.mark_filter import MarkWords
from annotate_tui.reading.marks import MarkIndex
from annotate_tui.reading.motions import begin
from annotate_tui.reading.parts import Parts
from annotate_tui.reading.state import Reading
from annotate_tui.reading.whose import Whose
from annotate_tui.store import ArticleRow, Library, LibraryError, TextRow
from annotate_tui.text.document import Document
from annotate_tui.tui.keymap import Keymap, tag_keys
from annotate_tui.tui.offers import SUGGESTION, Offers

if TYPE_CHECKING:
    from annotate_tui.reading.finding import Search
    from annotate_tui.services.suggesting import Offer

PART_OF = "part_of"
_MANY = 500
"""Changed marks from which all places are read again in place of these."""


class Session:
    """What is open, and what this sitting did to it.

    ``made`` holds the ids of the marks made in this sitting, also in other articles. ``search`` is
    the last one in this text, ``lit`` the one whose matches are shown. ``whose`` says whose marks
    are shown; ``marks`` holds those and no others, so that nothing asks for what is hidden.
    ``linking`` is the id of a mark while another one is picked for it: it is shown with any in focus.
    ``offers`` are the suggestions; the one in focus is ``suggested``.
    """

    def __init__(
        self,
        library: Library,
        article: ArticleRow,
        text: TextRow,
        made: set[str] | None = None,
        keymap: Keymap | None = None,
        whose: Whose | None = None,
    ) -> None:
        self.library = library
        self.whose = whose or Whose(library.coder)
        self._coders: dict[str, int] | None = None
        self._keymap = keymap or Keymap()
        self.article = article
        self.text = text
        self.document = Document(text.text, text.structure, article.language or "en")
        position = article.read_position if text.id == article.text_id else 0
        self.reading: Reading = begin(self.document, position or None)
        self.tags: Mapping[str, Tag] = {}
        self.keys: Mapping[str, Tag] = {}
        self.clashes: list[str] = []
        self.marks = MarkIndex()
        self.mark_words = MarkWords(self._fetch_words)
        self.made = set() if made is None else made
        self.edge_step: str | None = None
        self.search: Search | None = None
        self.lit: Search | None = None
        self.touched: list[Span] = []
        self.offers = Offers(library, self.document, text.id)
        self._parts: Parts | None = None
        self.linking: str | None = None
        self._older: tuple[int, tuple[int, int]] | None = None
        self._saved = article.read_position
        self._seq = library.last_seq()
        self._read_tags()
        self.marks = self._index()

    def reload(self) -> None:
        """Read again what has changed by now; whatever differs is marked to be drawn."""
        self.article = self.library.article(self.article.id)
        seq = self.library.last_seq()
        changed, tags_too = self.library.changed_since(self._seq, self.article.id)
        self._reject_anew()
        self._seq = seq
        if tags_too:
            self._read_tags()
        if tags_too or len(changed) > _MANY:
            self._read_marks()
        elif changed:
            self.renew(changed)
        self._refocus()

    def _reject_anew(self) -> None:
        """Suggestions that were turned down, or offered again, since the last look."""
        if not self.offers.begun:
            return
        from annotate_tui.store.rejections import of_subject

        turned = self.library.fetch(
            "SELECT DISTINCT subject FROM events"
            " WHERE seq > ? AND kind = 'rejection' AND article_id = ?",
            self._seq,
            self.article.id,
        )
        for (subject,) in turned:
            text_id, rejection, _ = of_subject(subject)
            if text_id == self.text.id:
                self.touched.append(Span(rejection.start, rejection.end))
        self.offers.changed()

    def show(self, whose: Whose) -> None:
        """Show the marks of these coders, and hide the others'; one in focus that is hidden then
        leaves its words selected. Raises LibraryError.
        """
        if whose != self.whose:
            self.whose = whose
            self._read_marks()
            self._refocus()

    def show_offers(self, shown: bool, *, doubtful: bool) -> None:
        """Show suggestions or hide them, doubtful ones too or not; one in focus that is hidden then
        leaves its words selected.
        """
        offers, suggested = self.offers, self.suggested
        if (shown, doubtful) == (offers.shown, offers.doubtful):
            return
        offers.shown, offers.doubtful = shown, doubtful
        self.touched.append(Span(0, len(self.document.text)))
        if suggested is not None and not offers.shows(suggested):
            self.rest()

    @property
    def coders(self) -> dict[str, int]:
        """Who has marks in this text, by name, and how many: hidden ones count, too.

        Where the view is blind, one's own alone.
        """
        if self._coders is None:
            try:
                self._coders = dict(
                    self.library.fetch(
                        "SELECT a.coder, count(*) FROM anchors n JOIN annotations a"
                        " ON a.id = n.annotation_id WHERE n.text_id = ? AND n.state <> 'lost'"
                        " AND a.removed_at IS NULL GROUP BY a.coder ORDER BY a.coder",
                        self.text.id,
                    )
                )
            except LibraryError:
                # As with marks: asked for while the screen is drawn. It is asked for again.
                return {}
        if self.whose.blind:
            return {self.whose.me: self._coders.get(self.whose.me, 0)}
        return self._coders

    def _refocus(self) -> None:
        focus = self.reading.focus
        focused = self.focused
        if focused is not None:
            self.reading = replace(self.reading, start=focused.start, end=focused.end)
        elif focus is not None:
            self.rest()
        offer = self.suggested
        if offer is not None:
            self.offers.focus = self.offers.still_open(offer)
            if self.offers.focus is None:
                # Another reader under the same name has decided it.
                self.rest()

    def _read_tags(self) -> None:
        self.tags = {tag.id: tag for tag in self.library.tags()}
        self.keys, self.clashes = tag_keys(self.tags.values(), self._keymap)

    def _read_marks(self) -> None:
        """All of them anew: every mark is drawn again."""
        self.marks = self._index()
        self._coders = None
        self.offers.changed()
        self.mark_words.clear()
        self._parts = None
        self.touched.append(Span(0, len(self.document.text)))

    def _index(self) -> MarkIndex:
        return MarkIndex(self.library.spots(self.text.id, coders=self.whose.coders), self._fetch)

    def renew(self, ids: set[str]) -> None:
        """Read these marks again: one that is gone goes from the screen. Raises LibraryError."""
        self._coders = None
        self._touch(ids)
        before = [(spot.start, spot.end) for one in ids if (spot := self.marks.spot(one))]
        self.touched += [span for place in before for span in self.offers.spans(Span(*place))]
        self.offers.changed()
        self.mark_words.forget(ids)
        found = self.library.marks(self.text.id, sorted(ids), coders=self.whose.coders)
        self.marks = self.marks.changed(ids, [(mark, self._position(mark)) for mark in found])
        if self._parts is not None:
            for mark_id in ids:
                self._parts.put(mark_id, None)
            for mark in found:
                self._belongs(mark)
        self._touch(ids)
        after = [(mark.start, mark.end) for mark in found]
        self.touched += [
            span for place in {*before, *after} for span in self.offers.spans(Span(*place))
        ]

    def _touch(self, ids: Iterable[str]) -> None:
        for mark_id in ids:
            spot = self.marks.spot(mark_id)
            if spot is not None:
                self.touched.append(Span(spot.start, spot.end))

    def _fetch(self, ids: Sequence[str]) -> list[Mark]:
        # Marks are fetched while the screen is drawn, where nothing may be raised; what cannot be
        # read now is told by the next look for changes, and fetched again with the next picture.
        try:
            return self.library.marks(self.text.id, ids)
        except LibraryError:
            return []

    @property
    def sought(self) -> str:
        """What was searched for last in this text, as it was typed; "" for nothing."""
        return self.search.query.words if self.search is not None else ""

    @property
    def parts(self) -> Parts:
        """What is part of what in this text, read when it is first asked for."""
        if self._parts is None:
            from annotate_tui.services.belonging import part_pairs

            try:
                pairs = part_pairs(self.library, self.text.id)
                self._parts = Parts(pair for pair in pairs if self._tells(pair[0]))
            except LibraryError:
                # As with marks: asked for while the screen is drawn. It is asked for again.
                return Parts()
        return self._parts

    @property
    def kin(self) -> frozenset[str]:
        """The ids of the marks that belong together with the one in focus, itself left out."""
        focus = self.reading.focus
        if self.linking is not None:
            return frozenset({self.linking} - {focus})
        return self.parts.family(focus) if focus is not None else frozenset()

    def _fetch_words(self, ids: Sequence[str]) -> Mapping[str, str]:
        # As above: rows are looked for while they are drawn.
        try:
            return self.library.mark_words(ids)
        except LibraryError:
            return {}

    def put(self, mark: Mark) -> bool:
        """Take up a mark that was just written, in place of what was known of it.

        False where another reader has removed it: then it goes from the screen as well.
        """
        if mark.annotation.removed_at:
            self.drop(mark)
            if self.reading.focus == mark.id:
                self.rest()
            return False
        if not self.whose.shows(mark.annotation.coder):
            self.touched += self.offers.kept(mark)
            return True
        self._count(mark, 0 if mark.id in self.marks else 1)
        self._touch([mark.id])
        self.mark_words.forget([mark.id])
        self.touched.append(Span(mark.start, mark.end))
        self.marks = self.marks.changed((), [(mark, self._position(mark))])
        self.touched += self.offers.kept(mark)
        self._belongs(mark)
        return True

    def _belongs(self, mark: Mark) -> None:
        if self._parts is not None:
            whole = mark.annotation.fields.get(PART_OF)
            self._parts.put(mark.id, whole if whole and self._tells(mark.id) else None)

    def _tells(self, part: str) -> bool:
        """Whether what a mark is part of may be told: its own record says so, unless it is hidden."""
        return self.whose.coders is None or part in self.marks

    def drop(self, mark: Mark) -> None:
        """Forget a mark that was just removed."""
        self._count(mark, -1 if mark.id in self.marks else 0)
        self._touch([mark.id])
        self.mark_words.forget([mark.id])
        self.marks = self.marks.changed([mark.id], ())
        self.touched += self.offers.dropped(mark)
        if self._parts is not None:
            self._parts.put(mark.id, None)

    def _count(self, mark: Mark, more: int) -> None:
        if self._coders is not None and more:
            coder = mark.annotation.coder
            counts = {**self._coders, coder: self._coders.get(coder, 0) + more}
            self._coders = {name: counts[name] for name in sorted(counts) if counts[name]}

    def _position(self, mark: Mark) -> int:
        tag = self.tag_of(mark)
        return tag.position if tag else 0

    @property
    def focused(self) -> Mark | None:
        """The mark whose edges move, or None."""
        return self.marks.get(self.reading.focus)

    @property
    def suggested(self) -> Offer | None:
        """The suggestion in focus, whose edges move before it is kept, or None."""
        return self.offers.focus if self.reading.unit == SUGGESTION else None

    @property
    def edges_moved(self) -> bool:
        """Whether the suggestion in focus has other edges than its own: they are not stored yet."""
        return self.suggested is not None and self.reading.span != self.suggested.span

    def suggest(self, offer: Offer) -> None:
        """Make a suggestion the selection, to be kept or turned down."""
        self.offers.focus = offer
        self.reading = self.reading.select(offer.span, SUGGESTION)

    def find(self, mark_id: str) -> Mark | None:
        """The mark with that id in this text, also a removed one; None without one."""
        mark = self.marks.get(mark_id)
        if mark is not None:
            return mark
        try:
            return self.library.mark(mark_id, self.text.id)
        except LibraryError:
            return None

    @property
    def here(self) -> list[Mark]:
        """The marks that touch the selection."""
        return self.marks.touching(self.reading.start, self.reading.end)

    def focus(self, mark: Mark) -> None:
        """Make a mark the selection, with its edges ready to be moved."""
        self.reading = Reading(mark.start, mark.end, unit="mark", focus=mark.id)

    def rest(self) -> None:
        """Leave the mark in focus; its words stay selected."""
        span = self.reading.span
        sentence = self.document.sentence_at(span.start)
        whole = sentence is not None and (sentence.start, sentence.end) == span
        self.reading = self.reading.select(span, "sentence" if whole else "selection")

    @property
    def older(self) -> tuple[int, int] | None:
        """The number of the version that is open and how many there are; None for the current one."""
        if self.text.id == self.article.text_id:
            return None
        if self._older is None or self._older[0] != self._seq:
            from annotate_tui.services.versions import versions

            try:
                known = versions(self.library, self.article.id)
            except LibraryError:
                # As with marks: asked for while the screen is drawn. It is asked for again.
                return 0, 0
            number = next((one.number for one in known if one.text_id == self.text.id), 0)
            self._older = self._seq, (number, len(known))
        return self._older[1]

    def hint(self, action_id: str) -> str:
        """The key to name for an action, as it is bound."""
        return self._keymap.hint(action_id)

    def key_of(self, tag: Tag) -> str:
        """The key that tags with it; "" where it has none or something else has it."""
        return tag.key if self.keys.get(tag.key) is tag else ""

    def tag_of(self, mark: Mark) -> Tag | None:
        """The mark's tag; None for a plain note."""
        return self.tags.get(mark.annotation.tag_id or "")

    def save_position(self) -> None:
        """Remember where reading stands, in the current text only."""
        if self.text.id == self.article.text_id and self.reading.start != self._saved:
            self._saved = self.reading.start
            self.library.save_position(self.article.id, self.reading.start)
