"""Who may have said it: offered before anyone types."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from annotate_tui.detect.speakers import speakers_near
from annotate_tui.model import Mark, Span
from annotate_tui.store import Library

if TYPE_CHECKING:
    from annotate_tui.text.document import Document

NEAR = 5_000
"""Code points on each side of the span that are looked at: some texts are one paragraph."""

LIBRARY_SPEAKERS = 50
"""The most speakers of other articles that are offered."""

_GUESSED_OF = ("speaker_text", "speaker_role", "named")
"""Fields that a rule fills in about the speaker."""

_SPELT = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]"
"""A digit or a letter of the Latin, Greek and Cyrillic scripts."""


def speaker_candidates(
    library: Library,
    document: Document,
    article_id: str,
    span: Span,
    coders: Collection[str] | None = None,
) -> list[str]:
    """Candidates for the speaker of ``span``, likeliest first, without doubles.

    First those beside words of saying in its paragraph and those named in its sentence, as printed;
    then the speakers of this article, last used first; then the other names of the paragraph,
    persons first; last the speakers of the library by how often they were named. With ``coders``
    only they are heard on who speaks in this article. Raises LibraryError.
    """
    first, last = document.block_at(span.start), document.block_at(max(span.start, span.end - 1))
    around = Span(max(first.start, span.start - NEAR), min(last.end, span.end + NEAR))
    near = speakers_near(document, span.start, min(span.end, last.end), around)
    close = [_words(document.text, f.span) for f in near if f.says or f.here]
    others = [_words(document.text, f.span) for f in near if not (f.says or f.here)]
    said = [
        *close,
        *library.speakers(article_id, coders),
        *others,
        *library.speakers()[:LIBRARY_SPEAKERS],
    ]
    chosen: dict[str, str] = {}
    for name in said:
        chosen.setdefault(name.casefold(), name)
    return list(chosen.values())


def is_from_here(
    library: Library,
    document: Document,
    article_id: str,
    name: str,
    coders: Collection[str] | None = None,
) -> bool:
    """Whether a candidate stands in this text or was named in this article, by one of the ``coders``.

    Raises LibraryError.

    The others are speakers of other articles: worth offering, not worth assuming.
    """
    return (
        name in document.text
        or name in library.speakers(article_id, coders)
        or bool(re.search(r"\s+".join(map(re.escape, name.split())), document.text))
    )


def speaker_fields(document: Document, mark: Mark, said_by: str) -> dict[str, str]:
    """The fields for a speaker: ``speaker`` as named, ``speaker_text`` as printed.

    Words that stand in the mark's paragraph are what was printed there; a name that does not stand
    in it leaves the printed words as they are. An empty name empties both. What a rule guessed of
    the speaker before says nothing of another one, and is emptied.
    """
    name = " ".join(said_by.split())
    if not name:
        return {**_of_another(mark, name), "speaker": "", "speaker_text": ""}
    block = document.block_at(mark.start)
    # Whole words only: "Lee" was not printed by "fleeing". The case as named comes first.
    # Korean and Japanese join particles to a name, so only letters that words are spelt with count.
    words = r"\s+".join(map(re.escape, name.split()))
    pattern = rf"(?<!{_SPELT}){words}(?!{_SPELT})"
    paragraph = document.text[block.start : block.end]
    printed = re.search(pattern, paragraph) or re.search(pattern, paragraph, re.IGNORECASE)
    others = _of_another(mark, name)
    if printed is None:
        return {**others, "speaker": name}
    return {**others, "speaker": name, "speaker_text": " ".join(printed.group().split())}


def _of_another(mark: Mark, name: str) -> dict[str, str]:
    """The guesses, emptied, that belong to the speaker whom ``name`` takes the place of.

    Printed words that share none with that speaker ("she") are what stands there, whoever is meant.
    """
    fields, guessed = mark.annotation.fields, mark.annotation.guessed
    before = str(fields.get("speaker") or "").casefold()
    if not before or before == name.casefold():
        return {}
    printed = str(fields.get("speaker_text") or "").casefold()
    stays = set()
    if not set(printed.split()) & set(before.split()):
        stays = {one for one in _GUESSED_OF if str(fields.get(one) or "").casefold() == printed}
    return {one: "" for one in _GUESSED_OF if one in guessed and one not in stays}


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
