"""Who says a quotation in German, French, Spanish, Italian, Korean, Japanese and Chinese.

Rules of our own: only a word of saying right beside the marks ties a quotation to a speaker, before
it ("Weber sagte: „…“"), behind it (「…」と田中首相は述べた), in French and Italian also inside it. What
has none may go on with the quotation before it. Scores are guesses, higher where little can go wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from annotate_tui.detect import foreign_cues as cues
from annotate_tui.detect.attribution import Attribution
from annotate_tui.detect.foreign_cues import Said
from annotate_tui.detect.quote_marks import Heard, Quoted, is_title
from annotate_tui.model import Span

if TYPE_CHECKING:
    from annotate_tui.detect.passage import Passage

_APART = 160  # code points between two quotations of one speaker
_MEANT = 1_200  # code points before a pronoun in which its name is looked for
_SENTENCE = 3  # words from which what ends like a sentence is one
_WIDE_SENTENCE = 8  # signs from which it is one where words are not set apart
_CLAUSE = 5  # and from which beside a word of saying they may be a clause
_CLOSED = ".!?…。！？"


def judge(passage: Passage, one: Quoted, found: list[Heard]) -> Heard:
    """The quotation with its speaker, its mode and how likely it is speech.

    For the languages of `is_foreign`. ``found`` are the quotations before it, judged.
    """
    text, last = passage.text, found[-1] if found else None
    wide = passage.language[:2] in ("ja", "zh", "ko")
    said = _reader(passage.language[:2])(text, one)
    inherited = _of_one_sentence(text, one, last) if last is not None else False
    if said is not None:
        source, part_of = said.source, None
        if source is None and inherited and last is not None:
            source = last.source
        if last is not None and _splits(text, one, last):
            source, part_of = source or last.source, last.part_of or last.one.span
        mode = _mode(text, one, said, wide)
        score = _score(one, said, mode, wide, named=source is not None)
        if source is not None and cues.WRITTEN_ON.search(text[slice(*source)]):
            score = 0.3
        cue = _printed(text, said.cue)
        side = {"before": "before", "behind": "after"}.get(said.side, "among")
        why: tuple[str, ...] = ("quotation marks", f"“{cue}” {side} the words")
        by = Attribution(
            said.cue,
            cue.lower(),
            "verb",
            said.source,
            Span(one.lead.start, one.tail.end),
            None,
            True,
        )
        if mode == "mixed":
            why = (*why, "words of the reporter’s sentence")
        return Heard(one, mode, score, why, by, source, part_of, _meant(passage, source, found))
    if last is not None and _goes_on(text, one, last):
        split = _splits(text, one, last)
        return Heard(
            one,
            "direct",
            0.88 if split else 0.82,
            ("quotation marks", "goes on with the speaker before"),
            last.said if split else None,
            last.source,
            (last.part_of or last.one.span) if split else None,
            last.meant,
        )
    return _unsaid(one, wide=wide, ended=_ended(text, one))


def _ended(text: str, one: Quoted) -> bool:
    """Whether it ends like a sentence, the stop inside the marks or right behind them."""
    alone = not text[one.lead.start : one.lead.end].strip()
    return one.stopped or (alone and text[one.span.end : one.span.end + 1] in (".", "。"))


def _unsaid(one: Quoted, *, wide: bool, ended: bool) -> Heard:
    """A quotation beside which nobody says anything: never likely."""
    why: tuple[str, ...] = ("quotation marks", "no word of saying")
    size = len(one.inner) if wide else one.words
    enough = size >= (_WIDE_SENTENCE if wide else _SENTENCE)
    if not enough or (not wide and is_title(one)) or one.inner[-1:] in "》〉":
        return Heard(one, "mixed", 0.15, why, None, None, None)
    whole = ended or (wide and one.inner[-1:] in "다요까죠")
    if whole and one.capital:
        return Heard(one, "direct", 0.55, (*why, "a sentence of its own"), None, None, None)
    return Heard(one, "mixed", 0.25 if wide else 0.3, why, None, None, None)


def _score(one: Quoted, said: Said, mode: str, wide: bool, *, named: bool) -> float:
    score = said.sure if named else said.sure - 0.08
    if mode == "direct":
        if not wide and is_title(one) and said.side == "before" and not one.stopped:
            return 0.5
        return round(score, 2)
    size = len(one.inner) / 3 if wide else one.words
    return round(score - (0.1 if size >= _SENTENCE and named else 0.3), 2)


def _mode(text: str, one: Quoted, said: Said, wide: bool) -> str:
    """Whether it is a clause of its own ("direct") or part of the reporter's sentence ("mixed")."""
    lead = text[one.lead.start : one.lead.end].rstrip()
    if said.side == "before":
        colon = lead[-1:] in ":：" or not lead or (wide and lead[-1:] in ",，")
        return "direct" if colon or (one.stopped and one.capital) else "mixed"
    if wide:
        apart = said.side == "inside" or text[one.span.end : one.span.end + 1] in ("，", ",")
        return "direct" if apart or _whole(one) else "mixed"
    return "direct" if not lead or lead[-1] in ":,–—-" else "mixed"


