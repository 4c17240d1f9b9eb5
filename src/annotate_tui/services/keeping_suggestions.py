"""Suggestions kept and turned down, and marks made by hand with their fields guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from annotate_tui.model import Mark, Span, Suggestion, Tag
from annotate_tui.services import marking
from annotate_tui.services.advice import Offer, fields_for, fitting
from annotate_tui.services.decisions import kinds_of
from annotate_tui.services.halves import Family, join
from annotate_tui.store import Library, LibraryError, Step
from annotate_tui.store.codebook import PART_OF

if TYPE_CHECKING:
    from annotate_tui.text.document import Document


_AMOUNT = "figure"
_WHO = ("speaker", "speaker_text")


def keep(
    library: Library,
    document: Document,
    article_id: str,
    text_id: str,
    offer: Offer,
    *,
    span: Span | None = None,
    tag: Tag | None = None,
    confirmed: Collection[str] = (),
    fields: Mapping[str, Any] | None = None,
) -> Mark:
    """Keep a suggestion as a mark of origin "suggested", in one step.

    ``span`` gives it other edges and ``tag`` another tag; where the mark does not overlap it under
    its own tag or one below that, it counts as turned down. ``fields`` replace suggested values,
    None or "" empties one. What was suggested and neither changed nor ``confirmed`` is a guess. Under
    another kind of tag, and of a number's other words, the fields are read anew and are guesses.
    Where it continues another suggestion, or another continues it, the marks are linked as soon as
    both stand. Raises MarkError, FieldError, LibraryError.
    """
    one, chosen = offer.suggestion, _as_it_is(library, tag or offer.tag)
    place = marking.checked_span(document, span or one.span)
    shown = suggested = fields_for(one, chosen)
    kind = kinds_of(library.tags()).get(chosen.id, "")
    if kind and (kind != one.tag or (kind == _AMOUNT and place != one.span)):
        # Under another kind of tag the words say something else, as a number of other words does.
        suggested = {
            **({} if kind == _AMOUNT else shown),
            **read_off(document, kind, place, chosen),
        }
        suggested = {**{name: shown[name] for name in _WHO if name in shown}, **suggested}
    changed = {
        name: value for name, value in (fields or {}).items() if suggested.get(name) != value
    }
    guessed = [
        name
        for name, value in suggested.items()
        if name not in changed and (name not in confirmed or shown.get(name) != value)
    ]
    with library.step("keep") as step:
        family = Family(library, document, text_id, one)
        links = {} if PART_OF.name in changed else family.link()
        mark = marking.tag_span(
            library,
            document,
            article_id,
            text_id,
            place,
            chosen,
            fields={**suggested, **links, **changed},
            guessed=guessed,
            origin="suggested",
        )
        if not _decides(library, place, chosen, one):
            _turn_down(library, step, text_id, offer)
        for other in family.continued():
            join(step, other, mark.id)
    return mark


def reject(library: Library, text_id: str, offer: Offer) -> None:
    """Turn a suggestion down for good, in this text, for the library's coder; one step.

    What is turned down already stays so. Raises LibraryError.
    """
    with library.step("reject") as step:
        _as_it_is(library, offer.tag)
        _turn_down(library, step, text_id, offer)


def tag_by_hand(
    library: Library, document: Document, article_id: str, text_id: str, span: Span, tag: Tag
) -> Mark:
    """Tag the span, with the fields that a rule reads off its words as guesses; one step.

    Raises MarkError, FieldError, LibraryError.
    """
    place = marking.checked_span(document, span)
    kind = kinds_of(library.tags()).get(tag.id, "")
    fields = read_off(document, kind, place, tag) if kind else {}
    where = (library, document, article_id, text_id)
    return marking.tag_span(*where, place, tag, fields=fields, guessed=list(fields))


def read_off(document: Document, kind: str, span: Span, tag: Tag) -> dict[str, Any]:
    """The fields of that tag that a rule reads off those words, by the kind of what is suggested."""
    # The rules take milliseconds to import: not before the first tag.
    from annotate_tui.detect.guessing import guess

    return fitting(guess(document, kind, span), tag)


def _as_it_is(library: Library, tag: Tag) -> Tag:
    """The tag as the codebook has it by now. Raises LibraryError where it is gone."""
    found = next((one for one in library.tags() if one.id == tag.id), None)
    if found is None:
        raise LibraryError(
            f"The tag {tag.path} is no longer in the codebook, another program has taken it out:"
            " nothing was changed."
        )
    return found


def _decides(library: Library, span: Span, tag: Tag, one: Suggestion) -> bool:
    """Whether a mark with that span and tag decides the suggestion, also when its edges are moved.

    Under a tag of another kind it does so only for as long as they stay.
    """
    overlap = span.start < one.end and one.start < span.end
    return overlap and kinds_of(library.tags()).get(tag.id) == one.tag


def _turn_down(library: Library, step: Step, text_id: str, offer: Offer) -> None:
    start, end = offer.span
    key = (text_id, offer.tag.id, start, end, library.coder)
    if step.row("rejection", *key) is None:
        names = ("text_id", "tag_id", "start", "end", "coder")
        step.insert("rejection", dict(zip(names, key, strict=True)))
