"""Whether a place is the only one: words that repeat themselves tell no place by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from annotate_tui.text import alignment_runs
from annotate_tui.text.alignment_chains import NEAR, SOLID, Around, Chain, Chains
from annotate_tui.text.alignment_runs import Run, common_prefix, common_suffix
from annotate_tui.text.alignment_tokens import CAME, GONE, folded

LONG = 8
"""A stretch of so many words stands without the words around it."""
SUPPORT = {1: 6, 2: 5, 3: 5, 4: 3, 5: 3, 6: 2, 7: 1}
"""Of the `NEAR` words on either side, how many a stretch of so many words needs beside it."""
_FAR = 64
"""How many words around a stretch are looked at where nothing unique bounds it."""
_APART = 6
"""How many words more or fewer two neighbours may stand apart in the other text."""
_COMPANY = 40
"""How many words on each side are to have moved along with words that repeat themselves."""
_MOST = 0.6
"""The share of the words beside a stretch that is to have moved as it did."""
_REACH = 40
"""How many words that agree on each side end the search for another way to align them."""
_SIDE = 2_000
"""How many words on each side are aligned once more, at most."""
_SENTENCE_ENDS = frozenset(".!?…。！？")
_PARAGRAPH = 5_000
"""The code points on each side within which a paragraph is taken to end."""


class Certainty(Chains):
    """Whether words that were aligned in one piece stand there and nowhere else."""

    def _same(self, old: int, new: int, length: int) -> bool:
        """Whether the words themselves are the same: characters for them may be shared."""
        return all(
            folded(self.old.word(old + n)) == folded(self.new.word(new + n)) for n in range(length)
        )

    def _certain(self, around: Around, first: int, last: int, here: int) -> bool:
        """Whether words that were aligned in one piece stand there and nowhere else."""
        length = last - first
        if length < LONG and self._support(around, first, last, here) < SUPPORT[length]:
            return False
        if length == 1 and not self._beside(around, first, here):
            return False
        if self._slides(around, first, last, here) or self._claims.other(first, last, here):
            return False
        if self._ties(around, first, last, here) or self._repeats(around, first, last, here):
            return False
        if self._alone(around, first, last, here):
            return False
        old, new = self.old.codes, self.new.codes
        if old[max(0, first - 2) : last + 2] == new[max(0, here - 2) : here + length + 2]:
            return True
        # Where the words with those around them stand elsewhere, and more often than the old text
        # accounts for, they may have gone there.
        row = old[max(0, first - 2) : last + 2]
        return length >= LONG or new.count(row) < old.count(row)

    def _support(self, around: Around, first: int, last: int, here: int) -> int:
        """How many of the `NEAR` words on either side stand near the place, too."""
        after = here + last - first
        low, high = max(0, here - NEAR - 4), after + NEAR + 4
        count = sum(
            low <= around.place(word) < high
            for word in (*range(first - NEAR, first), *range(last, last + NEAR))
        )
        # Where both texts end, nothing more could stand: that says half of what words would.
        if here < NEAR:
            count += min(max(0, NEAR - first), NEAR // 2)
        if after > len(self.new.codes) - NEAR:
            count += min(max(0, last + NEAR - len(self.old.codes)), NEAR // 2)
        return count

    def _beside(self, around: Around, word: int, here: int) -> bool:
        """Whether the word before or after it stands beside it still, or it is the only one.

        The ends of the texts are no words.
        """
        code, letters = self.old.codes[word], self.old.word(word)
        once = self.old.codes.count(code) == self.new.codes.count(code) == 1
        if once and letters[0].isalnum():
            return True
        before, after = around.place(word - 1) == here - 1, around.place(word + 1) == here + 1
        if before and after:
            return True
        return (before and word > 1) or (after and word + 2 < len(self.old.codes))

    def _torn(self, first: int, last: int, here: int) -> bool:
        """Whether an end of the words was aligned elsewhere, together with the word beside it."""
        for word, beside in ((first, first - 1), (last - 1, last)):
            around = self._around(self._chain_of(word), word, word + 1)
            place = around.place(word)
            if place < 0 or place - here == word - first:
                continue
            if around.place(beside) - place == beside - word:
                return True
        return False

    def _slides(self, around: Around, first: int, last: int, here: int) -> bool:
        """Whether the words could as well be others alike, across the gap on either side."""
        runs = around.runs
        at = next(n for n, run in enumerate(runs) if run.old <= first < run.old_end)
        mine = runs[at]
        old, new = self._codes(around.chain)
        # Short runs in between may be coincidences: what is beyond them counts as gap.
        after = next((run for run in runs[at + 1 :] if run.length >= SOLID), None)
        if after is None and around.chain.is_moved:
            # What moved has an edge that only its words tell, and those may go on alike.
            after = Run(mine.old_end + _FAR, mine.new_end + _FAR, 0)
        if after is not None:
            words = old[first : mine.old_end if mine.old_end >= last + 2 else last]
            if new.find(words, here + 1, after.new) >= 0:
                return True
            if old.find(words, first + 1, after.old) >= 0:
                return True
        before = next((run for run in reversed(runs[:at]) if run.length >= SOLID), None)
        if before is None and around.chain.is_moved:
            before = Run(max(0, mine.old - _FAR), max(0, mine.new - _FAR), 0)
        if before is not None:
            words = old[mine.old if mine.old <= first - 2 else first : last]
            if new.find(words, before.new_end, here + last - first - 1) >= 0:
                return True
            if old.find(words, before.old_end, last - 1) >= 0:
                return True
        return False

    def _ties(self, around: Around, first: int, last: int, here: int) -> bool:
        """Whether as many words agree where the first or the last of these stands elsewhere.

        Both texts are looked at from the solid runs, or some words, on either side of these words.
        """
        runs = around.runs
        at = next(n for n, run in enumerate(runs) if run.old <= first < run.old_end)
        mine, after = runs[at], here + last - first
        low, low_new = max(mine.old, first - _REACH), max(mine.new, here - _REACH)
        if low == mine.old:
            solid = next((run for run in reversed(runs[:at]) if run.length >= SOLID), runs[0])
            if solid is not mine:
                low, low_new = solid.old_end, solid.new_end
            low, low_new = max(low, first - _SIDE), max(low_new, here - _SIDE)
        high, high_new = min(mine.old_end, last + _REACH), min(mine.new_end, after + _REACH)
        if high == mine.old_end:
            solid = next((run for run in runs[at + 1 :] if run.length >= SOLID), runs[-1])
            if solid is not mine:
                high, high_new = solid.old, solid.new
            high, high_new = min(high, last + _SIDE), min(high_new, after + _SIDE)
        aligned = low - low_new == first - here
        if aligned and self.old.codes[low:high] == self.new.codes[low_new:high_new]:
            return False
        from rapidfuzz.distance import LCSseq

        old, new = self._codes(around.chain)
        old, new = old[low:high], new[low_new:high_new]
        most = LCSseq.similarity(old, new)
        for word in {0, last - first - 1}:
            one, other = first - low + word, here - low_new + word
            if LCSseq.similarity(old, f"{new[:other]}{CAME}{new[other + 1 :]}") == most:
                return True
            if LCSseq.similarity(f"{old[:one]}{GONE}{old[one + 1 :]}", new) == most:
                return True
        return False

    def _alone(self, around: Around, first: int, last: int, here: int) -> bool:
        """Whether an end of the words, beyond the end of a sentence, lacks company on its side.

        Sentences and paragraphs go elsewhere as a whole: the last words of the one before are often
        those of another.
        """
        shift = here - first
        for inside, beside in (
            (range(first, last - 1), range(first - 1, 0, -1)),
            (range(last - 2, first - 1, -1), range(last, len(self.old.codes) - 1)),
        ):
            if not any(map(self._ends_sentence, inside[:LONG])):
                continue
            side = self._of_sentence(beside[: 2 * NEAR])
            if not side:
                continue
            wider = self._around(around.chain, min(side), max(side) + 1)
            places = ((word, wider.place(word)) for word in side)
            near = sum(place >= 0 and abs(place - word - shift) <= _APART for word, place in places)
            if near < _MOST * len(side):
                return True
        return False

    def _crosses(self, first: int, last: int) -> bool:
        """Whether these words begin or end within `LONG` words of the end of another sentence."""
        inside = range(first, last - 1)
        return any(map(self._ends_sentence, (*inside[:LONG], *inside[-LONG:])))

    def _ends_sentence(self, word: int) -> bool:
        old = self.old
        end = old.ends[word]
        if old.word(word) in _SENTENCE_ENDS and not old.text[end : end + 1].isalnum():
            return True
        return old.text.count("\n", end, old.starts[word + 1]) > 1

    def _of_sentence(self, beside: range) -> list[int]:
        """Of the words beside a stretch, away from it, those of the sentence that it is in."""
        found: list[int] = []
        for word in beside:
            # Away to the left a word's own end counts; to the right, that of the word before it.
            if self._ends_sentence(word if beside.step < 0 else word - 1):
                break
            found.append(word)
        return found

    def _repeats(self, around: Around, first: int, last: int, here: int) -> bool:
        """Whether the words stand twice between the places that are unique on either side.

        Taken with two words more on each side, where these are the same in both texts. Words that
        touch a row of words that is unique are certain of it.
        """
        chain = around.chain
        old, new = self._codes(chain)
        at = bisect_right(chain.unique_starts, last - 1)
        left = chain.unique[at - 1] if at else None
        right = chain.unique[at] if at < len(chain.unique) else None
        gram = alignment_runs.GRAM
        # Wholly within, with a whole row on either side: one that only reaches over from the next
        # paragraph tells what it stands beside, not what it is.
        if left is not None and left.old + gram <= first and last + gram <= left.old_end:
            return False
        after = here + last - first
        back = common_suffix(old, max(0, first - 2), first, new, max(0, here - 2), here)
        ahead = common_prefix(old, last, last + 2, new, after, after + 2)
        words = old[first - back : last + ahead]
        if left is not None and left.old_end > first:
            left = chain.unique[at - 2] if at > 1 else None
        low, low_new = (left.old_end, left.new_end) if left else (first - _FAR, here - _FAR)
        high, high_new = (right.old, right.new) if right else (last + _FAR, after + _FAR)
        low, low_new = max(0, low - 2), max(0, low_new - 2)
        if twice(words, old, low, high + 2) or twice(words, new, low_new, high_new + 2):
            return True
        begin, end = self._paragraph(first, last)
        near = chain.unique[max(0, at - 2) : at + 1]
        row = self.old.codes[max(begin, first - 2) : min(last + 2, end)]
        copied = twice(words, new, 0, len(new)) and not twice(words, old, 0, len(old))
        if not copied and self._in_paragraph(near, begin, end, here - first):
            return False
        if not (twice(row, old, 0, len(old)) or twice(words, new, 0, len(new))):
            return False
        return not self._in_company(chain, first, last, here - first)

    def _paragraph(self, first: int, last: int) -> tuple[int, int]:
        """The words of the paragraphs that hold these words, as far as `_PARAGRAPH`."""
        text, starts = self.old.text, self.old.starts
        begin, end = starts[first], self.old.ends[last - 1]
        low = text.rfind("\n\n", max(0, begin - _PARAGRAPH), begin)
        high = text.find("\n\n", end, end + _PARAGRAPH)
        low = low if low >= 0 else max(0, begin - _PARAGRAPH)
        high = high if high >= 0 else end + _PARAGRAPH
        return bisect_left(starts, low), bisect_left(starts, high)

    def _in_paragraph(self, unique: list[Run], begin: int, end: int, shift: int) -> bool:
        """Whether one of these rows stands in the paragraph, and moved as the words did.

        A paragraph tells which of several it is by its own words, not by what it stands next to.
        """
        gram = alignment_runs.GRAM
        for row in unique:
            if abs(row.new - row.old - shift) > _APART:
                continue
            if row.old <= begin and row.old_end >= end:
                return True
            head = begin <= row.old and min(row.old_end, row.old + gram) <= end
            tail = begin <= max(row.old, row.old_end - gram) and row.old_end <= end
            if head or tail:
                return True
        return False

    def _in_company(self, chain: Chain, first: int, last: int, shift: int) -> bool:
        """Whether on both sides most of the next words moved as these words did."""
        most = len(self.old.codes) - 1
        low, high = max(0, first - _COMPANY), min(most + 1, last + _COMPANY)
        around = self._around(chain, low, high)
        for side in (range(low, first), range(last, high)):
            here = sum(
                place >= 0 and abs(place - n - shift) <= _APART
                for n, place in ((n, around.place(n)) for n in side)
            )
            # Where the text ends, nothing more could speak for another place.
            if here < _MOST * len(side):
                return False
        return True


def twice(words: str, codes: str, low: int, high: int) -> bool:
    """Whether words stand more than once in ``codes[low:high]``, also across each other."""
    low, high = max(0, low), min(high, len(codes))
    at = codes.find(words, low, high)
    return at >= 0 and codes.find(words, at + 1, high) >= 0
