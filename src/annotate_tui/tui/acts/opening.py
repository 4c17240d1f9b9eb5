"""Articles opened: from a file, from the library, another version of the one that is open."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotate_tui.services import adding, marking
from annotate_tui.services.adding import Added
from annotate_tui.store.library import Library
from annotate_tui.store.rows import ArticleRow, TextRow
from annotate_tui.text.normal import quoted as in_quotes
from annotate_tui.tui.desk import Desk
from annotate_tui.tui.session import Session
from annotate_tui.tui.words import count, day, quoted

if TYPE_CHECKING:
    from annotate_tui.loaders.options import Options
    from annotate_tui.services.adding import Like
    from annotate_tui.services.reanchoring import Anchored
    from annotate_tui.tui.shelf import Shelf

COUNTED = 50_000
"""Code points up to which the sentences are counted before the first picture."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
COUNT_SLICE = 8_000
"""Code points counted in one slice of idle time: about 2 ms."""


def find(
    library: Library,
    source: str | bytes,
    original_sha256: str = "",
    options: Options | None = None,
    telling: Callable[[str], None] = lambda words: None,
) -> Added:
    """Add what a file, an address or standard input ("-") holds, or find it in the library.

    Bytes are what was handed over otherwise. A page that was fetched before is opened as it was.
    ``original_sha256`` is a file's hash, where it is known already, ``options`` how sources are
    read; ``telling`` hears what takes time. Raises LoadError, LibraryError.
    """
    if source == "-":
        source = _piped()
    if isinstance(source, bytes):
        return adding.add_bytes(library, source, options=options)
    if _is_page(source):
        known = fetched_before(library, source)
        if known is None:
            telling(f"Fetching {source} …")
            return adding.add_url(library, source, options)
        return known
    return adding.add_path(library, source, original_sha256, options)


def _is_page(source: str | bytes) -> bool:
    if not isinstance(source, str):
        return False
    return _ADDRESS.match(source) is not None and not Path(source).exists()


def tell_fetched_before(desk: Desk, source: str | bytes, added: Added) -> None:
    """Say of a page that was known when it was opened what it is, and how to have it anew."""
    if not _is_page(source) or added.status != "same" or not added.article.retrieved_at:
        return
    told = f"fetched {day(added.article.retrieved_at)}"
    told += f"; {desk.keymap.hint('refresh')} reads it anew"
    desk.say("; ".join(words for words in (desk.said, told) if words))


def fetched_before(library: Library, url: str) -> Added | None:
    """The article that came from an address, as it was; None where none did. Raises LibraryError."""
    from annotate_tui.loaders.web_address import normal_url

    rows = library.articles_by_place(normal_url(url))
    if not rows:
        return None
    return Added(
        article=rows[0],
        text_id=rows[0].text_id,
        status="same",
        previous_text_id="",
        message=f"Already in the library as article {rows[0].number}: {in_quotes(rows[0].title)}.",
    )


def _piped() -> bytes:
    from annotate_tui.loaders import MAX_BYTES, LoadError

    if sys.stdin is None:
        raise LoadError("There is no standard input to read: pipe a text in, or name a file.")
    # One byte more than allowed, so that the loader sees that it is too much.
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def show_added(desk: Desk, added: Added) -> None:
    """Open what was just added or found; says so where its words are not those of before, where it
    looks like another article, and where more came in with it.
    """
    show(desk, added.article, added.text_id)
    told: list[str] = []
    if added.status == "new_text":
        told.append(changed_told(desk, added.article, added.anchored))
    elif added.encoding != "utf-8":
        told.append(f"This file is not UTF-8; it was read as {added.encoding}")
    if added.others:
        told.append(_more_told(desk, added))
    if added.refused:
        told.append(f"{len(added.refused)} could not be read: {added.refused[0].sentence}")
    told += [_like_told(like) for like in added.like[:1]]
    if told:
        clashes = desk.session.clashes if desk.session else []
        desk.say("; ".join([*told, *clashes]))


