"""A library of any size in seconds: articles and marks written straight into the tables.

``python -m benchmarks.corpus FILE ARTICLES MARKS`` makes one. The rows are those of `annotate add`
and of tagging, made by chance from a fixed seed, so that every run measures the same file; about
one title in four is not ASCII. There is no log of how they came about: undo finds nothing.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from pathlib import Path

from annotate_tui.model import BlockKind
from annotate_tui.store import Library
from annotate_tui.store.codebook import STARTING_TAGS
from annotate_tui.text.structure import StructureBuilder, to_bytes

SEED = 2026
CONTEXT = 32
"""Code points that an anchor keeps on each side of its words."""

_SUBJECTS = (
    "officials residents sources analysts traders soldiers farmers families reporters".split()
)
_VERBS = (
    "said reported denied confirmed explained feared expected measured counted observed".split()
)
_THINGS = "prices border rice markets controls phones fuel harvest exports medicine rail".split()
_PLACES = "Hyesan Pyongyang Sinuiju Chongjin Dandong Seoul Zürich İzmir Kraków Straße".split()
_TAILS = (
    "on Tuesday",
    "at least 16 times",
    "since the spring",
    "“with great care”",
    "by 40 percent",
    "in the east",
    "양강도에서",
    "after the flood",
)
_SITES = ("dailynk.com", "example.org", "Süddeutsche Zeitung", "The Herald", "nk-insider.org", "")
_LANGUAGES = ("en", "en", "en", "ko", "de", "")
_SPEAKERS = (
    "",
    "",
    "Kim Min-ji",
    "a source in Yanggang",
    "Jörg Weiß",
    "Ministry of Trade",
    "박 씨",
)


def make(path: Path, articles: int, marks: int, *, sentences: int = 8) -> None:
    """Write a new library with so many articles of ``sentences`` sentences, and so many marks.

    Marks are spread evenly, tags and plain notes in turn. Raises FileExistsError where the file is
    there already, LibraryError where it cannot be written.
    """
    if path.exists():
        raise FileExistsError(f"{path} is there already: name another file.")
    chance = random.Random(SEED)
    stock = [_sentence(chance) for _ in range(400)]
    with Library.open(path, coder="bench") as library, library.step("corpus") as step:
        conn = step.conn
        texts: list[tuple[str, list[tuple[int, int]]]] = []
        for number in range(1, articles + 1):
            text, spans = _text(chance, stock, sentences)
            if number <= marks:
                texts.append((text, spans))
            conn.execute(_INSERT_ARTICLE, _article(chance, number))
            conn.execute(_INSERT_TEXT, _kept(number, text))
            # Not with the article: until its text is there, SQLite would look through all articles
            # for every text.
            conn.execute(
                "UPDATE articles SET text = ? WHERE id = ?", [_id(2, number), _id(1, number)]
            )
        for number in range(marks if articles else 0):
            at = number % articles
            annotation, anchor = _mark(chance, number, at + 1, *texts[at])
            conn.execute(_INSERT_ANNOTATION, annotation)
            conn.execute(_INSERT_ANCHOR, anchor)


_INSERT_ARTICLE = (
    "INSERT INTO articles (id, number, title, source, site, authors, published, language, added_at,"
    " read_position, done_at, variables) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_TEXT = (
    "INSERT INTO texts (n, id, article_id, sha256, original_sha256, loader, loader_version, length,"
    " structure, text) VALUES (?, ?, ?, ?, ?, 'plain', 1, ?, ?, ?)"
)
_INSERT_ANNOTATION = (
    "INSERT INTO annotations (id, article_id, tag_id, note, fields, coder, created_at, updated_at,"
    " text, context, paragraph_no, sentence_no) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"
)
_INSERT_ANCHOR = (
    'INSERT INTO anchors (annotation_id, text_id, start, "end", exact, prefix, suffix)'
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def _sentence(chance: random.Random) -> str:
    words = (
        chance.choice(_SUBJECTS).capitalize(),
        "in",
        chance.choice(_PLACES),
        chance.choice(_VERBS),
        chance.choice(_THINGS),
        "and",
        chance.choice(_THINGS),
        chance.choice(_TAILS),
    )
    return " ".join(words) + "."


def _text(
    chance: random.Random, stock: list[str], sentences: int
) -> tuple[str, list[tuple[int, int]]]:
    """A text of one paragraph, and the spans of its sentences."""
    chosen = chance.choices(stock, k=chance.randint(max(1, sentences // 2), sentences * 3 // 2))
    spans, at = [], 0
    for sentence in chosen:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return " ".join(chosen), spans


def _article(chance: random.Random, number: int) -> tuple[object, ...]:
    site = chance.choice(_SITES)
    host = site.replace(" ", "-").casefold() or "nowhere.example"
    title = (
        f"{chance.choice(_PLACES)}: {chance.choice(_SUBJECTS)} {chance.choice(_VERBS)}"
        f" {chance.choice(_THINGS)} {chance.choice(_TAILS)} ({number})"
    )
    day = f"{chance.randint(1995, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    when = chance.choice((day, day, f"{day}T{chance.randint(0, 23):02}:30+09:00", ""))
    added = f"2026-{1 + number % 12:02}-{1 + number % 28:02}T00:00:00.000Z"
    return (
        _id(1, number),
        number,
        title,
        f"https://{host}/articles/{number}",
        site,
        json.dumps([chance.choice(_SPEAKERS[2:])], ensure_ascii=False),
        when,
        chance.choice(_LANGUAGES),
        added,
        chance.randint(0, 300),
        added if number % 3 == 0 else None,
        json.dumps({"desk": chance.choice(_PLACES)}, ensure_ascii=False)
        if number % 5 == 0
        else "{}",
    )


def _kept(number: int, text: str) -> tuple[object, ...]:
    builder = StructureBuilder()
    builder.add(0, len(text), BlockKind.PARAGRAPH)
    digest = hashlib.sha256(text.encode()).hexdigest()
    structure = to_bytes(builder.build())
    ids = (_id(2, number), _id(1, number))
    return (number, *ids, digest, digest, len(text), structure, text)


def _mark(
    chance: random.Random, number: int, article: int, text: str, spans: list[tuple[int, int]]
) -> tuple[tuple[object, ...], tuple[object, ...]]:
    which = chance.randrange(len(spans))
    start, stop = spans[which]
    cuts = [i for i in range(start, stop) if text[i - 1 : i] in ("", " ")]
    start = chance.choice(cuts[: len(cuts) // 2] or cuts)
    tag = chance.choice((*STARTING_TAGS, None))
    speaker = chance.choice(_SPEAKERS) if tag else ""
    note = f"see {chance.choice(_THINGS)}" if tag is None or number % 4 == 0 else ""
    added = f"2026-{1 + number % 12:02}-{1 + number % 28:02}T00:00:00.000Z"
    annotation = (
        _id(3, number),
        _id(1, article),
        tag.id if tag else None,
        note,
        json.dumps({"speaker": speaker} if speaker else {}, ensure_ascii=False),
        chance.choice(("bench", "ann", "Jürgen")),
        added,
        added,
        text[start:stop],
        text[slice(*spans[which])],
        which + 1,
    )
    around = text[max(0, start - CONTEXT) : start], text[stop : stop + CONTEXT]
    return annotation, (_id(3, number), _id(2, article), start, stop, text[start:stop], *around)


def _id(kind: int, number: int) -> str:
    """An id of the form of our own, in the order of the numbers."""
    return f"0190{kind:04x}-0000-7000-8000-{number:012x}"


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
