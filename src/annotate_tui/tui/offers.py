"""The suggestions of the open text, as the reader sees them: which are shown, which is in focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotate_tui.model import Mark, Span
from annotate_tui.store import Library, LibraryError
from annotate_tui.text.document import Document

if TYPE_CHECKING:
    from annotate_tui.services.suggesting import Advice, Offer

SUGGESTION = "suggestion"
"""What a selection is called that is a suggestion in focus."""
DECIDED = "decided"
"""What it is called behind the last suggestion: there the keys that decide only say so."""
HORIZON = 32_000
"""Code points ahead of the screen that are to be worked out by the time one is there."""


class Offers:
    """What is suggested in one text. Nothing is worked out, or imported for it, before `begin`.

    ``shown`` is whether the text shows any, ``doubtful`` whether it shows those that are more often
    wrong as well. ``focus`` is the one that was taken last; the session tells whether it still is.
    ``steps`` holds the suggestions decided in this sitting, by the ids of the steps that did so.
    """

    def __init__(self, library: Library, document: Document, text_id: str) -> None:
        self.shown = True
        self.doubtful = False
        self.focus: Offer | None = None
        self.steps: dict[str, Offer] = {}
        self._library = library
        self._document = document
        self._text_id = text_id
        self._advice: Advice | None = None
        self._stale = False
        self._drawn: set[Span] = set()

    def begin(self) -> Advice:
        """What works them out, made when it is first asked for. Raises LibraryError."""
        if self._advice is None:
            from annotate_tui.services.suggesting import Advice

            self._advice = Advice(self._library, self._document, self._text_id)
        return self._fresh(self._advice)

    @property
    def begun(self) -> bool:
        """Whether anything may be known by now."""
        return self._advice is not None

    def changed(self) -> None:
        """Marks, rejections or the codebook have changed: what is decided is looked up again."""
        self._stale = True

    def kept(self, mark: Mark) -> list[Span]:
        """A mark was made or changed; gives where what is shown may have changed with it."""
        return self._told(Span(mark.start, mark.end), lambda advice: advice.kept(mark))

    def dropped(self, mark: Mark) -> list[Span]:
        """A mark was removed; gives where what is shown may have changed with it."""
        return self._told(Span(mark.start, mark.end), lambda advice: advice.dropped(mark.id))

    def _told(self, span: Span, tell: Callable[[Advice], None]) -> list[Span]:
        if self._advice is None:
            return []
        before = self.spans(span)
        tell(self._advice)
        return [*before, *self.spans(span)]

    def touching(self, start: int, end: int) -> Sequence[Offer]:
        """Those shown that touch ``[start, end)``, in order, as far as they are known."""
        if not self.shown or self._advice is None:
            return ()
        try:
            return self._fresh(self._advice).between(Span(start, end), self.doubtful)
        except LibraryError:
            # Asked for while the screen is drawn, where nothing may be raised.
            return ()

    def shows(self, offer: Offer) -> bool:
        """Whether the text shows one like that, as long as it is not decided."""
        return self.shown and (self.doubtful or offer.suggestion.likely)

    def spans(self, span: Span) -> list[Span]:
        """Where those stand that touch a span: what is to be drawn when one of them is decided."""
        return [offer.span for offer in self.touching(*span)]

    def news(self, seen: Span) -> set[Span]:
        """Where, of what is seen, other suggestions stand than when this was asked last.

        A stretch becomes known by a key as well as in idle time, and all of it is to be drawn.
        """
        now = set(self.spans(seen))
        before, self._drawn = self._drawn, now
        return before ^ now

    def behind(self, span: Span) -> Offer | None:
        """The first one that comes after one, or after a mark, on that span. Raises LibraryError.

        Stretches that are not known yet are worked out on the way, as far as `Advice.after` goes.
        """
        if not self.shown:
            return None
        advice = self.begin()
        found = advice.after(span.start, self.doubtful)
        while found is not None and _place(found.span) < _place(span):
            found = advice.after(found, self.doubtful)
        return found

    def ahead(self, span: Span) -> Offer | None:
        """The last one that comes before a mark on that span. Raises LibraryError."""
        if not self.shown:
            return None
        advice = self.begin()
        found = advice.before(span.start + 1, self.doubtful)
        while found is not None and _place(found.span) >= _place(span):
            found = advice.before(found, self.doubtful)
        return found

    def after(self, offer: Offer) -> Offer | None:
        """The one after that one. Raises LibraryError."""
        return self.begin().after(offer, self.doubtful)

    def before(self, offer: Offer) -> Offer | None:
        """The one before that one. Raises LibraryError."""
        return self.begin().before(offer, self.doubtful)

    def at(self, span: Span) -> list[Offer]:
        """Those that touch a span, also where the stretch was not known; doubtful ones too.

        Raises LibraryError.
        """
        from annotate_tui.detect.passage import BEHIND

        advice = self.begin()
        # A long one may begin a stretch or two before.
        for place in (*range(span.start, max(-1, span.start - BEHIND - 1), -BEHIND // 2), span.end):
            if not advice.ready(span):
                advice.work(place)
        return advice.between(span, doubtful=True)

    def still_open(self, offer: Offer) -> Offer | None:
        """The same one as it is by now, None where it is decided. Raises LibraryError."""
        found = self.begin().between(offer.span, doubtful=True)
        return next((one for one in found if one.suggestion == offer.suggestion), None)

    def waits(self, place: int) -> bool:
        """Whether there is something to be worked out at a place or soon behind it."""
        if not self.shown or not len(self._document.structure):
            return False
        if self._advice is None:
            return True
        end = min(len(self._document.text), place + HORIZON)
        return not self._advice.ready(Span(place, max(end, place + 1)))

    def share(self) -> tuple[int, int] | None:
        """How many of the likely ones are decided, and how many there are, of what is known.

        None where nothing is known, shown or suggested.
        """
        if not self.shown or self._advice is None:
            return None
        try:
            decided, likely = self._fresh(self._advice).decided
        except LibraryError:
            return None
        return (decided, likely) if likely else None

    @property
    def complete(self) -> bool:
        """Whether the whole text is worked out."""
        whole = Span(0, max(1, len(self._document.text)))
        return self._advice is not None and self._advice.ready(whole)

    def _fresh(self, advice: Advice) -> Advice:
        if self._stale:
            advice.refresh()
            self._stale = False
        return advice


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end
