"""Documents to read in: the sample article, and texts put together block by block."""

from pathlib import Path

import pytest
from tests import documents

from annotate_tui.loaders import load_path
from annotate_tui.text.document import Document

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"


@pytest.fixture(scope="session")
def sample():
    """The sample article, as it is loaded."""
    article = load_path(SAMPLE)
    return Document(article.text, article.structure, article.language)


@pytest.fixture(scope="session")
def compose():
    """Makes a document of blocks: words for a paragraph, or (kind, words); two breaks between."""
    return documents.compose


@pytest.fixture(scope="session")
def words_of():
    """The selected words of a reading in a document."""

    def selected(document, reading):
        return document.text[reading.start : reading.end]

    return selected
