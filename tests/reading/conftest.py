"""Documents to read in: the sample article, and texts put together block by block."""

from pathlib import Path

import pytest

from annotate_tui.loaders import load_path
from annotate_tui.model import BlockKind
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"


@pytest.fixture(scope="session")
def sample():
    """The sample article, as it is loaded."""
    article = load_path(SAMPLE)
    return Document(article.text, article.structure, article.language)


@pytest.fixture(scope="session")
def compose():
    """Makes a document of blocks: words for a paragraph, or (kind, words); two breaks between."""

    def made(*blocks, language="en"):
        builder, text = StructureBuilder(), ""
        for block in blocks:
            kind, words = (BlockKind.PARAGRAPH, block) if isinstance(block, str) else block
            builder.add(len(text), len(text) + len(words), kind)
            text += words + "\n\n"
        return Document(text, builder.build(), language)

    return made


@pytest.fixture(scope="session")
def words_of():
    """The selected words of a reading in a document."""

    def selected(document, reading):
        return document.text[reading.start : reading.end]

    return selected
