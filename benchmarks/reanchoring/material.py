"""The texts of the benchmark, and the marks on them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from benchmarks.reanchoring.editing import pieces_of

_COLUMNS = ("yes", "no", "none", "not known", "16", "17", "about 20", "open", "closed")
_PLACES = "North South East West Centre Harbour Station Market Bridge Castle".split()
_REFRAIN = (
    "The ministry did not answer questions about the figures. “We cannot comment on single cases,”"
    " a spokesman said."
)
_HAN = (
    "政府表示今年经济增长速度将超过去年水平但专家认为目标难以实现记者从有关部门获悉新规定于下月起"
    "施行居民普遍关心价格上涨问题市场供应充足交通运输恢复正常学校开学医院接诊人数减少国际社会呼吁"
)


def news(size: int, seed: int = 1) -> str:
    """Prose like that of news, with quotations and figures, at least ``size`` code points."""
    from benchmarks.news import prose

    return prose(size, seed)


def sample(size: int = 0, seed: int = 0) -> str:
    """The sample article as it is shipped."""
    from annotate_tui.loaders import load_path
    from annotate_tui.services.adding import sample_path

    return load_path(sample_path()).text


def words(size: int, seed: int = 2) -> str:
    """Words in random order: no phrase tells more than its words, and these are few."""
    from benchmarks.texts import sentences

    return _until(size, ("  ".join(p).replace("  ", " ") for p in sentences(size, True, seed)))


def hard_wrapped(size: int, seed: int = 3) -> str:
    """News wrapped at 76 cells, as in an e-mail."""
    import textwrap

    return "\n\n".join(
        "\n".join(textwrap.wrap(paragraph, 76)) for paragraph in news(size, seed).split("\n\n")
    )


def table(size: int, seed: int = 4) -> str:
    """Rows of a table with few different cells, and the same sentences below each part."""
    chance = random.Random(seed)

    def parts() -> Iterator[str]:
        while True:
            rows = (
                "\t".join([chance.choice(_PLACES), *chance.choices(_COLUMNS, k=4)])
                for _ in range(chance.randint(5, 30))
            )
            yield "\n".join((*rows, _REFRAIN))

    return _until(size, parts())


def chinese(size: int, seed: int = 5) -> str:
    """Chinese without spaces: phrases of a small stock in random order."""
    chance = random.Random(seed)
    stock = ["".join(chance.choices(_HAN, k=chance.randint(2, 4))) for _ in range(400)]

    def parts() -> Iterator[str]:
        while True:
            yield "".join(
                "，".join("".join(chance.choices(stock, k=3)) for _ in range(chance.randint(1, 4)))
                + "。"
                for _ in range(chance.randint(1, 5))
            )

    return _until(size, parts())


KINDS: Mapping[str, Callable[[int, int], str]] = {
    "sample": sample,
    "news": news,
    "words": words,
    "wrapped": hard_wrapped,
    "table": table,
    "chinese": chinese,
}
"""Each kind of text: made with its size in code points and a seed."""


def marks(text: str, count: int, seed: int) -> list[tuple[int, int]]:
    """Marks from one word up to several sentences, as numbers of pieces, half-open.

    A third are single words as they come, so the commonest most often; a third are 2 to 6 words, a
    third up to 80.
    """
    chance = random.Random(seed)
    spans = pieces_of(text)
    solid = [n for n, (start, end) in enumerate(spans) if not text[start:end].isspace()]
    numbers = [n for n in solid if text[spans[n][0]].isalnum()]
    found: list[tuple[int, int]] = []
    while len(found) < count:
        kind = chance.random()
        first = chance.choice(numbers if kind < 0.5 else solid)
        length = 1 if kind < 1 / 3 else chance.randint(2, 6 if kind < 2 / 3 else 80)
        at = _index(solid, first)
        last = solid[min(len(solid) - 1, at + length - 1)]
        if any(text[spans[n][0]].isalnum() for n in range(first, last + 1)):
            found.append((first, last + 1))
    return found


def _index(solid: list[int], piece: int) -> int:
    from bisect import bisect_left

    return bisect_left(solid, piece)


def _until(size: int, parts: Iterator[str]) -> str:
    found: list[str] = []
    length = 0
    for part in parts:
        found.append(part)
        length += len(part) + 2
        if length >= size:
            break
    return "\n\n".join(found)
