"""What is done to whole articles, in the text and in the library: walk, edit, remove, open outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from annotate_tui.services import articles, history
from annotate_tui.store import ArticleRow, StepInfo
from annotate_tui.tui.acts import opening
from annotate_tui.tui.acts.taking_back import take_back, where
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, quoted

_HERE = frozenset({"remove-article", "edit-article", "done", "not-done", "article-note"})
"""Steps that change a row of the library, and so are in sight there."""


def next_article(desk: Desk, session: Session) -> None:
    """The next article of the library as it is listed."""
    _walk(desk, session, 1)


def previous_article(desk: Desk, session: Session) -> None:
    """The article before, in the library as it is listed."""
    _walk(desk, session, -1)


def _walk(desk: Desk, session: Session, step: int) -> None:
    shelf = opening.shelf(desk)
    found = shelf.walk(session.article.id, step)
    if not found:
        end = "the last" if step > 0 else "the first"
        told = shelf.told(session.article.id)
        desk.say(f"{told}: {end} one" if shelf.count else f"{told}.")
        return
    opening.show(desk, desk.library.article(found))
    desk.say("; ".join(words for words in (shelf.told(found), *_clashes(desk)) if words))


def _clashes(desk: Desk) -> list[str]:
    return desk.session.clashes if desk.session is not None else []


def details(desk: Desk, article_id: str, then: Callable[[], None] | None = None) -> None:
    """Open the form of what is known of an article; ``then`` is called when it was kept."""
    if desk.library.read_only:
        desk.say(desk.library.why_read_only)
        return
    from annotate_tui.tui.modes.details import DetailsForm

    begun = desk.library.article(article_id)

    def keep(desk: Desk, changes: dict[str, object]) -> None:
        before = desk.library.article(article_id)
        wanted = changes.get("variables")
        if isinstance(wanted, Mapping):
            merged = _merged(begun.variables, before.variables, wanted)
            changes = {**changes, "variables": merged}
        after = articles.edit(desk.library, article_id, **changes)
        if after != before:
            opening.take_up(desk)
            desk.say(f"Details kept; {desk.keymap.hint('undo')} undoes it.")
        if then is not None:
            then()

    library = desk.library
    desk.open(DetailsForm(begun, keep, library.variables(), library.variable_values))


def _merged(
    begun: Mapping[str, object], now: Mapping[str, object], wanted: Mapping[str, object]
) -> dict[str, object]:
    """What was changed from ``begun`` to ``wanted``, done to what is there by now."""
    stay = {name: value for name, value in now.items() if name in wanted or name not in begun}
    changed = {n: v for n, v in wanted.items() if n not in begun or begun[n] != v}
    return {**stay, **changed}


def open_source(desk: Desk, article: ArticleRow) -> None:
    """Open the article's source in its own program, and tell if that fails at once."""
    from annotate_tui.tui.opener import WATCHED, open_outside

    opened = open_outside(article.source)
    desk.say(opened.said)
    process = opened.process
    if process is None:
        return
    until = time.monotonic() + WATCHED

    def watch() -> bool:
        status = process.poll()
        if status:
            desk.say(f"{opened.command} could not open {article.source}")
        return status is None and time.monotonic() < until

    desk.later("opener", watch)


def ask_to_remove(desk: Desk, article: ArticleRow, key: str) -> bool:
    """Remove it where that was asked for just before; else ask. Gives whether it is removed."""
    if desk.library.read_only:
        desk.say(desk.library.why_read_only)
        return False
    asked = f"remove {article.id}"
    marks = f", with its {count(article.marks, 'mark')}" if article.marks else ""
    if desk.whose.coders is not None:
        # Its row counts the marks that are shown alone, and the others' go as well.
        marks = ", with everybody's marks"
    what, back = quoted(article.title or "(no title)"), desk.keymap.hint("library-undo")
    if desk.armed != asked:
        desk.pending = asked
        desk.say(f"{key} again removes {what}{marks}; {back} brings it back")
        return False
    articles.remove(desk.library, article.id)
    opening.take_up(desk)
    desk.say(f"{what} removed{marks}; {back} brings it back")
    return True


def undo(desk: Desk, *, redo: bool = False) -> str:
    """Take back the last step, or do it again; named first where it is no change of a row.

    Gives the article that it was about; "" where nothing was done.
    """

    def why(step: StepInfo) -> str:
        named = history.to_be_named(step, step.article_id)
        return named or ("" if step.action in _HERE else where(step))

    step = take_back(desk, ("library-undo", "library-redo"), why, redo=redo)
    return step.article_id if step is not None else ""


def _details_here(desk: Desk, session: Session) -> None:
    details(desk, session.article.id)


def _source_here(desk: Desk, session: Session) -> None:
    open_source(desk, session.article)


ACTIONS = {
    "next-article": next_article,
    "previous-article": previous_article,
    "details": _details_here,
    "open-source": _source_here,
}
