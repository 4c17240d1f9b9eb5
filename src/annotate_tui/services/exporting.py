"""The tables that leave the library: which rows, in which columns, and what is still missing."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from annotate_tui.columns import (
    COUNT_PREFIX,
    VARIABLE_PREFIX,
    article_columns,
    as_column,
    variable_names,
)
from annotate_tui.model import Tag
from annotate_tui.services.adding import sample_path
from annotate_tui.services.fields import awaited_fields
from annotate_tui.store import ArticleRow, Library

Row = dict[str, Any]

_REGULAR_NAME = re.compile(r"[a-z]*[a-rt-wz]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which marks: all that fit every part; an empty part fits all.

    ``tags`` are paths, ``articles`` ids; ``since`` is a time in UTC as the library writes them:
    marks made or changed at or after it.
    """

    tags: Sequence[str] = ()
    articles: Sequence[str] = ()
    coders: Sequence[str] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in export order, and the columns that they are written in."""

    columns: tuple[str, ...]
    rows: list[Row]


EVERYTHING = Choice()


def annotation_table(library: Library, choice: Choice = EVERYTHING) -> Table:
    """The marks, one a row: articles as added, then by place. Raises LibraryError."""
    columns = [
        str(row["name"])
        for row in library.query("SELECT name FROM pragma_table_info('annotation_table')")
    ]
    parts: list[str] = []
    values: list[str] = []
    for column, wanted in (
        ("tag", choice.tags),
        ("article_id", choice.articles),
        ("coder", choice.coders),
    ):
        if wanted:
            parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values.extend(wanted)
    if choice.since:
        parts.append("changed_at >= ?")
        values.append(choice.since)
    where = f" WHERE {' AND '.join(parts)}" if parts else ""
    rows = library.query(f"SELECT * FROM annotation_table{where}", values)
    return Table(tuple(columns), list(rows))


def article_table(library: Library, articles: Sequence[str] = ()) -> Table:
    """The articles, one a row, as added; only those with these ids where any is given.

    The sample article is left out unless it is named or carries marks. Raises LibraryError.
    """
    everything = library.articles()
    rows = [a for a in everything if a.id in articles] if articles else own_articles(everything)
    counted = {tag_id for article in rows for tag_id, count in article.counts.items() if count}
    tags = [tag for tag in library.tags() if not tag.archived_at or tag.id in counted]
    declared = [variable.field.name for variable in library.variables()]
    variables = [*declared, *sorted({name for article in rows for name in article.variables})]
    columns = article_columns([tag.path for tag in tags], variables)
    names = variable_names(variables)
    return Table(columns, [_article_row(article, tags, names) for article in rows])


def own_articles(articles: Sequence[ArticleRow]) -> list[ArticleRow]:
    """Without the sample article where it carries no marks."""
    try:
        sample = hashlib.sha256(sample_path().read_bytes()).hexdigest()
    except OSError:
        return list(articles)
    return [a for a in articles if a.marks or a.original_sha256 != sample]


def missing(table: Table, tags: Iterable[Tag]) -> list[str]:
    """What a table of marks still lacks, each in a few words: "3 quotes without speaker".

    A quotation without a speaker, a field that the codebook requires, and values that a rule
    guessed and nobody confirmed.
    """
    found: list[str] = []
    known = list(tags)
    awaited = awaited_fields(known)
    for tag in known:
        marks = [row for row in table.rows if row["tag"] == tag.path] if awaited[tag.id] else []
        for name in awaited[tag.id]:
            column = name if name in table.columns else f"field.{name}"
            empty = sum(row.get(column) in (None, "") for row in marks)
            if empty:
                found.append(f"{counted(empty, tag.name)} without {name}")
    earlier = sum(row["anchor"] == "" for row in table.rows)
    if earlier:
        found.append(f"{counted(earlier, 'row')} placed in an earlier text of the article")
    guesses: Counter[bool] = Counter(bool(row["guessed"]) for row in table.rows)
    if guesses[True]:
        found.append(f"{counted(guesses[True], 'row')} with guessed fields")
    return found


def summary(table: Table, lacking: Sequence[str]) -> str:
    """One line: "23 rows; 3 quotes without speaker"."""
    return "; ".join([counted(len(table.rows), "row"), *lacking])


def counted(count: int, name: str) -> str:
    """ "1 quote", "3 quotes"; names with an unruly plural stay as they are."""
    plural = "s" if count != 1 and _REGULAR_NAME.fullmatch(name) else ""
    return f"{count} {name}{plural}"


def write_file(path: Path, write: Callable[[TextIO], Any]) -> None:
    """Have ``write`` write the file as UTF-8, all of it or nothing; line ends stay as written.

    A file that is there keeps its permissions. What is no plain file (a device, a named pipe) is
    written to directly. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _article_row(article: ArticleRow, tags: Sequence[Tag], names: Mapping[str, str]) -> Row:
    is_link = article.source.startswith(("http://", "https://"))
    return {
        "number": article.number,
        "title": article.title,
        "source": article.source,
        "link": article.source if is_link else "",
        "site": article.site,
        "authors": "; ".join(article.authors),
        "published": article.published,
        "updated": article.updated,
        "retrieved_at": article.retrieved_at,
        "language": article.language,
        "added_at": article.added_at,
        "done_at": article.done_at,
        "note": article.note,
        "characters": article.length,
        "annotations": article.marks,
        **{COUNT_PREFIX + tag.path: article.counts.get(tag.id, 0) for tag in tags},
        "text_sha256": article.text_sha256,
        "id": article.id,
        # Of two that share a column the first counts, as in the table of marks.
        **{
            VARIABLE_PREFIX + names[as_column(name)]: _cell(value)
            for name, value in reversed(list(article.variables.items()))
        },
    }


def _cell(value: Any) -> Any:  # noqa: ANN401
    """A variable's value as the view of the marks has it: lists joined, yes and no as words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        # What JSON has beside words and numbers, SQLite writes as 1 and 0, and nothing.
        parts = (int(p) if isinstance(p, bool) else p for p in value if p is not None)
        return "; ".join(map(_json, parts)) or None
    return _json(value) if isinstance(value, dict) else value


def _json(value: Any) -> str:  # noqa: ANN401
    nested = isinstance(value, list | dict)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if nested else str(value)
