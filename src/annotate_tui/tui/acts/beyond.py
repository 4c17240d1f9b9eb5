"""What is opened over the text and over the library alike: lists over all that the file holds."""

from __future__ import annotations

from collections.abc import Callable

from annotate_tui.tui.acts import across
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session

Open = Callable[[Desk, Session | None], None]


def codebook(desk: Desk, session: Session | None) -> None:
    """The codebook: tags and their fields."""
    from annotate_tui.tui.acts.codebook import open_codebook

    open_codebook(desk, session)


def variables(desk: Desk, session: Session | None) -> None:
    """The document variables: the columns of one's own."""
    from annotate_tui.tui.acts.fields import document_variables

    document_variables(desk, session)


def values(desk: Desk, session: Session | None) -> None:
    """The values of a field over the whole library."""
    from annotate_tui.tui.acts.values import open_values

    open_values(desk, session)


def add_article(desk: Desk, _session: Session | None) -> None:
    """One more article, from a file or an address."""
    from annotate_tui.tui.acts.renewing import ask_for_source

    ask_for_source(desk)


BEYOND: dict[str, Open] = {
    "search-library": across.search_library,
    "across": across.across,
    "codebook": codebook,
    "variables": variables,
    "values": values,
    "add-article": add_article,
}
"""By the ids of the reader's actions."""
