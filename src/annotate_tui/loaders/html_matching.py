"""The blocks of a whole page that hold the words of its article."""

from __future__ import annotations

from annotate_tui.loaders.html_words import skeleton
from annotate_tui.model import BlockKind, InlineKind, Structure
from annotate_tui.text.structure import StructureBuilder


def blocks_of(words: str, text: str, structure: Structure) -> tuple[str, Structure]:
    """The text and structure of those blocks whose words stand in ``words``, in their order.

    Where trafilatura gives all of an article as one run, its words are right and its form is lost:
    the page has the form.
    """
    wanted = skeleton(words)
    builder = StructureBuilder()
    parts: list[str] = []
    at, last, mark = 0, -2, 0
    for index, (start, end) in enumerate(zip(structure.starts, structure.ends, strict=True)):
        bare = skeleton(text[start:end])
        if not bare or bare not in wanted:
            continue
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
