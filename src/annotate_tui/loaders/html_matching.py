"""The blocks of a whole page that hold the words of its article."""

from __future__ import annotations

from collections.abc import Iterable

from annotate_tui.loaders.html_words import skeleton
from annotate_tui.model import BlockKind, InlineKind, Structure
from annotate_tui.text.structure import StructureBuilder

_FORM = (BlockKind.HEADING, BlockKind.LIST_ITEM)
_MOSTLY = 0.6


def blocks_of(words: str, text: str, structure: Structure) -> tuple[str, Structure]:
    """The text and structure of those blocks whose words stand in ``words``, in their order.

    Where trafilatura gives all of an article as one run, its words are right and its form is lost:
    the page has the form.
    """
    wanted = skeleton(words)
    bare = _skeletons(text, structure)
    return _taken(text, structure, (at for at, held in enumerate(bare) if held and held in wanted))


def is_without_form(structure: Structure) -> bool:
    """Whether there is neither a heading nor an item of a list."""
    return not any(kind in structure.kinds for kind in _FORM)


def filled(
    text: str, structure: Structure, whole: str, its: Structure
) -> tuple[str, Structure] | None:
    """The article with what stands between its first and last block on the whole page.

    Where a page does not mark its article, trafilatura collects paragraphs and leaves the headings
    and lists between them. What is mostly links stays out. None where nothing of these is missing,
    or where so much stands between that the page must hold more than the article.
    """
    taken = {held for held in _skeletons(text, structure) if held}
    bare = _skeletons(whole, its)
    title = its.kinds.find(BlockKind.TITLE)
    same = [at for at, held in enumerate(bare) if held in taken and at != title]
    if not same:
        return None
    first, last = same[0], same[-1]
    if first and its.kinds[first - 1] == BlockKind.HEADING:
        first -= 1
    linked = _linked(its)
    kept = [title] if 0 <= title < first else []
    kept += [
        at for at in range(first, last + 1)
        if bare[at] in taken or linked[at] < _MOSTLY * (its.ends[at] - its.starts[at])
    ]  # fmt: skip
    more = [at for at in kept if bare[at] not in taken]
    known = sum(len(held) for held in taken)
    surplus = sum(len(bare[at]) for at in more)
    if not any(its.kinds[at] in _FORM for at in more) or surplus > known:
        return None
    return _taken(whole, its, kept)


def _skeletons(text: str, structure: Structure) -> list[str]:
    spans = zip(structure.starts, structure.ends, strict=True)
    return [skeleton(text[start:end]) for start, end in spans]


def _linked(structure: Structure) -> list[int]:
    """How many characters of each block are links."""
    found = [0] * len(structure)
    at = 0
    marks = zip(structure.mark_starts, structure.mark_ends, structure.mark_kinds, strict=True)
    for start, end, kind in marks:
        while at + 1 < len(structure) and structure.ends[at] <= start:
            at += 1
        if kind == InlineKind.LINK:
            found[at] += end - start
    return found


def _taken(text: str, structure: Structure, indices: Iterable[int]) -> tuple[str, Structure]:
    """The blocks with these indices as a text of their own."""
    builder = StructureBuilder()
    parts: list[str] = []
    at, last, mark = 0, -2, 0
    for index in indices:
        start, end = structure.starts[index], structure.ends[index]
        if parts:
            gap = text[structure.ends[last] : start] if last == index - 1 else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(text[start:end])
        kind = BlockKind(structure.kinds[index])
        label = structure.labels.get(index, "")
        builder.add(at, at + end - start, kind, structure.levels[index], label)
        while mark < len(structure.mark_starts) and structure.mark_starts[mark] < end:
            if structure.mark_starts[mark] >= start:
                builder.mark(
                    structure.mark_starts[mark] - start + at,
                    structure.mark_ends[mark] - start + at,
                    InlineKind(structure.mark_kinds[mark]),
                    structure.hrefs.get(mark, ""),
                )
            mark += 1
        at, last = at + end - start, index
    return "".join(parts), builder.build()