def changed_told(desk: Desk, article: ArticleRow, anchored: Anchored | None) -> str:
    """That an article has a new text, what became of the marks that are shown, and what to do."""
    if anchored is not None and desk.whose.coders is not None:
        anchored = _anchored_of(desk, article)
    hint = desk.keymap.hint
    told = "The file has changed"
    if article.source.startswith(("http://", "https://")):
        told = "The page has changed"
    if anchored is None or not anchored.total:
        return f"{told}; {hint('changes')} shows what changed"
    told += f"; {anchored.told()}; {hint('changes')} shows what changed"
    left = anchored.changed + anchored.lost
    if not left:
        return told
    places = "places" if anchored.lost else "checks"
    which = f"the {left}" if left > 1 else "it"
    return f"{told}, {hint('place-marks')} {places} {which}"


def _anchored_of(desk: Desk, article: ArticleRow) -> Anchored:
    """How the marks that are shown came along to the current text."""
    from annotate_tui.services.reanchoring import Anchored

    rows = desk.library.fetch(
        "SELECT n.state, count(*) FROM anchors n JOIN annotations a ON a.id = n.annotation_id"
        " WHERE n.text_id = ? AND a.removed_at IS NULL"
        " AND a.coder IN (SELECT value FROM json_each(?)) GROUP BY n.state",
        article.text_id,
        json.dumps(desk.whose.coders),
    )
    found = {str(state): int(number) for state, number in rows}
    return Anchored(*(found.get(state, 0) for state in ("exact", "moved", "changed", "lost")))


def _more_told(desk: Desk, added: Added) -> str:
    new = sum(one.status == "new" for one in (added, *added.others))
    known = len(added.others) + 1 - new
    came = f"Added {count(new, 'article')}" if new else f"{count(known, 'article')} known already"
    also = f", {known} known already" if new and known else ""
    return f"{came}{also}; {desk.keymap.hint('next-article')} goes on"


def _like_told(like: Like) -> str:
    from annotate_tui.services.doubles import whole_percent

    title = quoted(like.title or "(no title)", 30)
    return (
        f"much like article {like.number}, {title}: {whole_percent(like.share)} % of it is the same"
    )


def show(desk: Desk, article: ArticleRow, text_id: str = "", *, greets: bool = True) -> None:
    """Open one article where it was left; every mode closes, what was typed is kept.

    Without ``greets`` only what went wrong is told: for a list that has more to say.
    """
    if article.removed_at:
        desk.say(f"{quoted(article.title)} was removed from the library.")
        return
    text_id = text_id or article.text_id
    before = desk.session
    text = before.text if before and before.text.id == text_id else desk.library.text(text_id)
    desk.said = ""
    desk.keep_all()
    told = desk.said if before else ""
    session = _begin(desk, article.id, text)
    more = (_welcome(desk, session), *session.clashes) if greets else ()
    desk.say("; ".join(words for words in (told, *more) if words))


def _begin(desk: Desk, article_id: str, text: TextRow) -> Session:
    article = desk.library.article(article_id)
    session = Session(desk.library, article, text, desk.made, desk.keymap, desk.whose)
    session.offers.shown = desk.offers_shown
    session.offers.doubtful = desk.settings.doubtful
    desk.session = session
    document = session.document
    if len(document.text) > COUNTED or not document.count_more(COUNTED):
        desk.later("sentences", lambda: not document.count_more(COUNT_SLICE))
    return session


def take_up(desk: Desk) -> None:
    """The open article as it is by now: closed where it was removed, read anew in another language
    or with another text; modes stay.
    """
    session = desk.session
    if session is None:
        return
    before = session.article
    session.save_position()
    session.reload()
    now = session.article
    if now.removed_at:
        desk.close_side()
        desk.session = None
    elif now.text_id != before.text_id:
        _begin(desk, now.id, desk.library.text(now.text_id))
    elif now.language != before.language:
        _begin(desk, now.id, session.text)


