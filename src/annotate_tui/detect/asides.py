"""What stands aside between commas, brackets or dashes behind the name or the role of a speaker."""

from __future__ import annotations

from annotate_tui.detect.names import is_person
from annotate_tui.detect.tokens import (
    BREAKS,
    DETERMINERS,
    LOOK,
    RELATIVES,
    Clause,
    Token,
    is_capital,
    word_of,
)
from annotate_tui.model import Span


def person_set_off(clause: Clause, low: int, end: int) -> Span | None:
    """The first person who stands alone between commas: "Bob Roe, a lawyer for the firm, Acme,".

    None where a clause of time or reason comes first, whose commas cannot be told from those.
    """
    text = clause.text
    tokens = clause.between(max(low, end - 2 * LOOK), end)
    begin = 0
    for index, token in enumerate(tokens):
        if text[token[0]] != ",":
            continue
        piece = tokens[begin:index]
        if piece and word_of(text, piece[0]) in BREAKS:
            return None
        named = len(piece) > 1 and "A" <= text[piece[0][0]] <= "Z"
        if named and is_person(text[piece[0][0] : piece[-1][1]]):
            return Span(piece[0][0], piece[-1][1])
        begin = index + 1
    return None


def aside_begins(text: str, tokens: list[Token]) -> int | None:
    """The index of the comma, bracket or dash that opens the aside that ends with the last token."""
    closing = text[tokens[-1][0]]
    opening = {")": "("}.get(closing, closing)
    if closing == ",":
        first = tokens[-2]
        commas = [i for i in range(len(tokens) - 2, 0, -1) if text[tokens[i][0]] == ","]
        if not commas or first is tokens[commas[0]]:
            return None
        # "John Smith, a lawyer in Reno, Nevada, said": the aside begins where a name or head ends.
        for position, index in enumerate(commas[:3]):
            following = word_of(text, tokens[index + 1])
            aside = tokens[index + 1 : -1]
            short_place = len(aside) <= 2 and all(
                is_capital(text, t) or text[t[0]] == "." for t in aside
            )
            if (
                short_place
                and position + 1 < len(commas)
                and _opens_aside(text, tokens, commas[position + 1])
            ):
                continue
            if following in ("and", "or", "but") or _is_age(
                text, tokens, commas[position + 1 :], index
            ):
                continue
            return index
        return commas[0]
    for index in range(len(tokens) - 2, 0, -1):
        if text[tokens[index][0]] == opening:
            return index
    return None


def _is_age(text: str, tokens: list[Token], commas: list[int], index: int) -> bool:
    """Whether an age stands between the comma before and this one: "Dan Poe, 45 years old, a lawyer"."""
    begins = commas[0] + 1 if commas else 0
    return begins < index <= begins + 3 and word_of(text, tokens[begins]).isdigit()


def _opens_aside(text: str, tokens: list[Token], comma: int) -> bool:
    following = word_of(text, tokens[comma + 1])
    return (
        following in DETERMINERS | RELATIVES
        or following.isdigit()
        or not is_capital(text, tokens[comma + 1])
    )
