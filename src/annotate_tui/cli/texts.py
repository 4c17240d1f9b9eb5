"""A text that the command line names: in a file, on standard input, or else in the library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from annotate_tui.cli.opening import check_source, is_url
from annotate_tui.cli.piped import piped_article

if TYPE_CHECKING:
    from annotate_tui.model import Article


def text_outside(source: str) -> Article | None:
    """The text of a file, or of standard input for "-"; None for what must be in the library.

    A file wins over an article of the same name. A web address is that of an article that was
    fetched. Raises Failure for any other address, LoadError.
    """
    if source == "-":
        return piped_article()
    # Path's own raises for a name that is too long, as words of a title may be.
    if os.path.exists(source):  # noqa: PTH110
        from annotate_tui.loaders import load_path

        return load_path(source)
    if is_url(source):
        check_source(source)
    return None
