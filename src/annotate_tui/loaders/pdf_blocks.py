"""Paragraphs of all pages into the blocks of one text: kinds, what goes on, what stands aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from annotate_tui.loaders.parts import Inline, Part
from annotate_tui.loaders.pdf_hyphens import join_lines, known_words, plain_hyphens
from annotate_tui.loaders.pdf_lines import Line, Stretch
from annotate_tui.loaders.pdf_paragraphs import (
    BULLETS,
    LABEL,
    LEADERS,
    Column,
    Group,
    Measures,
    begins_small,
    edges,
    ends_early,
    group_lines,
    is_terminal,
    measure,
)
from annotate_tui.loaders.pdf_tables import cells_of, find_tables
from annotate_tui.loaders.pdf_words import BOLD, ITALIC, LINE_HYPHEN
from annotate_tui.model import BlockKind, InlineKind

_CAPTION = re.compile(
    r"(?:figure|fig\.|table|chart|photo|box|source|sources|abbildung|abb\.|tabelle|quelle|tableau)"
    r"(?:\s*\d+)?\s*[.:|–—]",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(eq=False)
class _Draft:
    kind: BlockKind
    lines: list[Line]
    column: Column
    level: int = 0
    label: str = ""
    aside: bool = False
    rows: list[list[str]] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.lines[0].size


def blocks_of(stretches: Sequence[Stretch]) -> list[Part]:
    """The blocks of a document from its columns in the order in which they are read.

    A paragraph that goes on in the next column or on the next page is one; notes, captions and
    tables between its halves come after it. The largest heading of the first page is the title.
    """
    measures = measure(stretches)
    drafts: list[_Draft] = []
    for number, stretch in enumerate(stretches):
        column = edges(stretch.lines, number, measures.rights, measures.body)
        drafts += _drafts(stretch.lines, column, measures)
    _mark_items(drafts)
    drafts = _put_together(_merge_headings(drafts), measures)
    _rank(drafts)
    known = known_words(line.text for stretch in stretches for line in stretch.lines)
    parts: list[Part] = []
    group = 0
    last: BlockKind | None = None
    for draft in drafts:
        if draft.kind != last or draft.kind == BlockKind.TABLE_ROW:
            group += 1
        last = draft.kind
        if draft.kind == BlockKind.TABLE_ROW:
            rows = ("\t".join(plain_hyphens(cell) for cell in row) for row in draft.rows)
            parts += [Part(draft.kind, row, group=group) for row in rows]
        else:
            text, marks = _written(draft, known, measures)
            parts.append(Part(draft.kind, text, draft.level, draft.label, marks, group))
    return parts


def _drafts(lines: list[Line], column: Column, measures: Measures) -> list[_Draft]:
    drafts: list[_Draft] = []
    at = 0
    for start, end in [*find_tables(lines), (len(lines), len(lines))]:
        for group in group_lines(lines[at:start], column, measures):
            drafts.append(_draft(group, measures))
        if start < end:
            table = lines[start:end]
            drafts.append(
                _Draft(BlockKind.TABLE_ROW, table, column, aside=True, rows=cells_of(table))
            )
        at = end
    return drafts


def _draft(group: Group, measures: Measures) -> _Draft:
    draft = _Draft(BlockKind.PARAGRAPH, group.lines, group.column)
    text = " ".join(line.text for line in group.lines)
    if _is_heading(group, text, measures):
        draft.kind = BlockKind.HEADING
    elif _CAPTION.match(text) or draft.size <= 0.92 * measures.body:
        draft.aside = True
    return draft


def _is_heading(group: Group, text: str, measures: Measures) -> bool:
    first = group.lines[0]
    if len(text) > 300 or len(_LETTER.findall(text)) < 2 or text[0] in BULLETS:
        return False
    if LEADERS.search(text):
        return False
    if measures.is_big(first):
        return not (len(group.lines) > 4 and is_terminal(text))
    if first.size < 0.95 * measures.body or len(group.lines) > 3 or len(text) > 160:
        return False
    if text[-1] in ".,;:" and not text[0].isdigit():
        return False
    bold = all(line.style & BOLD for line in group.lines) and not measures.style & BOLD
    capitals = len(group.lines) == 1 and text.isupper() and 4 <= len(text) <= 70
    return bold or (capitals and " " in text.strip() and group.column.slack(first) > 2 * first.size)


def _mark_items(drafts: list[_Draft]) -> None:
    """Items of lists: by bullets; by numbers where the neighbour counts on."""
    labels = [_label(draft) for draft in drafts]
    for i, (draft, label) in enumerate(zip(drafts, labels, strict=True)):
        if not label or draft.kind != BlockKind.PARAGRAPH:
            continue
        near = [labels[k] for k in (i - 1, i + 1) if 0 <= k < len(labels)]
        bullet = label[0] in BULLETS
        if bullet or any(_counts_on(label, other) for other in near):
            draft.kind, draft.level = BlockKind.LIST_ITEM, 1
            draft.label = label


def _label(draft: _Draft) -> str:
    found = LABEL.match(draft.lines[0].text)
    return found[1] if found else ""


def _counts_on(label: str, other: str) -> bool:
    if not other:
        return False
    mine, its = label.strip("()."), other.strip("().")
    if mine.isdigit() and its.isdigit():
        return abs(int(mine) - int(its)) == 1
    if label in "–—*-" or other in "–—*-":
        return label == other
    return len(mine) == len(its) == 1 and abs(ord(mine) - ord(its)) == 1


def _merge_headings(drafts: list[_Draft]) -> list[_Draft]:
    """Headings whose lines are in different columns of the sorting, put together again."""
    merged: list[_Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind == draft.kind == BlockKind.HEADING
            and last.column is not draft.column
            and last.lines[-1].page == draft.lines[0].page
            and last.size == draft.size
            and last.lines[-1].style == draft.lines[0].style
            and 0 < draft.lines[0].y - last.lines[-1].y < 1.4 * draft.size
        ):
            last.lines += draft.lines
        else:
            merged.append(draft)
    return merged


def _put_together(drafts: list[_Draft], measures: Measures) -> list[_Draft]:
    indented = _is_indented(drafts)
    done: list[_Draft] = []
    open_at: int | None = None
    for draft in drafts:
        body = not draft.aside and draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        if (
            open_at is not None
            and draft.kind == BlockKind.PARAGRAPH
            and body
            and done[open_at].column is not draft.column
            and _continues(done[open_at], draft, indented)
        ):
            before = done[open_at]
            # The later half decides how it ends, the earlier one where it began.
            before.lines = [*before.lines, *draft.lines]
            before.column = draft.column
            continue
        if body:
            open_at = len(done)
        elif not draft.aside:
            open_at = None
        done.append(draft)
    return done


def _is_indented(drafts: Sequence[_Draft]) -> bool:
    """Whether paragraphs begin with an indent, as a rule."""
    indents = [
        draft.column.indent(draft.lines[0]) - draft.column.indent(draft.lines[1])
        for draft in drafts
        if draft.kind == BlockKind.PARAGRAPH and not draft.aside and len(draft.lines) > 1
    ]
    return bool(indents) and median(indents) > 0.5 * drafts[0].size * 0.6


def _continues(before: _Draft, after: _Draft, indented: bool) -> bool:
    """Whether a paragraph goes on in the next column."""
    last, first = before.lines[-1], after.lines[0]
    if abs(last.size - first.size) > 0.05 * last.size or (last.style ^ first.style) & BOLD:
        return False
    text = last.text
    small = begins_small(first.text)
    if text[-1:] in ("-", LINE_HYPHEN, "\u2010"):
        return small or text[-1:] == LINE_HYPHEN
    terminal = is_terminal(text)
    if small and not terminal:
        return True
    alike = abs(before.column.width - after.column.width) < 0.15 * after.column.width
    full = alike and not ends_early(last, first, before.column)
    inward = after.column.indent(first) > 0.5 * first.size
    if len(after.lines) > 1:
        inward = after.column.indent(first) - after.column.indent(after.lines[1]) > 0.5 * first.size
    if not full or inward:
        return False
    return not terminal or small or indented


def _rank(drafts: Sequence[_Draft]) -> None:
    """The title and the levels of the headings, by size of type."""
    headings = [draft for draft in drafts if draft.kind == BlockKind.HEADING]
    if not headings:
        return
    first_page = drafts[0].lines[0].page
    on_first = [draft for draft in headings if draft.lines[0].page == first_page]
    title: _Draft | None = None
    if on_first:
        largest = max(on_first, key=lambda draft: draft.size)
        body = min((d.size for d in drafts if d.kind != BlockKind.HEADING), default=0.0)
        if largest.size > body or len(headings) == 1:
            title = largest
            title.kind = BlockKind.TITLE
            # Small lines over the headline: the paper's name, the day, the section.
            for draft in drafts[: drafts.index(title)]:
                if draft.aside and len(draft.lines) == 1 and draft.kind == BlockKind.PARAGRAPH:
                    draft.kind = BlockKind.FURNITURE
    kinds = sorted(
        {(-round(d.size), -(d.lines[0].style & BOLD)) for d in headings if d is not title}
    )
    for draft in headings:
        if draft is not title:
            key = (-round(draft.size), -(draft.lines[0].style & BOLD))
            draft.level = min(6, 2 + kinds.index(key))


def _written(
    draft: _Draft, known: Mapping[str, int], measures: Measures
) -> tuple[str, list[Inline]]:
    """The words of the lines as one string, and the marks on them."""
    parts: list[str] = []
    marks: list[Inline] = []
    at = 0
    plain = draft.kind in (BlockKind.TITLE, BlockKind.HEADING)
    for i, line in enumerate(draft.lines):
        text, blank = line.text, ""
        if i + 1 < len(draft.lines):
            text, blank = join_lines(text, draft.lines[i + 1].text, known)
        else:
            text = plain_hyphens(text)
        _collect(line, at, at + len(text), measures.style, plain, marks)
        parts += [text, blank]
        at += len(text) + len(blank)
    # One that no line's end explains, as where words are printed over one another.
    words = "".join(parts).replace(LINE_HYPHEN, "-")
    skip = 0
    if draft.label:
        found = LABEL.match(words)
        skip = found.end() if found else 0
        if draft.label[0] in "–—*-":
            draft.label = "–" if draft.label[0] in "–—" else "•"
    size = len(words) - skip
    moved = [(max(0, a - skip), min(size, b - skip), kind, href) for a, b, kind, href in marks]
    return words[skip:], [mark for mark in moved if mark[0] < mark[1]]


_STYLES = ((BOLD, InlineKind.STRONG), (ITALIC, InlineKind.EMPHASIS))


def _collect(
    line: Line, start: int, end: int, usual: int, plain: bool, marks: list[Inline]
) -> None:
    """Add the marks of a line's words; one that goes on from the word before grows."""
    at = start
    for word in line.words:
        if at > start and not word.glued:
            at += 1
        stop = min(end, at + len(word.text))
        wanted: list[tuple[InlineKind, str]] = []
        if not plain:
            wanted += [(kind, "") for bit, kind in _STYLES if word.style & bit and not usual & bit]
        if word.href:
            wanted.append((InlineKind.LINK, word.href))
        for kind, href in wanted:
            for k in range(len(marks) - 1, max(-1, len(marks) - 4), -1):
                a, b, its_kind, its_href = marks[k]
                if its_kind == kind and its_href == href and at - b <= 1:
                    marks[k] = (a, stop, kind, href)
                    break
            else:
                marks.append((at, stop, kind, href))
        at += len(word.text)
