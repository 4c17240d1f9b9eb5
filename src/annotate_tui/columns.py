"""The columns of the two tables this program gives, in order: the one place that names them.

The annotation table (the CSV export, the SQL view, JSON records) has one row per annotation. The
article table (``export --articles``) has one row per article. Readers go by name, so a column may
be added at the end of its group but never renamed.

Numbers (`paragraph_no`, `sentence_no`, `number`) count from 1. Offsets (`start_char`, `end_char`)
and lengths (`characters`) are code points from 0 into the text whose SHA-256 is `text_sha256`.
"""

from __future__ import annotations

from collections.abc import Iterable

ANNOTATION_COLUMNS: tuple[str, ...] = (
    "tag",
    "text",
    "speaker",
    "speaker_text",
    "speaker_role",
    "named",
    "note",
    "context",
    "title",
    "published",
    "link",
    "value",
    "low",
    "high",
    "qualifier",
    "change",
    "unit",
    "counted",
    "as_of",
    "cue",
    "quote_mode",
    "said_when",
    "restated",
    "stated_as",
    "check_worthy",
    "verdict",
    "evidence",
    "evidence_url",
    "source",
    "site",
    "authors",
    "article_updated",
    "retrieved_at",
    "language",
    "paragraph_no",
    "sentence_no",
    "start_char",
    "end_char",
    "anchor",
    "origin",
    "guessed",
    "coder",
    "coded_at",
    "changed_at",
    "article_note",
    "part_of",
    "id",
    "article_id",
    "text_sha256",
    "prefix",
    "suffix",
)
"""The annotation table, before the codebook's further fields and the document variables."""

FIELD_COLUMNS: tuple[str, ...] = (
    "speaker",
    "speaker_text",
    "speaker_role",
    "named",
    "value",
    "low",
    "high",
    "qualifier",
    "change",
    "unit",
    "counted",
    "as_of",
    "cue",
    "quote_mode",
    "said_when",
    "restated",
    "stated_as",
    "check_worthy",
    "verdict",
    "evidence",
    "evidence_url",
    "part_of",
)
"""Those of `ANNOTATION_COLUMNS` that hold a field of the annotation, under the field's own name."""

ARTICLE_COLUMNS: tuple[str, ...] = (
    "number",
    "title",
    "source",
    "link",
    "site",
    "authors",
    "published",
    "updated",
    "retrieved_at",
    "language",
    "added_at",
    "done_at",
    "note",
    "characters",
    "annotations",
)
"""The article table up to its counts; `annotations` counts every mark and plain note."""

ARTICLE_END_COLUMNS: tuple[str, ...] = ("text_sha256", "id")
"""What follows the counts in the article table, before the document variables."""

FIELD_PREFIX = "field."
VARIABLE_PREFIX = "article."
COUNT_PREFIX = "count."


def as_column(variable: str) -> str:
    """A variable's name as a column is told from others: SQLite takes A to Z for a to z."""
    return variable.encode(errors="surrogatepass").lower().decode(errors="surrogatepass")


def variable_names(variables: Iterable[str]) -> dict[str, str]:
    """The names that columns of document variables bear, by what `as_column` makes of them."""
    names: dict[str, str] = {}
    for name in variables:
        names.setdefault(as_column(name), name)
    return names


def annotation_columns(
    fields: Iterable[str] = (), variables: Iterable[str] = ()
) -> tuple[str, ...]:
    """The annotation table's columns for a codebook.

    ``fields`` are all field names of the codebook in its order; those with a column of their own
    add none. ``variables`` are the names of the document variables. Each name counts once, of
    variables that `as_column` calls the same the first one.
    """
    own = set(FIELD_COLUMNS)
    further = [name for name in dict.fromkeys(fields) if name not in own]
    return (
        *ANNOTATION_COLUMNS,
        *(FIELD_PREFIX + name for name in further),
        *(VARIABLE_PREFIX + name for name in variable_names(variables).values()),
    )


def article_columns(tags: Iterable[str] = (), variables: Iterable[str] = ()) -> tuple[str, ...]:
    """The article table's columns: one ``count.PATH`` for each tag path, in the codebook's order.

    A count is of that tag alone, not of the tags below it. ``variables`` as in
    `annotation_columns`.
    """
    return (
        *ARTICLE_COLUMNS,
        *(COUNT_PREFIX + path for path in dict.fromkeys(tags)),
        *ARTICLE_END_COLUMNS,
        *(VARIABLE_PREFIX + name for name in variable_names(variables).values()),
    )
