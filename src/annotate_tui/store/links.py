"""A link that opens the source at the very words: the SQL of a URL with a text fragment.

The rules are those of the WICG text-fragments draft: after ``#:~:text=`` come the words, percent-
encoded, with ``-``, ``,`` and ``&`` always encoded; long or broken stretches are given as
``start,end``.
"""

from __future__ import annotations

LONG = 80
"""Spans of more code points are given as start,end."""

PIECE = 40
"""The most code points of each of the two pieces, cut at a space."""

_COMMON = "“”‘’–—…"
_ASCII = "%!\"#$&'()*+,-/:;<=>?@[\\]^`{|} "
_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~"


def fragment_sql(exact: str) -> str:
    """SQL of the words of a text fragment, for an SQL expression of a span's words in the text.

    Words on more than one line are given as start,end too, because one piece cannot cross two
    blocks of a page. Each round of ``encoded`` takes a run that may stay and the one character
    after it: SQLite has no function for this, and its parser takes no long nest of ``replace``.
    """
    tail = f"ltrim(r, '{_UNRESERVED}')"
    bytes_ = " || ".join(
        f"CASE WHEN length(h) > {at - 1} THEN '%' || substr(h, {at}, 2) ELSE '' END"
        for at in (1, 3, 5, 7)
    )
    return f"""(WITH RECURSIVE
        words(w) AS (
            SELECT replace(replace({exact}, char(9), ' '), char(31), ' ')),
        lines(w, a, z) AS (
            SELECT w, trim(substr(w, 1, instr(w || char(10), char(10)) - 1)),
                trim(replace(w, rtrim(w, replace(w, char(10), '')), '')) FROM words),
        pieces(w, a, z, x, y) AS (
            SELECT w, a, z, substr(a, 1, {PIECE}), substr(z, -{PIECE}) FROM lines),
        cuts(w, a, z, x, y, p, q) AS (
            SELECT w, length(a) > {PIECE}, length(z) > {PIECE}, x, y,
                rtrim(x, replace(x, ' ', '')), ltrim(y, replace(y, ' ', '')) FROM pieces),
        chosen(w) AS (
            SELECT CASE WHEN length(w) <= {LONG} AND instr(w, char(10)) = 0 THEN w
                ELSE trim(CASE WHEN a AND p <> '' THEN p ELSE x END) || char(31)
                    || trim(CASE WHEN z AND q <> '' THEN q ELSE y END) END FROM cuts),
        single(w) AS (
            SELECT replace(replace(replace(w, '  ', ' '), '  ', ' '), '  ', ' ') FROM chosen),
        encoded(o, r, h) AS (
            SELECT '', w, '' FROM single
            UNION ALL
            SELECT o || {bytes_} || substr(r, 1, length(r) - length({tail})), substr({tail}, 2),
                hex(substr({tail}, 1, 1))
            FROM encoded WHERE r <> '' OR h <> '')
        SELECT replace(o, '%1F', ',') FROM encoded WHERE r = '' AND h = '')"""


def common_sql(exact: str) -> tuple[str, str]:
    """SQL that tells whether a span is short and of ASCII and typographic marks, and encodes it.

    Six times as fast as `fragment_sql`. The replacements are nested by tens, each ten in a query of
    its own, because SQLite's parser gives up at a depth of 100.
    """
    marks = _ASCII + _COMMON
    sql, value = "", exact
    for at in range(0, len(marks), 10):
        for char in marks[at : at + 10]:
            encoded = "".join(f"%{byte:02X}" for byte in char.encode())
            value = f"replace({value}, {_text(char)}, '{encoded}')"
        sql = f"(SELECT {value} AS w FROM {sql})" if sql else f"(SELECT {value} AS w)"
        value = "w"
    applies = (
        f"length({exact}) <= {LONG} AND {exact} NOT GLOB '*[^ -~{_COMMON}]*'"
        f" AND instr({exact}, '  ') = 0"
    )
    return applies, sql


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def link_sql(source: str, exact: str) -> str:
    """SQL of the link: the web address with the fragment, "" for a source that is no web address.

    ``source`` and ``exact`` are SQL expressions: the article's source and the words as they stand
    in the text.
    """
    applies, common = common_sql(exact)
    return (
        f"CASE WHEN {source} LIKE 'http://%' OR {source} LIKE 'https://%' THEN {source}"
        f" || CASE instr({source}, '#') WHEN 0 THEN '#' ELSE '' END || ':~:text='"
        f" || CASE WHEN {applies} THEN {common} ELSE {fragment_sql(exact)} END ELSE '' END"
    )
