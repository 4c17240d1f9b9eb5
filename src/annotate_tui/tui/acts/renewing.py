"""An article kept up with its source: read anew, what changed, marks to be placed, one more article."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui.store import ArticleRow
from annotate_tui.text.cells import display
from annotate_tui.tui.acts import articles, opening
from annotate_tui.tui.acts.moving import Action
from annotate_tui.tui.desk import Desk, in_here, sentence_of
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import quoted

if TYPE_CHECKING:
    from annotate_tui.loaders import Loaded
    from annotate_tui.model import Article
    from annotate_tui.services.refreshing import Refreshed

_TITLE = 40
"""Cells of a title in a sentence."""
_PLACE = 40
"""Cells of a place that is being read."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def refresh(desk: Desk, article: ArticleRow) -> None:
    """Read an article's source anew, in a thread: keys go on working, and the line below says so."""
    library = desk.library
    if library.read_only:
        desk.say(library.why_read_only)
        return
    job = f"refresh {article.id}"
    if job in desk.jobs:
        desk.say(f"{_named(article)} is being read already.")
        return
    from annotate_tui.services import refreshing
    from annotate_tui.tui.behind import Errand

    places = library.places(article.id)
    text = library.text(article.text_id).text

    def fetch() -> Article:
        return refreshing.read_again(article, places, desk.options, text=text)

    def take(read: Article) -> None:
        now = library.article(article.id)
        if now.removed_at:
            desk.say(f"{_named(now)} was removed meanwhile: nothing was taken over.")
        else:
            _refreshed(desk, now, refreshing.keep(library, now, read))

    told = f"Reading {_end_of(article.source) or _named(article)} …"
    Errand(fetch, take, lambda error: desk.say(sentence_of(error))).begin(desk, job, told)


def _refreshed(desk: Desk, article: ArticleRow, kept: Refreshed) -> None:
    """What came of it, said; where that article is open, its new text is."""
    session = desk.session
    here = session is not None and session.article.id == article.id
    opening.take_up(desk)
    told = in_here(kept.message)
    if desk.whose.coders is not None:
        # Its counts are of everybody's marks.
        what = "has a new text" if kept.status == "new_text" else "has not changed"
        told = f"Article {kept.article.number} {what}."
    if kept.status != "new_text":
        desk.say(told)
    elif here:
        desk.say(opening.changed_told(desk, kept.article, kept.anchored))
    else:
        # Its title says more than its number, where another one is open.
        desk.say(f"{_named(article)} {told.removeprefix(f'Article {kept.article.number} ')}")


def ask_for_source(desk: Desk) -> None:
    """Ask for a file or an address, and open what is there; it becomes an article of the library."""
    from annotate_tui.tui.modes.source_line import SourceLine

    if desk.library.read_only:
        desk.say(desk.library.why_read_only)
        return
    desk.open(SourceLine(bring_in))


def bring_in(desk: Desk, typed: str) -> None:
    """Open a file by its path, at once, or an address as soon as it has answered.

    Raises LoadError, LibraryError.
    """
    words = typed.strip()
    if not words:
        desk.say("Nothing was opened.")
        return
    if is_address(words):
        known = opening.fetched_before(desk.library, words)
        if known is None:
            _fetch(desk, words)
            return
        opening.show_added(desk, known)
        desk.say(f"Fetched before; {desk.keymap.hint('refresh')} reads it anew")
        return
    from annotate_tui.services import adding

    path = str(_expanded(words))
    opening.show_added(desk, adding.add_path(desk.library, path, options=desk.options))


def is_address(words: str) -> bool:
    """Whether this is an address with a scheme, not the path of a file."""
    return _ADDRESS.match(words) is not None and not Path(words).exists()


def _expanded(words: str) -> Path:
    try:
        return Path(words).expanduser()
    except RuntimeError:
        # "~nobody": the file is looked for by the name as it was typed.
        return Path(words)


def _fetch(desk: Desk, url: str) -> None:
    job = f"open {url}"
    if job in desk.jobs:
        desk.say(f"{url} is being read already.")
        return
    from annotate_tui.tui.behind import Errand

    def fetch() -> list[Loaded]:
        from annotate_tui.loaders import Options, web

        return list(web.load_url(url, desk.options or Options()))

    def take(loaded: list[Loaded]) -> None:
        from annotate_tui.services import adding

        opening.show_added(desk, adding.add_loaded(desk.library, iter(loaded)))

    told = f"Reading {_end_of(url)} …"
    Errand(fetch, take, lambda error: desk.say(sentence_of(error))).begin(desk, job, told)


def what_changed(desk: Desk, _session: Session) -> None:
    """The changes from the version before beside the text, or go into that list where it stands."""
    from annotate_tui.tui.modes.changes import ONE_VERSION, ChangesList

    side = desk.side if isinstance(desk.side, ChangesList) else ChangesList()
    if side.follow(desk):
        desk.open_side(side)
    else:
        desk.say(ONE_VERSION)


def marks_to_place(desk: Desk, session: Session) -> None:
    """Changed and lost marks beside the text, or go into that list where it stands."""
    from annotate_tui.tui.modes.flagged import NONE_LEFT, FlaggedList

    side = desk.side if isinstance(desk.side, FlaggedList) else FlaggedList()
    if not side.follow(desk) and side is not desk.side:
        one = len(desk.library.texts_of(session.article.id)) < 2
        desk.say(
            "This article has one version only: all its marks are in their place."
            if one
            else NONE_LEFT
        )
        return
    if session.text.id != session.article.text_id:
        opening.show(desk, session.article, greets=False)
    desk.open_side(side)
    side.begin(desk)


def refresh_here(desk: Desk, session: Session) -> None:
    """Read the source of the open article anew."""
    refresh(desk, session.article)


def _details_of(desk: Desk, article: ArticleRow) -> None:
    articles.details(desk, article.id)


def _end_of(place: str) -> str:
    """The end of a path or an address: the status line has more to say beside it."""
    from annotate_tui.tui.table import crop_start

    return crop_start(display(place), _PLACE)


def _named(article: ArticleRow) -> str:
    return quoted(article.title or f"article {article.number}", _TITLE)


ACTIONS: dict[str, Action] = {
    "refresh": refresh_here,
    "changes": what_changed,
    "place-marks": marks_to_place,
}
OF_ARTICLE: dict[str, Callable[[Desk, ArticleRow], None]] = {
    "refresh": refresh,
    "details": _details_of,
    "open-source": articles.open_source,
}
"""What is done to a row of the library, by the ids of the reader's actions."""
