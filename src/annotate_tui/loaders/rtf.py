"""RTF: paragraphs, headings by their styles, lists, tables, notes, links and emphasis.

The text is what a reader sees: running heads, comments, pictures, hidden and deleted words are left
out; notes stand at the end under their numbers.
"""

from __future__ import annotations

from annotate_tui.loaders.decode import check_size
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.parts import Stated, article_of, put_parts
from annotate_tui.model import Article

NAME = "rtf"
VERSION = 1

_HEAD = b"{\\rtf"


def claims(data: bytes, name: str) -> bool:
    """Whether the content begins as RTF does."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_HEAD)


def load(data: bytes, source: str, name: str) -> Article:
    """The article in an RTF document; its title and authors as its properties state them.

    Raises LoadError for one without words, and for one nested too deeply to be sound.
    """
    from annotate_tui.loaders.rtf_reading import read_rtf

    called = name or source or "standard input"
    check_size(len(data), called)
    read = read_rtf(data, called)
    text, structure = put_parts(read.parts)
    if not text.strip():
        raise LoadError(f"{called} is empty: there is no text in this RTF file to read.")
    cut = () if read.is_whole else (f"{called} is cut off: what it still has was read.",)
    return article_of(
        text,
        structure,
        Stated(read.title, read.author),
        data=data,
        source=source,
        name=name,
        loader=(NAME, VERSION),
        warnings=cut,
    )
