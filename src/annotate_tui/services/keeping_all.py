"""Suggestions of many articles kept at once: a first pass over a corpus."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from annotate_tui.detect.suggester import Suggester
from annotate_tui.model import Span, Suggestion
from annotate_tui.services.advice import Advice, Offer, fields_for
from annotate_tui.services.decisions import Decisions
from annotate_tui.services.halves import Family, before, join
from annotate_tui.services.marking import anchor_columns, place_columns
from annotate_tui.store import ArticleRow, Library, ReadOnlyLibrary, Step
from annotate_tui.store.codebook import PART_OF
from annotate_tui.text.document import Document


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be kept: by the starting tags' names (None: all), and from which score on.

    Without a score what is likely, or ``everything``.
    """

    tags: frozenset[str] | None = None
    min_score: float | None = None
    everything: bool = False

    def takes(self, one: Suggestion) -> bool:
        """Whether that one is to be kept."""
        if self.tags is not None and one.tag not in self.tags:
            return False
        if self.min_score is not None:
            return one.score >= self.min_score
        return self.everything or one.likely


def keep_all(
    library: Library,
    articles: Iterable[ArticleRow],
    *,
    min_score: float | None = None,
    everything: bool = False,
    tags: Collection[str] | None = None,
) -> dict[str, int]:
    """Keep what is suggested in the articles and not decided, in one step; gives counts by tag id.

    ``min_score`` takes the place of the usual cut, ``everything`` keeps the doubtful ones too,
    ``tags`` are names of starting tags (None: all of them). All fields count as guesses. The
    articles are taken one at a time and looked through before anything is written; what is found
    waits in a temporary file, so that the library is locked for the writing alone, and nothing is
    kept when it fails. Raises ReadOnlyLibrary, LibraryError.
    """
    if library.read_only:
        raise ReadOnlyLibrary(library.why_read_only)
    wish = Wish(None if tags is None else frozenset(tags), min_score, everything)
    counts: dict[str, int] = {}
    with TemporaryFile("w+", encoding="utf-8") as waiting:
        last = library.last_seq()
        seen: set[str] = set()
        for article in articles:
            if article.id in seen:
                continue
            seen.add(article.id)
            found = _found(library, article, wish)
            if found["marks"]:
                waiting.write(json.dumps(found) + "\n")
        waiting.seek(0)
        with library.step("keep-all") as step:
            unchanged = library.last_seq() == last
            for line in waiting:
                found = json.loads(line)
                if not unchanged:
                    found["marks"] = list(_still_open(library, found))
                for tag_id in _write(library, step, found):
                    counts[tag_id] = counts.get(tag_id, 0) + 1
    return counts


def _found(library: Library, article: ArticleRow, wish: Wish) -> dict[str, Any]:
    """What is to be kept of one article, as JSON can hold it."""
    marks: list[dict[str, Any]] = []
    found = {"article_id": article.id, "text_id": article.text_id, "marks": marks}
    if not article.text_id:
        return found
    text = library.text(article.text_id)
    document = Document(text.text, text.structure, article.language)
    suggester = Suggester(document)
    advice = Advice(library, document, text.id, suggester=suggester)
    offers: dict[tuple[str, Span], Offer] = {}
    parts: dict[str, dict[Span, Suggestion]] = {}
    for index in range(len(suggester)):
        for one in suggester.of(index):
            if one.part_of is not None:
                parts.setdefault(one.tag, {})[one.span] = one
        for offer in advice.of(index):
            if wish.takes(offer.suggestion):
                offers[offer.suggestion.tag, offer.span] = offer
    continued = {
        (tag, span)
        for tag, known in parts.items()
        for place, one in known.items()
        if (tag, place) not in offers
        for span in before(one, known)
    }
    for (tag, span), offer in offers.items():
        one, known = offer.suggestion, parts.get(tag, {})
        mark = _mark(document, offer)
        wholes = (whole for whole in before(one, known) if (tag, whole) in offers)
        whole = next(wholes, None)
        if whole is not None:
            mark["whole"] = list(whole)
        elif one.part_of is not None or (tag, span) in continued:
            family = Family(library, document, text.id, one, suggester)
            mark["fields"] |= family.link()
            mark["parts"] = family.continued()
        marks.append(mark)
    return found


def _mark(document: Document, offer: Offer) -> dict[str, Any]:
    return {
        "tag": offer.suggestion.tag,
        "tag_id": offer.tag.id,
        "fields": fields_for(*offer),
        "place": place_columns(document, offer.span),
        "anchor": anchor_columns(document, offer.span),
    }


def _still_open(library: Library, found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Those that nobody has decided while the other articles were looked through."""
    decisions = Decisions(library, found["text_id"], library.coder)
    for mark in found["marks"]:
        tag = decisions.tags.get(mark["tag"])
        anchor = mark["anchor"]
        one = Suggestion(
            start=anchor["start"], end=anchor["end"], tag=mark["tag"], fields=mark["fields"]
        )
        if tag is not None and not decisions.is_decided(one, tag):
            links = {n: v for n, v in mark["fields"].items() if n == PART_OF.name}
            yield {**mark, "fields": {**fields_for(one, tag), **links}}


def _write(library: Library, step: Step, found: dict[str, Any]) -> Iterator[str]:
    """Write the marks of one article; gives the tag of each."""
    ids: dict[tuple[str, int, int], str] = {}
    for mark in found["marks"]:
        anchor = mark["anchor"]
        made = library.new_id()
        ids[mark["tag"], anchor["start"], anchor["end"]] = made
        whole = ids.get((mark["tag"], *mark["whole"])) if "whole" in mark else None
        fields = mark["fields"] | ({PART_OF.name: whole} if whole else {})
        step.insert(
            "annotation",
            {
                "id": made,
                "article_id": found["article_id"],
                "tag_id": mark["tag_id"],
                "fields": fields,
                "guessed": [name for name in fields if name != PART_OF.name],
                "origin": "suggested",
                "coder": library.coder,
                "created_at": step.at,
                "updated_at": step.at,
                **mark["place"],
            },
        )
        step.insert("anchor", {"annotation_id": made, "text_id": found["text_id"], **anchor})
        for part in mark.get("parts", ()):
            join(step, part, made)
        yield mark["tag_id"]
