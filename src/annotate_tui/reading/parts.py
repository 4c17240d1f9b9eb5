"""Which marks belong together: the parts of split quotations, figures inside of claims."""

from __future__ import annotations

from collections.abc import Iterable


class Parts:
    """What is part of what, by the ids of marks: ``pairs`` of a part and what it is part of."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._whole: dict[str, str] = {}
        self._parts: dict[str, set[str]] = {}
        for part, whole in pairs:
            self.put(part, whole)

    def __bool__(self) -> bool:
        """Whether anything is part of anything."""
        return bool(self._whole)

    def put(self, mark_id: str, whole: str | None) -> None:
        """The mark is part of that one by now, or of none."""
        old = self._whole.pop(mark_id, None)
        if old is not None:
            self._parts[old].discard(mark_id)
        if whole and whole != mark_id:
            self._whole[mark_id] = whole
            self._parts.setdefault(whole, set()).add(mark_id)

    def whole_of(self, mark_id: str | None) -> str | None:
        """What the mark is part of, or None."""
        return self._whole.get(mark_id or "")

    def parts_of(self, mark_id: str | None) -> frozenset[str]:
        """The marks that are directly part of it."""
        return frozenset(self._parts.get(mark_id or "", ()))

    def above(self, mark_id: str) -> list[str]:
        """What the mark is part of, what that is part of, and so on; a circle ends where it began."""
        found: list[str] = []
        at = self._whole.get(mark_id)
        while at is not None and at not in found:
            found.append(at)
            at = self._whole.get(at)
        return found

    def family(self, mark_id: str | None) -> frozenset[str]:
        """The marks that belong together with this one, itself left out: all that hang on one whole."""
        if mark_id is None or not self._whole:
            return frozenset()
        top = (self.above(mark_id) or [mark_id])[-1]
        found, waiting = {top}, [top]
        while waiting:
            new = self._parts.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found - {mark_id})
