"""What is done to whole articles, in the text and in the library: walk, edit, remove, open outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from annotate_tui.services import articles, history
from annotate_tui.store import ArticleRow, StepChanged
from annotate_tui.tui.acts import opening
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, quoted

_HERE = frozenset({"remove-article", "edit-article", "done", "not-done", "article-note"})
"""Steps that change a row of the library, and so are in sight there."""

_WHOLE = frozenset({"add", "bring-back", "new-text"})


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

    desk.open(DetailsForm(begun, keep))


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
    library = desk.library
    step = library.next_redo() if redo else library.next_undo()
    undoes, redoes = desk.keymap.hint("library-undo"), desk.keymap.hint("library-redo")
    again = f"{redoes} again does" if redo else f"{undoes} again takes back"
    if library.read_only:
        desk.say(library.why_read_only)
        return ""
    if step is None:
        desk.say("Nothing to redo." if redo else "Nothing to undo.")
        return ""
    why = history.to_be_named(step, step.article_id)
    if not why and step.action not in _HERE:
        texts = "the article itself" if step.action in _WHOLE else "in the text of an article"
        why = texts if step.article_id else "in the codebook"
    if why and desk.armed != f"{again} {step.id}":
        desk.pending = f"{again} {step.id}"
        desk.say(f"{again}: {step.description} ({why})")
        return ""
    try:
        taken = (history.redo if redo else history.undo)(library, step.id)
    except StepChanged as error:
        desk.say(str(error))
        return ""
    opening.take_up(desk)
    desk.say(f"{taken.message} {f'{undoes} undoes it.' if redo else f'{redoes} redoes it.'}")
    return step.article_id


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
