"""The lists of articles and marks as a few lines of Python say them, over the tables themselves."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime


def article_rows(library, words="", sort="added", reverse=False, group=""):
    """The articles' ids in order, with their groups."""
    rows = library.articles()
    kept = [row for row in rows if holds(words, *article_fields(row))]
    kept = in_order(kept, [article_key(row, sort) for row in kept], reverse)
    if group:
        labels = {row.id: label(row, group) for row in kept}
        back = reverse and group == sort
        groups = sorted(set(labels.values()), key=lambda g: (g.casefold(), g), reverse=back)
        groups.sort(key=lambda g: g == "")
        kept.sort(key=lambda row: groups.index(labels[row.id]))
    return [(row.id, label(row, group)) for row in kept]


def article_fields(row):
    own = [v for v in row.variables.values() if v is not None]
    said = [v if isinstance(v, str) else json.dumps(v) for v in own]
    return (
        row.title, row.source, row.site, *row.authors, row.published, row.language, row.note, *said,
    )  # fmt: skip


def holds(words, *fields):
    found = [field.casefold() for field in fields]
    return all(any(word in field for field in found) for word in words.casefold().split())


def article_key(row, sort):
    """What the row is sorted by; "" where it is unknown."""
    return {
        "added": row.number,
        "title": row.title.casefold(),
        "source": _origin(row).casefold(),
        "date": moment(row.published),
        "language": row.language.casefold(),
        "length": row.length,
        "marks": row.marks,
        "progress": min(1, row.read_position / row.length) if row.length else 0,
        "done": row.done_at,
    }[sort]


def moment(published):
    if re.search(r"T.*[+-]\d\d:\d\d$", published):
        return datetime.fromisoformat(published).astimezone(UTC).isoformat()[:19]
    return published if published[:1].isdigit() else ""


def label(row, group):
    if group == "source":
        return _origin(row)
    return row.published[:7] if group and row.published[:1].isdigit() else ""


def _origin(row):
    page = re.match(r"https?://([^/]*)", row.source, re.IGNORECASE)
    return row.site or (page[1] if page else row.source.split("/")[-1])


def in_order(rows, keys, reverse):
    """Rows by keys, ties as they come, all reversed if asked; what has the key "" last."""
    pairs = sorted(
        zip(keys, range(len(rows)), strict=True), key=lambda pair: (str(type(pair[0])), pair)
    )
    if reverse:
        pairs.reverse()
    pairs.sort(key=lambda pair: pair[0] == "")
    return [rows[i] for _, i in pairs]


def mark_rows(library, tag_id=None, speaker=None, words="", sort="article", reverse=False):
    """The marks' ids in order."""
    tags = {tag.id: tag for tag in library.tags()}
    articles = {row.id: row for row in library.articles()}
    found = []
    for row in library.query("SELECT * FROM annotations WHERE removed_at IS NULL"):
        article = articles.get(row["article_id"])
        anchor = article and anchor_of(library, row["id"], article.text_id)
        if not anchor:
            continue
        tag = tags.get(row["tag_id"])
        said = json.loads(row["fields"]).get("speaker", "")
        if tag_id is not None and (row["tag_id"] or "") != tag_id:
            continue
        if speaker is not None and said != speaker:
            continue
        path = tag.path if tag else ""
        fields = (row["text"], row["note"], said, path, row["coder"], article.title)
        if not holds(words, *fields):
            continue
        place = (article.number, anchor["start"], -anchor["end"], row["id"])
        by = {
            "article": "same",
            "tag": list(tags).index(tag.id) if tag else "",
            "speaker": (said.casefold(), said) if said else "",
            "left": " ".join(reversed(plain(anchor["prefix"])))[:48],
            "words": " ".join(plain(anchor["exact"]))[:48],
            "right": " ".join(plain(anchor["suffix"]))[:48],
            "date": moment(article.published),
        }[sort]
        found.append((place, by, row["id"]))
    found.sort(key=lambda item: item[0])
    return in_order([item[2] for item in found], [item[1] for item in found], reverse)


def plain(text):
    return re.findall(r"\w+", text.casefold())


def anchor_of(library, annotation_id, text_id):
    """Where the mark stands: as in the view for SQL."""
    rows = list(
        library.query(
            "SELECT n.* FROM anchors n JOIN texts t ON t.id = n.text_id WHERE annotation_id = ?"
            " ORDER BY t.n DESC",
            [annotation_id],
        )
    )
    here = [row for row in rows if row["text_id"] == text_id]
    standing = [row for row in rows if row["state"] != "lost"]
    return next(iter([*(r for r in here if r["state"] != "lost"), *standing, *here]), None)