def shelf(desk: Desk) -> Shelf:
    """The library as it is listed; made when it is first asked for."""
    if desk.shelf is None:
        from annotate_tui.tui.shelf import Shelf

        desk.shelf = Shelf(desk.library, desk.whose.coders)
    return desk.shelf


def library(desk: Desk) -> None:
    """Open the library."""
    from annotate_tui.tui.modes.library import LibraryList

    if desk.session is not None:
        desk.session.save_position()
    current = desk.session.article.id if desk.session else ""
    listed = shelf(desk)
    listed.fresh(opened=True)
    desk.open(LibraryList(listed, desk.library.tags(), current or listed.chosen))


def open_sample(desk: Desk) -> None:
    """Add the sample article, and open it."""
    from annotate_tui.loaders.errors import LoadError

    try:
        added = find(desk.library, str(adding.sample_path()))
    except (LoadError, OSError) as error:
        desk.say(f"The sample article cannot be opened: {error}.")
    else:
        show_added(desk, added)


def turn_done(desk: Desk, article: ArticleRow) -> ArticleRow:
    """Mark an article done, or not done; gives it as it is then."""
    now = desk.library.article(article.id)
    marking.set_done(desk.library, now.id, not now.done_at)
    now = desk.library.article(now.id)
    desk.say("Article marked done." if now.done_at else "Article not done any more.")
    return now


def other_text(desk: Desk, session: Session) -> None:
    """Open the version before the one that is open, as they first came; from the first the last."""
    from annotate_tui.services.versions import versions

    known = versions(desk.library, session.article.id)
    if len(known) < 2:
        desk.say("This article has one version only.")
        return
    at = next((i for i, one in enumerate(known) if one.text_id == session.text.id), 0)
    version = known[at - 1]
    show(desk, desk.library.article(session.article.id), version.text_id)
    told = f"Version {version.number} of {len(known)}, of {version.when}"
    if version.current:
        told = f"The current version, {told[8:]}"
    told += f", {count(_standing(desk, version.text_id), 'mark')}"
    if not version.current:
        told += "; marks made here come along with the next version"
    desk.say(f"{told}; {desk.keymap.hint('other-text')} goes on")


def _standing(desk: Desk, text_id: str) -> int:
    """How many marks of those that are shown stand in a text."""
    return len(desk.library.spots(text_id, coders=desk.whose.coders))


def _welcome(desk: Desk, session: Session) -> str:
    article, marks = session.article, len(session.marks)
    left = to_place(desk, article)
    waiting = f"{count(left, 'mark')} to place: {desk.keymap.hint('place-marks')}" if left else ""
    if not marks and not article.read_position:
        return waiting
    words = [f"Opened {day(article.added_at)}", count(marks, "mark")]
    sentence = session.document.sentence_at(session.reading.start)
    ordinal = session.document.ordinal(sentence) if sentence else None
    if ordinal:
        words.append(f"at sentence {ordinal}")
    elif ordinal is None:
        share = 100 * session.reading.start // max(1, len(session.document.text))
        words.append(f"at {share} %")
    told = ", ".join(words)
    return f"{told}; {waiting}" if waiting else told


def to_place(desk: Desk, article: ArticleRow) -> int:
    """How many marks that are shown are flagged in the current text.

    Where there has been no other text nothing is counted: most articles are opened without it.
    """
    coders = desk.whose.coders
    found = desk.library.fetch(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM texts WHERE article_id = ?1 AND id <> ?2) THEN"
        " (SELECT count(*) FROM anchors n JOIN annotations a ON a.id = n.annotation_id"
        " WHERE n.text_id = ?2 AND n.state IN ('changed', 'lost') AND a.removed_at IS NULL"
        " AND (?3 IS NULL OR a.coder IN (SELECT value FROM json_each(?3)))) ELSE 0 END",
        article.id,
        article.text_id,
        None if coders is None else json.dumps(list(coders)),
    )
    return int(found[0][0])
