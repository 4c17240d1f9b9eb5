"""What continues what, and what becomes of the tables when steps are taken back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.suggested import suggestion

from annotate_tui.model import Span
from annotate_tui.services.advice import Advice, fitting
from annotate_tui.services.fields import fits
from annotate_tui.services.halves import before
from annotate_tui.services.suggesting import keep, keep_all, reject
from annotate_tui.store.codebook import STARTING_TAGS

PLACES = [Span(at, at + 5) for at in range(0, 60, 10)]
LINKS = st.lists(st.sampled_from([None, *PLACES]), min_size=len(PLACES), max_size=len(PLACES))


@given(LINKS)
def test_what_is_before_is_named_once_however_it_is_linked(links):
    known = {
        place: suggestion(place, part_of=link) for place, link in zip(PLACES, links, strict=True)
    }
    for place, one in known.items():
        found = list(before(one, known))
        assert len(set(found)) == len(found)
        assert place not in found
        at = one
        for span in found:
            assert at.part_of == span
            at = known[span]
        assert at.part_of is None or at.part_of in {place, *found}


JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())
NAMES = st.sampled_from([field.name for tag in STARTING_TAGS for field in tag.fields])


@given(st.dictionaries(NAMES, JSON), st.sampled_from(STARTING_TAGS))
def test_what_does_not_fit_is_left_out_and_nothing_else(values, tag):
    found = fitting(values, tag)
    known = {field.name: field for field in tag.fields}
    for name, value in values.items():
        empty = value is None or value == [] or (isinstance(value, str) and not value.strip())
        held = name in known and not empty and fits(known[name], value)
        assert (name in found) == held
        assert not held or found[name] is value


def tables(library):
    return {
        name: sorted(map(repr, library.query(f"SELECT * FROM {name}")))
        for name in ("annotations", "anchors", "rejections", "mark_lines_due")
    }


@pytest.mark.parametrize("seed", range(5))
def test_every_step_taken_back_leaves_the_tables_as_they_were(sample, fixed, seed):
    chance = random.Random(seed)
    library, where = sample.library, sample.where
    starts = range(600, 2600, 60)
    spans = [Span(at, at + 40) for at in starts]
    spans = [one for one in spans if not sample.document.text[one.start].isspace()]
    spans = [one for one in spans if not sample.document.text[one.end - 1].isspace()]
    linked = [None, *(chance.choice([None, spans[i]]) for i in range(len(spans) - 1))]
    fixed.found = tuple(
        suggestion(span, fields={"cue": "said"}, part_of=link, likely=chance.random() < 0.7)
        for span, link in zip(spans, linked, strict=True)
    )
    tag = sample.tag("claim")
    states = [tables(library)]
    for _ in range(12):
        advice = Advice(library, sample.document, sample.text)
        offers = list(advice.all(doubtful=True))
        if not offers:
            break
        act, offer = chance.random(), chance.choice(offers)
        if act < 0.5:
            keep(*where, offer)
        elif act < 0.6:
            keep(*where, offer, tag=tag, span=Span(offer.span.start, offer.span.end - 20))
        elif act < 0.9:
            reject(library, sample.text, offer)
        elif not keep_all(library, [library.article(sample.article)]):
            continue
        states.append(tables(library))
    for state in states[-2::-1]:
        library.undo()
        assert tables(library) == state
    for state in states[1:]:
        library.redo()
        assert tables(library) == state