def _whole(one: Quoted) -> bool:
    """Whether words of a language without capitals may be a clause, not a name."""
    last = one.inner[-1:]
    closed = last in "다요까죠자라네" or "\u3041" <= last <= "\u3096"
    return one.stopped or one.comma or closed or len(one.inner) >= _CLAUSE


def _between(text: str, one: Quoted, last: Heard) -> str:
    return text[last.one.span.end : one.span.start]


def _of_one_sentence(text: str, one: Quoted, last: Heard) -> bool:
    """Whether the quotation before stands in the same sentence, attributed: “…”라며 “…”라고."""
    between = _between(text, one, last)
    near = last.one.block == one.block and len(between) < 80
    return near and last.said is not None and not any(sign in _CLOSED for sign in between)


def _splits(text: str, one: Quoted, last: Heard) -> bool:
    """Whether only the attribution stands between: „…“, sagte Weber, „…“."""
    between = _between(text, one, last).rstrip()
    return (
        _of_one_sentence(text, one, last)
        and last.mode == "direct"
        and last.said is not None
        and last.said.cue.start >= last.one.span.end
        and between[-1:] in ",:，：、–—-"
        and not last.one.stopped
    )


def _goes_on(text: str, one: Quoted, last: Heard) -> bool:
    """Whether it follows the attribution of the quotation before: „…“, sagte Weber. „…“."""
    if (
        last.said is None
        or last.score < 0.8
        or last.mode != "direct"
        or last.one.block != one.block
    ):
        return False
    if _splits(text, one, last):
        return True
    between = _between(text, one, last).strip()
    if len(between) > _APART or not (_ended(text, one) or one.comma) or not one.capital:
        return False
    if not between:
        return True
    behind = last.said.cue.start >= last.one.span.end
    return behind and between[-1] in _CLOSED + ":：" and not any(c in _CLOSED for c in between[:-1])


def _meant(passage: Passage, source: Span | None, found: list[Heard]) -> Span | None:
    """Who a pronoun most likely stands for: the last speaker with a name, near before it."""
    if source is None or not is_pronoun(passage.text[slice(*source)], passage.language):
        return None
    for heard in reversed(found):
        if source.start - heard.one.span.end > _MEANT:
            return None
        if heard.source is not None and heard.said is not None:
            words = passage.text[slice(*heard.source)]
            if not is_pronoun(words, passage.language):
                return heard.source
    return None


def is_pronoun(words: str, language: str) -> bool:
    """Whether a speaker as printed is a pronoun of that language."""
    listed = _PRONOUNS.get(language[:2])
    return listed is not None and words.lower() in listed.split("|")


def _printed(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


@cache
def _reader(name: str) -> Callable[[str, Quoted], Said | None]:
    """What finds the word of saying beside a quotation in that language, made when first needed."""
    if name in cues.LATIN:
        from annotate_tui.detect.foreign_latin import Reader

        return Reader(cues.LATIN[name])
    from annotate_tui.detect import foreign_wide

    return {"ko": foreign_wide.korean, "ja": foreign_wide.japanese, "zh": foreign_wide.chinese}[
        name
    ]


_PRONOUNS = {
    **{name: words.pronouns for name, words in cues.LATIN.items()},
    "ko": cues.KOREAN_PRONOUNS,
    "ja": cues.JAPANESE_PRONOUNS,
    "zh": cues.CHINESE_PRONOUNS,
}
