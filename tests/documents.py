"""Documents put together block by block, and random ones of what sentences are made of."""

from __future__ import annotations

from hypothesis import strategies as st

from annotate_tui.model import BlockKind
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder


def compose(*blocks, language="en", gap="\n\n"):
    """A document of blocks: words for a paragraph, or (kind, words), with ``gap`` between."""
    builder, text = StructureBuilder(), ""
    for block in blocks:
        kind, words = (BlockKind.PARAGRAPH, block) if isinstance(block, str) else block
        builder.add(len(text), len(text) + len(words), kind)
        text += words + gap
    return Document(text, builder.build(), language)


PIECES = st.lists(
    st.sampled_from(
        [
            "word",
            "He",
            "said.",
            "“Yes.”",
            '"No?"',
            "Mr.",
            "U.S.",
            "...",
            "16",
            "끝났다.",
            "他说。好",
            "\n",
            "alpha beta gamma",
        ]
    ),
    min_size=1,
    max_size=60,
).map(" ".join)
BLOCKS = st.lists(
    st.tuples(st.sampled_from([k for k in BlockKind if k is not BlockKind.RULE]), PIECES),
    max_size=6,
)
