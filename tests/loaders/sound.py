"""What every article has to hold, whatever it was made of."""

from __future__ import annotations

import hashlib

from annotate_tui.model import Article, BlockKind
from annotate_tui.text.normal import normalise
from annotate_tui.text.structure import block_index_at, from_bytes, to_bytes

_DETAILS = {"title", "authors", "site", "published", "updated", "language", "source", "canonical"}


def check_sound(article: Article) -> None:
    """Raise AssertionError, which says what is wrong, for an article that no reader could open."""
    from annotate_tui.text.document import Document

    text, structure = article.text, article.structure
    assert text.strip(), "there are no words"
    assert normalise(text) == text, "the text is not normalised"
    text.encode()
    assert article.title == article.title.strip(), "white space around the title"
    at = titles = 0
    assert len(structure) == len(structure.kinds) == len(structure.levels) == len(structure.ends)
    for index in range(len(structure)):
        start, end = structure.starts[index], structure.ends[index]
        kind = BlockKind(structure.kinds[index])
        assert at <= start <= end <= len(text), f"block {index} is out of order or of the text"
        assert not text[at:start].strip(), f"words before block {index}: {text[at:start]!r}"
        words = text[start:end]
        if kind is not BlockKind.RULE:
            assert words.strip(), f"block {index} is empty"
            assert words == words.rstrip(), f"block {index} ends in white space: {words[-20:]!r}"
        if kind is not BlockKind.CODE:
            assert words == words.lstrip(), f"block {index} begins in white space: {words[:20]!r}"
        titles += kind is BlockKind.TITLE
        at = end
    assert not text[at:].strip(), f"words behind the last block: {text[at:]!r}"
    assert titles <= 1, "two title blocks"
    assert set(structure.labels) <= set(range(len(structure))), "a marker of no block"
    _check_marks(article)
    assert from_bytes(to_bytes(structure)) == structure, "the structure cannot be stored"
    stored = article.original if article.original is not None else text.encode()
    assert hashlib.sha256(stored).hexdigest() == article.original_sha256, "wrong hash"
    for detail in article.found:
        assert detail in _DETAILS, f"found says something of {detail}"
        known = detail == "canonical" or getattr(article, detail)
        assert known, f"found says where {detail} stood, but there is none"
    document = Document(text, structure, article.language)
    for index in range(len(structure)):
        for sentence in document.sentences_in(index):
            inside = structure.starts[index] <= sentence.start
            inside = inside and sentence.start < sentence.end <= structure.ends[index]
            assert inside, f"a sentence outside of block {index}"


def _check_marks(article: Article) -> None:
    structure = article.structure
    before = -1
    for number, (start, end) in enumerate(
        zip(structure.mark_starts, structure.mark_ends, strict=True)
    ):
        assert before <= start < end, f"inline mark {number} is out of order or empty"
        before = start
        index = block_index_at(structure, start)
        inside = structure.starts[index] <= start and end <= structure.ends[index]
        assert inside, f"inline mark {number} crosses a block"
