"""Structure: what is built comes back from its bytes, and is found by offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import BlockKind, InlineKind
from annotate_tui.text.structure import (
    StructureBuilder,
    block,
    block_index_at,
    from_bytes,
    inline_marks,
    to_bytes,
)

BLOCKS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1, 50),
        st.sampled_from(list(BlockKind)),
        st.integers(0, 6),
        st.sampled_from(["", "•", "12."]),
    ),
    max_size=30,
)


@given(BLOCKS)
def test_bytes_bring_back_the_same_structure(blocks):
    builder = StructureBuilder()
    at = 0
    for gap, length, kind, level, label in blocks:
        start, end = at + gap, at + gap + length
        builder.add(start, end, kind, level, label)
        builder.mark(start, end, InlineKind.LINK, "https://example.org/ü" if label else "")
        at = end
    built = builder.build()
    again = from_bytes(to_bytes(built))
    assert again == built
    for index in range(len(built)):
        one = block(again, index)
        assert block_index_at(again, one.start) == index
        assert block_index_at(again, one.end - 1) == index
        assert [m.start for m in inline_marks(again, one.start, one.end)] == [one.start]


def test_a_block_out_of_order_is_refused():
    builder = StructureBuilder()
    builder.add(5, 9, BlockKind.PARAGRAPH)
    with pytest.raises(ValueError, match="before the last one ended"):
        builder.add(8, 12, BlockKind.PARAGRAPH)


@pytest.mark.parametrize("data", [b"", b"ANS1", b"nonsense that is long enough to hold a header"])
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="not a stored structure"):
        from_bytes(data)
