"""The sets of suggestions: how their marks are read, and that the counting is right at both ends."""

import pytest
from benchmarks.suggestions import __main__ as command
from benchmarks.suggestions import gold
from benchmarks.suggestions.score import article, same_speaker, score, sentence

from annotate_tui.model import Span, Suggestion

QUOTES = """# a remark
=== first
A headline

⟦d|Jane Roe|she⟧“I will not,”⟦/⟧ she said, ⟦d|Jane Roe|she|+⟧“never.”⟦/⟧

Roe said ⟦i|Jane Roe|Roe⟧it was ⟦m|Jane Roe|Roe⟧“odd”⟦/⟧⟦/⟧. The law says little.

=== second
The mayor said ⟦i|the mayor|The mayor⟧he was ill⟦/⟧. It is said ⟦i?||⟧he is not⟦/⟧.
"""

FIGURES = """# a remark
⟦>16|person⟧At least 16 defectors⟦/⟧ came in 1999.

Prices rose ⟦=3..4.5|percent|up⟧3 to 4.5 %⟦/⟧ and ⟦?=2⟧doubled⟦/⟧ later, for ⟦~|person⟧dozens⟦/⟧.
Nothing to count on 3 May.
"""

CLAIMS = """=== first
0 A headline

1 Exports fell by a third in 2019.
0 Will they rise?
"""

QUALIFIERS = {">": "at_least", "<": "at_most", "~": "about", "=": "exact"}


def offer(start, end, tag, fields=None, part_of=None):
    return Suggestion(start=start, end=end, tag=tag, fields=fields or {}, part_of=part_of)


def meant(marked):
    """What a faultless rule would suggest in these texts."""
    answers = {}
    for one in marked:
        found = [
            offer(
                q.start,
                q.end,
                "quote",
                {"speaker": q.speaker, "speaker_text": q.printed, "quote_mode": q.mode},
                part_of=Span(0, 1) if q.continues else None,
            )
            for q in one.quotes
        ]
        for f in one.figures:
            fields = {"qualifier": QUALIFIERS[f.sign], "unit": f.unit, "change": f.change}
            if f.values:
                fields |= {"low": f.values[0], "high": f.values[-1]}
            found.append(offer(f.start, f.end, "figure", fields))
        found += [offer(s.start, s.end, "claim") for s in one.statements if s.worth]
        answers[one.text] = found
    return lambda document: answers[document.text]


def nothing(document):
    return []


def test_marks_are_taken_out_and_kept_as_spans():
    first, second = gold.read_quotes(QUOTES)
    assert (first.name, second.name) == ("first", "second")
    assert first.text.startswith("A headline\n\n“I will not,” she said, “never.”\n\nRoe said it")
    found = [(first.text[q.start : q.end], q.mode, q.continues) for q in first.quotes]
    assert found == [
        ("“I will not,”", "direct", False),
        ("“never.”", "direct", True),
        ("it was “odd”", "indirect", False),
        ("“odd”", "mixed", False),
    ]
    assert [q.optional for q in first.quotes] == [False, False, True, False]
    assert [q.optional for q in second.quotes] == [False, True]
    assert first.quotes[0].speaker == "Jane Roe"
    assert first.quotes[0].printed == "she"


def test_figures_carry_sign_values_unit_and_change():
    one, two, three = gold.read_figures(FIGURES)
    assert one.name == "line 2"
    assert one.figures[0][:6] == (0, 21, ">", (16.0,), "person", "")
    assert [f.values for f in two.figures] == [(3.0, 4.5), (2.0,), ()]
    assert [f.optional for f in two.figures] == [False, True, False]
    assert two.figures[0].change == "up"
    assert three.figures == ()


def test_claims_are_sentences_in_paragraphs():
    (one,) = gold.read_claims(CLAIMS)
    assert one.text == "A headline\n\nExports fell by a third in 2019. Will they rise?"
    assert [(one.text[s.start : s.end], s.worth) for s in one.statements][1:] == [
        ("Exports fell by a third in 2019.", True),
        ("Will they rise?", False),
    ]


@pytest.mark.parametrize(
    ("read", "words", "wrong"),
    [
        (gold.read_quotes, "=== a\n⟦d|x|x⟧“open", "never closed"),
        (gold.read_quotes, "=== a\n“shut”⟦/⟧", "never began"),
        (gold.read_quotes, "=== a\n⟦z|x|x⟧“odd”⟦/⟧", "no quotation's mark"),
        (gold.read_quotes, "=== a\n⟦d|x|x⟧ “odd”⟦/⟧", "white space"),
        (gold.read_quotes, "=== a\n⟦d|x", "broken"),
        (gold.read_figures, "⟦16⟧16⟦/⟧", "no figure's mark"),
        (gold.read_figures, "⟦=16|x|sideways⟧16⟦/⟧", "no figure's mark"),
        (gold.read_claims, "=== a\nNo number.", "0 or 1"),
    ],
)
def test_a_broken_set_says_where(read, words, wrong):
    with pytest.raises(gold.GoldError, match=wrong):
        read(words)


