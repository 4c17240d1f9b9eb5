"""Whether an article is one that the library has: by its bytes, its places, its words."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from annotate_tui.loaders.errors import LoadError
from annotate_tui.model import Article
from annotate_tui.store import ArticleRow, Library
from annotate_tui.text.normal import shorten

if TYPE_CHECKING:
    from annotate_tui.store.likeness import Alike
    from annotate_tui.text.alignment import Alignment
    from annotate_tui.text.shingles import Shingled

ALIKE = 0.5
"""Two texts in the same row of a table, one after the other, with so many words in common are one
article."""

UNLIKE = 0.1
"""With a smaller share of common words, what comes from a known address is another article."""

OTHER = 0.25
"""With a smaller share of the old words in the new text, it is taken for a page of another kind: one
that asks for a login, or says that something failed. Unrelated articles share less than 0.1."""

LONG = 100
"""Words from which on a text can be unlike another: short ones are rewritten as a whole."""


class Plan(NamedTuple):
    """What is to be done: nothing (""), add, new-text or bring-back; ``text_id`` "" is to be kept.

    ``known`` tells that the library has these very bytes. ``places`` are those that the article
    was not known under. ``like`` are other articles that are nearly the same as a new one, ``apart``
    is the one that has the same address and wholly other words.
    """

    action: str
    article_id: str = ""
    text_id: str = ""
    known: bool = False
    places: tuple[str, ...] = ()
    like: tuple[Alike, ...] = ()
    apart: str = ""


class Looked:
    """An article to be added, with what is worked out about its words once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.sha256 = hashlib.sha256(article.text.encode()).hexdigest()
        self.places = tuple(dict.fromkeys(p for p in (article.source, *article.places) if p))
        self._shingled: Shingled | None = None
        self._sketch: list[int] | None = None
        self.alignments: dict[str, Alignment] = {}
        """With older texts of its article, by their ids, as far as they were made."""

    @property
    def shingled(self) -> Shingled:
        """The text's shingles."""
        if self._shingled is None:
            from annotate_tui.text.shingles import Shingled

            self._shingled = Shingled(self.article.text)
        return self._shingled

    @property
    def sketch(self) -> list[int]:
        """The smallest of them."""
        if self._sketch is None:
            self._sketch = self.shingled.sketch()
        return self._sketch


def aligned(library: Library, text_id: str, looked: Looked) -> Alignment:
    """How an older text and the new one go together: worked out once. Raises LibraryError."""
    found = looked.alignments.get(text_id)
    if found is None:
        from annotate_tui.text.alignment import align

        old = library.text(text_id).text
        found = looked.alignments[text_id] = align(old, looked.article.text)
    return found


def is_other_page(library: Library, article_id: str, looked: Looked) -> bool:
    """Whether hardly any words of any text of the article are in the new one.

    The current one may itself be such a page, that was taken once. Raises LibraryError.
    """
    texts = reversed(library.texts_of(article_id))
    return all(aligned(library, text_id, looked).shared < OTHER for text_id in texts)


def plan(library: Library, looked: Looked) -> Plan:
    """What is to be done with the article.

    Raises LoadError where a page that was fetched shares hardly a word with the article that has
    its address, LibraryError.
    """
    article = looked.article
    known = library.find_original(article.original_sha256)
    if known:
        row = library.article(known.article_id)
        moved_on = (
            row.text_id != known.text_id
            and row.source in looked.places
            and not is_copy(row.source, article)
        )
        action = "bring-back" if row.removed_at else "new-text" if moved_on else ""
        return Plan(action, row.id, known.text_id, True, new_places(library, row, looked.places))
    here, apart = _by_place(library, looked)
    if here is not None:
        text_id = library.find_text(here.id, looked.sha256) or ""
        older = text_id and is_copy(here.source, article)
        action = "" if text_id == here.text_id or older else "new-text"
        if article.fetched and action and not text_id and is_other_page(library, here.id, looked):
            again = here.source in looked.places
            where = here.source if again else article.source
            raise LoadError(other_page(here, where, here=again))
        return Plan(action, here.id, text_id, places=new_places(library, here, looked.places))
    like = library.like(looked.shingled, looked.sketch, sha256=looked.sha256)
    for same in like:
        # A page may name an address in vain; what has the same words is the same all the same.
        if same.sha256 == looked.sha256:
            row = library.article(same.article_id)
            return Plan("", row.id, same.text_id, places=new_places(library, row, looked.places))
    return Plan("add", like=tuple(like), apart=apart)


def other_page(row: ArticleRow, where: str, *, here: bool = True) -> str:
    """What to say of a text that is not to take the place of the article's without being asked.

    ``where`` is the place that was read, ``here`` whether a refresh reads that same place.
    """
    take = f"'annotate refresh {row.number} --force' takes it"
    if not here:
        take = "save the page from your browser and add the file to take it"
    return (
        f"{where or 'The source'} has hardly any of the words of article {row.number},"
        f" “{shorten(row.title)}”, now: it may be a page that asks for a login or says that"
        f" something failed. Nothing was changed; {take} all the same."
    )


def is_copy(source: str, article: Article) -> bool:
    """Whether this is a file of what was at the article's address once, as a saved page is.

    That the address has these words now is nothing that it tells.
    """
    return _is_address(source) and not all(
        _is_address(place) for place in (article.source, *article.places) if place
    )


def _is_address(place: str) -> bool:
    return "://" in place


def new_places(library: Library, row: ArticleRow, places: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the places are not known as the article's."""
    if all(place == row.source for place in places):
        return ()
    have = {row.source, *library.places(row.id)}
    return tuple(place for place in places if place not in have)


def _by_place(library: Library, looked: Looked) -> tuple[ArticleRow | None, str]:
    """The article that is known under one of the places; else which one shares nothing but that.

    A file is the article that came from it, whatever it says now; behind an address, and where a
    copy was met once, there may be another article by now.
    """
    from annotate_tui.loaders.records import is_position

    apart = ""
    for place in looked.places:
        for row in library.articles_by_place(place):
            if is_position(place):
                # The rows of a table move when one is put in: what is not like it is another one.
                if _share(library, row, looked) >= ALIKE:
                    return row, ""
                continue
            is_file = not _is_address(place)
            if (row.source == place and is_file) or not _is_unlike(library, row, looked):
                return row, ""
            apart = apart or row.id
    return None, apart


def _share(library: Library, row: ArticleRow, looked: Looked) -> float:
    """The share of words that the article's current text has in common with the new one."""
    from annotate_tui.text.shingles import READ, Shingled, likeness

    rows = library.fetch("SELECT substr(text, 1, ?) FROM texts WHERE id = ?", READ, row.text_id)
    return likeness(Shingled(rows[0][0]), looked.shingled) if rows else 0.0


def _is_unlike(library: Library, row: ArticleRow, looked: Looked) -> bool:
    """Whether the text is long, as the article's current one is, and none of the texts is like it."""
    from annotate_tui.text.shingles import READ, Shingled, likeness

    new = looked.shingled
    read = "SELECT substr(text, 1, ?) FROM texts WHERE id = ?"
    rows = library.fetch(read, READ, row.text_id)
    if not rows:
        return False
    old = Shingled(rows[0][0])
    if min(old.count, new.count) < LONG or likeness(old, new) >= UNLIKE:
        return False
    others = (one for one in library.texts_of(row.id) if one != row.text_id)
    return all(
        likeness(Shingled(library.fetch(read, READ, one)[0][0]), new) < UNLIKE for one in others
    )
