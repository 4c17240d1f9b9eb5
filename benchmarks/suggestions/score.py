"""What is counted on a set: suggestions held against the marks made by hand."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from annotate_tui.loaders import plain
from annotate_tui.model import BlockKind, Suggestion
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder
from benchmarks.suggestions.gold import Figure, GoldError, Marked, Quote

Suggest = Callable[[Document], Iterable[Suggestion]]

SAME = 0.8
"""Share of characters (intersection over union) from which a quotation in marks is the one meant."""
ALIKE = 0.5
"""The same for an indirect one, whose edges people draw differently."""
TOLERANCE = 0.005
"""How far a value may be off, as a share of it."""

SIGNS = {
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
    "about": "~",
    "vague": "~",
}
_PERSONAL = frozenset("he she they i we it him her them who".split())
_ARTICLES = frozenset("a an the his her their its this that mr mrs ms dr sir lord".split())
_TAIL = re.compile(r",| (?:of|at|in|for|from|with|who|on|near|to) | familiar\b")


@dataclass
class Tally:
    """What was found of what, and where it went wrong; ``notes`` are counts beside."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    seconds: float = 0.0
    size: int = 0

    def share(self, part: str, whole: str) -> float | None:
        """``part`` of ``whole``; None where there is none of it."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    def f1(self, right: str, said: str, asked: str) -> float | None:
        """The harmonic mean of precision and recall; None where nothing was said nor asked."""
        both = self.counts[said] + self.counts[asked]
        return 2 * self.counts[right] / both if both else None


def article(text: str) -> Document:
    """The text as the plain loader reads a file of it. Raises GoldError where it alters the text."""
    loaded = plain.load(text.encode(), "", "article.txt")
    if loaded.text != text:
        raise GoldError("the loader changes this text, so its offsets would be off")
    return Document(text, loaded.structure, loaded.language)


def sentence(text: str) -> Document:
    """The text as one paragraph in English."""
    builder = StructureBuilder()
    builder.add(0, len(text), BlockKind.PARAGRAPH)
    return Document(text, builder.build(), "en")


def score(name: str, marked: Sequence[Marked], suggest: Suggest) -> Tally:
    """The tally of one set, by the kind its name begins with."""
    tally = Tally()
    kind = name.partition("_")[0]
    for one in marked:
        document = sentence(one.text) if kind == "figures" else article(one.text)
        began = time.perf_counter()
        found = list(suggest(document))
        tally.seconds += time.perf_counter() - began
        tally.size += len(one.text.encode())
        if kind == "quotes":
            _quotes(one, [s for s in found if s.tag == "quote"], tally)
        elif kind == "figures":
            _figures(one, [s for s in found if s.tag == "figure"], tally)
        else:
            _statements(one, [s for s in found if s.tag == "claim"], tally)
    return tally


# Quotations


def _quotes(one: Marked, found: list[Suggestion], tally: Tally) -> None:
    counts = tally.counts
    for mode in ("direct", "mixed", "indirect"):
        asked = [q for q in one.quotes if q.mode == mode and not q.optional]
        said = [s for s in found if s.fields.get("quote_mode", "direct") == mode]
        least = ALIKE if mode == "indirect" else SAME
        pairs = _pairs(asked, said, least)
        counts[f"{mode} asked"] += len(asked)
        counts[f"{mode} right"] += len(pairs)
        right = {id(s) for _, s in pairs}
        for s in said:
            if id(s) in right:
                counts[f"{mode} said"] += 1
            elif not _forgiven(s, one.quotes):
                counts[f"{mode} said"] += 1
                tally.alarms.append(f"{one.name} {mode}: {_shown(one.text, s)} {_fields(s)}")
        got = {id(q) for q, _ in pairs}
        for q in asked:
            if id(q) not in got:
                tally.misses.append(f"{one.name} {mode}: {_shown(one.text, q)} [{q.speaker}]")
        for q, s in pairs:
            _speaker(one, q, s, tally)
    marks = [q for q in one.quotes if q.mode != "indirect" and not q.optional]
    said = [s for s in found if s.fields.get("quote_mode", "direct") != "indirect"]
    counts["marks asked"] += len(marks)
    counts["marks right"] += len(_pairs(marks, said, SAME))
    counts["marks said"] += sum(
        not any(_overlap(s, q) >= SAME for q in one.quotes if q.optional and q.mode != "indirect")
        for s in said
    )


def _speaker(one: Marked, q: Quote, s: Suggestion, tally: Tally) -> None:
    if q.continues:
        tally.counts["parts asked"] += 1
        tally.counts["parts right"] += s.part_of is not None
    if not q.speaker:
        return
    name, printed = str(s.fields.get("speaker", "")), str(s.fields.get("speaker_text", ""))
    named = same_speaker(name or printed, q.speaker)
    right = named or same_speaker(printed, q.printed) or same_speaker(name, q.printed)
    tally.counts[f"{q.mode} speakers"] += 1
    tally.counts[f"{q.mode} speakers right"] += right
    tally.counts[f"{q.mode} names right"] += named
    if not named:
        tally.misses.append(
            f"{one.name} {q.mode} {'name' if right else 'SPEAKER'}: {_shown(one.text, q)} "
            f"[{q.speaker} | {q.printed}] was [{name} | {printed}]"
        )


def same_speaker(said: str, meant: str) -> bool:
    """Whether two phrases name the same speaker.

    A pronoun only fits itself; names fit when they share a part; a description ("a senior official
    at the ministry") when it has the same head and half of the words before it.
    """
    one, two = _core(said), _core(meant)
    if not one or not two:
        return False
    if set(one) & _PERSONAL or set(two) & _PERSONAL:
        return one == two
    if said[:1].isupper() and _named(said) & _named(meant):
        return True
    shared = set(one) & set(two)
    return one[-1] == two[-1] and len(shared) * 2 >= len(set(one) | set(two))


def _core(phrase: str) -> list[str]:
    """The words up to the head, lower case, articles and forms of address left out."""
    words = re.findall(r"\w+(?:[-.]\w+)*", _TAIL.split(phrase, maxsplit=1)[0].lower())
    return [word for word in words if word not in _ARTICLES]


def _named(phrase: str) -> set[str]:
    """The words of the phrase's first part that are written large, forms of address left out."""
    words = re.findall(r"\w+(?:[-.]\w+)*", _TAIL.split(phrase, maxsplit=1)[0])
    return {word.lower() for word in words if word[0].isupper()} - _ARTICLES


def _forgiven(s: Suggestion, quotes: Iterable[Quote]) -> bool:
    return any(_overlap(s, q) >= ALIKE for q in quotes if q.optional)


def _pairs(
    asked: Sequence[Quote], said: Sequence[Suggestion], least: float
) -> list[tuple[Quote, Suggestion]]:
    """Each mark with the suggestion that fits it best, one to one."""
    fits = sorted(
        (
            (-_overlap(s, q), i, j)
            for i, q in enumerate(asked)
            for j, s in enumerate(said)
            if _overlap(s, q) >= least
        ),
    )
    left, right = set[int](), set[int]()
    found: list[tuple[Quote, Suggestion]] = []
    for _, i, j in fits:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((asked[i], said[j]))
    return found


def _overlap(s: Suggestion, q: Quote | Figure) -> float:
    """Intersection over union, in characters."""
    shared = min(s.end, q.end) - max(s.start, q.start)
    return max(0, shared) / (max(s.end, q.end) - min(s.start, q.start))


# Figures


def _figures(one: Marked, found: list[Suggestion], tally: Tally) -> None:
    counts = tally.counts
    maybe = [f for f in one.figures if f.optional]
    asked = [f for f in one.figures if not f.optional]
    sure = [s for s in found if not any(_touch(s, f) for f in maybe)]
    # What touches both kinds is judged by the figure that was asked for.
    said = [s for s in found if s in sure or any(_touch(s, f) for f in asked)]
    meant = [(f.sign, value) for f in asked for value in f.values]
    given = [(sign_of(s), value) for s in said for value in values_of(s)]
    signed = _matches(meant, given)
    counts["values asked"] += len(meant)
    counts["values said"] += len(given)
    counts["values right"] += _matches([("", v) for _, v in meant], [("", v) for _, v in given])
    counts["signs right"] += signed
    counts["spans asked"] += len(asked)
    counts["spans said"] += len(said)
    used = set[int]()
    for f in asked:
        hit = next((k for k, s in enumerate(said) if k not in used and _touch(s, f)), None)
        if hit is None:
            tally.misses.append(f"{one.name}: {_shown(one.text, f)} {f.sign}{f.values}")
            continue
        used.add(hit)
        counts["spans right"] += 1
        _figure(one, f, said[hit], tally)
    tally.alarms.extend(
        f"{one.name}: {_shown(one.text, s)} {_fields(s)}"
        for k, s in enumerate(said)
        if k not in used
    )


def _figure(one: Marked, f: Figure, s: Suggestion, tally: Tally) -> None:
    """Value, unit and change of a figure that was found."""
    wrong: list[str] = []
    if _matches([(f.sign, v) for v in f.values], [(sign_of(s), v) for v in values_of(s)]) != max(
        len(f.values), len(values_of(s))
    ):
        wrong.append("value")
    # "USD per month" is in USD.
    unit = str(s.fields.get("unit", "")).partition(" per ")[0]
    change = str(s.fields.get("change", "none"))
    if f.unit:
        tally.counts["units asked"] += 1
        tally.counts["units right"] += unit.lower() == f.unit.lower()
        wrong += ["unit"] * (unit.lower() != f.unit.lower())
    if f.change:
        tally.counts["changes asked"] += 1
        tally.counts["changes right"] += change == f.change
        wrong += ["change"] * (change != f.change)
    if wrong:
        tally.misses.append(
            f"{one.name} {', '.join(wrong)}: {_shown(one.text, f)} "
            f"{f.sign}{f.values} {f.unit} {f.change} was {_shown(one.text, s)} {_fields(s)}"
        )


def values_of(s: Suggestion) -> list[float]:
    """One value, the two of a range, or none: the bounds, where they differ both."""
    bounds = [float(v) for v in (s.fields.get("low"), s.fields.get("high")) if v is not None]
    if not bounds and s.fields.get("value") is not None:
        bounds = [float(s.fields["value"])]
    return bounds[:1] if len(bounds) == 2 and bounds[0] == bounds[1] else bounds


def sign_of(s: Suggestion) -> str:
    """The qualifier as one of ``= > < ~``."""
    return SIGNS.get(str(s.fields.get("qualifier", "exact")), "=")


def _matches(meant: list[tuple[str, float]], given: list[tuple[str, float]]) -> int:
    """How many of ``given`` fit one of ``meant``, each used once."""
    left, hits = list(meant), 0
    for sign, value in given:
        for one in left:
            if one[0] == sign and abs(one[1] - value) <= TOLERANCE * abs(one[1]) + 1e-9:
                left.remove(one)
                hits += 1
                break
    return hits


def _touch(s: Suggestion, f: Figure) -> bool:
    return s.start < f.end and f.start < s.end


# Claims


def _statements(one: Marked, found: list[Suggestion], tally: Tally) -> None:
    chosen = set[int]()
    for s in found:
        shared = [min(s.end, t.end) - max(s.start, t.start) for t in one.statements]
        chosen.add(max(range(len(shared)), key=shared.__getitem__))
    tally.counts["sentences"] += len(one.statements)
    tally.counts["worth"] += sum(t.worth for t in one.statements)
    for index, t in enumerate(one.statements):
        if index in chosen:
            tally.counts["said"] += 1
            tally.counts["right"] += t.worth
        line = f"{one.name}: {one.text[t.start : t.end]}"
        if index in chosen and not t.worth:
            tally.alarms.append(line)
        elif t.worth and index not in chosen:
            tally.misses.append(line)


def _shown(text: str, s: Suggestion | Quote | Figure) -> str:
    return "«" + " ".join(text[s.start : s.end].split()) + "»"


def _fields(s: Suggestion) -> str:
    kept = {key: value for key, value in s.fields.items() if value not in ("", None)}
    return " ".join(f"{key}={value}" for key, value in kept.items()) + f" ({s.score:.2f})"