def test_what_is_meant_scores_one():
    quotes, figures, claims = (
        gold.read_quotes(QUOTES),
        gold.read_figures(FIGURES),
        gold.read_claims(CLAIMS),
    )
    tally = score("quotes_x", quotes, meant(quotes))
    for mode in ("direct", "mixed", "indirect", "marks"):
        assert tally.f1(f"{mode} right", f"{mode} said", f"{mode} asked") == 1, mode
    for mode in ("direct", "mixed", "indirect"):
        assert tally.share(f"{mode} names right", f"{mode} speakers") == 1
    assert tally.counts["direct asked"] == 2
    assert tally.counts["indirect asked"] == 1
    assert tally.share("parts right", "parts asked") == 1
    assert not tally.misses
    assert not tally.alarms
    tally = score("figures_x", figures, meant(figures))
    for what, said in (("values", "values"), ("signs", "values"), ("spans", "spans")):
        assert tally.f1(f"{what} right", f"{said} said", f"{said} asked") == 1, what
    assert tally.share("units right", "units asked") == 1
    assert tally.share("changes right", "changes asked") == 1
    assert not tally.misses
    assert not tally.alarms
    tally = score("claims_x", claims, meant(claims))
    assert tally.share("right", "said") == 1
    assert tally.share("said", "sentences") == pytest.approx(1 / 3)


def test_no_suggestion_scores_nothing():
    quotes, figures, claims = (
        gold.read_quotes(QUOTES),
        gold.read_figures(FIGURES),
        gold.read_claims(CLAIMS),
    )
    tally = score("quotes_x", quotes, nothing)
    assert tally.share("direct right", "direct asked") == 0
    assert tally.share("direct right", "direct said") is None
    assert len(tally.misses) == 4
    tally = score("figures_x", figures, nothing)
    assert tally.f1("values right", "values said", "values asked") == 0
    assert tally.share("spans right", "spans asked") == 0
    assert score("claims_x", claims, nothing).share("said", "sentences") == 0


def test_false_alarms_lower_precision_and_what_is_optional_does_not():
    figures = gold.read_figures("In 1999 ⟦?=2⟧doubled⟦/⟧ ⟦=5⟧5⟦/⟧.\n")
    answers = [
        offer(3, 7, "figure", {"low": 1999, "high": 1999}),
        offer(8, 15, "figure", {"value": 2}),
        offer(16, 17, "figure", {"value": 5, "low": 5, "high": 5, "qualifier": "at_most"}),
    ]
    tally = score("figures_x", figures, lambda document: answers)
    assert tally.share("values right", "values said") == 0.5
    assert tally.share("signs right", "values asked") == 0
    assert len(tally.alarms) == 1
    quotes = gold.read_quotes(QUOTES)
    wide = {
        quotes[0].text: [offer(0, 10, "quote", {"quote_mode": "direct", "speaker": "x"})],
        quotes[1].text: [],
    }
    tally = score("quotes_x", quotes, lambda document: wide[document.text])
    assert tally.share("direct right", "direct said") == 0
    assert len(tally.alarms) == 1


@pytest.mark.parametrize(
    ("said", "is_meant", "same"),
    [
        ("Jane Roe", "Roe", True),
        ("Ms. Roe", "Jane Roe", True),
        ("Kim", "Kim Jong Un", True),
        ("she", "she", True),
        ("she", "Jane Roe", False),
        ("John Doe", "Jane Roe", False),
        ("another official", "a government official", False),
        ("a senior official", "a senior official at the institute", True),
        ("the ministry", "Ministry", True),
        ("one", "One of them", True),
        ("a source familiar", "a source familiar with the matter", True),
        ("", "Jane Roe", False),
    ],
)
def test_speakers_are_the_same(said, is_meant, same):
    assert same_speaker(said, is_meant) is same


@pytest.mark.parametrize("name", gold.names())
def test_every_set_can_be_read_and_its_texts_load_unchanged(name):
    marked = gold.read_set(name)
    assert marked
    for one in marked:
        assert (sentence if name.startswith("figures") else article)(one.text).text == one.text
    texts = [one.text for one in marked]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("kind", ["quotes", "figures"])
def test_what_is_counted_was_not_shown(kind):
    dev = {one.text for one in gold.read_set(f"{kind}_dev")}
    test = {one.text for one in gold.read_set(f"{kind}_test")}
    assert not dev & test


def test_the_command_shows_mistakes_of_the_open_sets_only(tmp_path, monkeypatch, capsys):
    for name in ("figures_dev", "figures_test"):
        (tmp_path / f"{name}.txt").write_text("⟦=0.123456⟧Sevenish⟦/⟧ came.\n", encoding="utf-8")
    read = gold.read_set
    monkeypatch.setattr(gold, "read_set", lambda name: read(name, tmp_path))
    assert command.main(["--set", "figures_dev", "--errors", "5"]) == 0
    assert "Sevenish" in capsys.readouterr().out
    assert command.main(["--set", "figures_test", "--errors", "5"]) == 0
    out = capsys.readouterr().out
    assert "Sevenish" not in out
    assert "figures_test: 1 sentences" in out


def test_a_set_that_is_not_there_is_one_sentence(capsys):
    assert command.main(["--set", "figures_nowhere"]) == 1
    assert capsys.readouterr().err.startswith("the set cannot be read:")
