"""What the lists of articles and of marks have in common: an order, a filter, windows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from annotate_tui.store.subjects import clean

if TYPE_CHECKING:
    from annotate_tui.store.library import Library

Row = TypeVar("Row")

FEW = 3_000
"""Up to so many lines are looked up one by one; more are found faster by reading all."""


def terms_of(words: str) -> tuple[str, ...]:
    """The words typed, folded, longest first, without those that others contain."""
    # The longest is the rarest, mostly: a line without it is not looked at again.
    single = sorted(dict.fromkeys(clean(words).casefold().split()), key=len, reverse=True)
    return tuple(a for a in single if not any(a != b and a in b for b in single))


class Window(Generic[Row]):
    """Lines in an order, perhaps only those that hold some words, read as they are seen.

    A line's key is an integer. The natural order needs no work: its windows are read through an
    index. Any other order, and every filter, is one array of keys. What is written after the
    listing was made may be missing from it, or leave a gap: make it anew then.
    """

    SORTS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, library: Library, words: str, sort: str, reverse: bool) -> None:
        if sort not in self.SORTS:
            raise ValueError(f"There is no order by “{sort}”: take one of {', '.join(self.SORTS)}.")
        self.words = words
        self.sort = sort
        self.reverse = reverse
        self._library = library
        self._terms = terms_of(words)
        library.settle()
        self._all: array[int] | None = None if self._is_natural() else self._in_order()
        self._keys = self._kept(self._all, self._terms)
        self._count: int | None = None

    @property
    def count(self) -> int:
        """How many lines there are."""
        if self._keys is not None:
            return len(self._keys)
        if self._count is None:
            self._count = self._count_all()
        return self._count

    def rows(self, start: int, n: int) -> list[Row]:
        """The lines from the ``start``-th (from 0), at most ``n``; none outside of the list.

        Lines that have gone since the listing was made are left out.
        """
        return self._rows(self._window(start, n))

    def narrowed(self, words: str) -> Self:
        """The same list for other words; fast where they contain all the words of before."""
        other = copy(self)
        other.words = words
        other._terms = terms_of(words)
        other._count = None
        if other._terms == self._terms:
            return other
        extends = all(any(old in new for new in other._terms) for old in self._terms)
        few = self._keys is not None and len(self._keys) <= FEW
        other._keys = other._kept(self._keys if extends and few else self._all, other._terms)
        return other

    def _window(self, start: int, n: int) -> Sequence[int]:
        """The keys of a window."""
        end = start + n
        start = max(0, start)
        if end <= start:
            return []
        if self._keys is not None:
            return self._keys[start:end]
        end = min(end, self.count)
        if end <= start:
            return []
        # An index is walked from its nearer end.
        far = start > self.count // 2
        skip = self.count - end if far else start
        keys = self._page(skip, end - start, self.reverse is not far)
        return keys[::-1] if far else keys

    def _kept(self, order: array[int] | None, terms: Sequence[str]) -> array[int] | None:
        """The keys of ``order`` (None: all, in the natural order) whose lines hold all terms."""
        if not terms:
            return order
        if order is not None and len(order) <= FEW:
            found = set(self._find(terms, order))
            return array("q", [key for key in order if key in found])
        hits = self._find(terms)
        if order is None:
            return array("q", reversed(hits) if self.reverse else hits)
        found = set(hits)
        return array("q", [key for key in order if key in found])

    def _position(self, key: int) -> int | None:
        """Where a key stands in the array of keys."""
        if self._keys is None:
            return None
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def _ints(self, sql: str, *parameters: object) -> list[int]:
        """The integers that a statement gives as its column ``a``, in its order."""
        return self._columns(sql, "a", *parameters)[0]

    def _columns(self, sql: str, names: str, *parameters: object) -> list[list[Any]]:
        """Columns of a statement (named by a letter each), in its order.

        They come as JSON texts: a hundred thousand rows cost 25 ms, such a text 10.
        """
        # The limit keeps SQLite from leaving out the order.
        texts = self._library.fetch(
            f"SELECT {', '.join(f'json_group_array({name})' for name in names)}"
            f" FROM ({sql} LIMIT -1)",
            *parameters,
        )[0]
        return [json.loads(text) for text in texts]

    def _ordered(self, keys: Sequence[int], by: Sequence[Any], unknown: object) -> list[int]:
        """Keys in the order of ``by``, ties as they come; reversed if asked.

        Those whose value is ``unknown`` are last in either direction.
        """
        order = sorted(range(len(keys)), key=by.__getitem__)
        if self.reverse:
            order.reverse()
        last = [value == unknown for value in by]
        if any(last):
            order.sort(key=last.__getitem__)
        return [keys[i] for i in order]

    def _is_natural(self) -> bool:
        raise NotImplementedError

    def _in_order(self) -> array[int]:
        """All keys in the order asked for."""
        raise NotImplementedError

    def _count_all(self) -> int:
        raise NotImplementedError

    def _page(self, skip: int, n: int, backwards: bool) -> list[int]:
        """Keys in the natural order, or backwards, after the first ``skip``."""
        raise NotImplementedError

    def _find(self, terms: Sequence[str], among: Iterable[int] | None = None) -> list[int]:
        """The keys of the lines that hold all terms, in the natural order."""
        raise NotImplementedError

    def _rows(self, keys: Sequence[int]) -> list[Row]:
        raise NotImplementedError


def as_json(values: Iterable[Any]) -> str:
    """Values as one parameter, for ``json_each``."""
    return json.dumps(list(values))
