"""Rules of news that several detectors share: whose words a suggestion gives, and whose it must not."""

from __future__ import annotations

import pytest
from tests.documents import compose

from annotate_tui.detect.suggester import Suggester


def found(tag, *blocks):
    """The suggestions with that tag: words, suggestion."""
    document = compose(*blocks)
    return [
        (document.text[one.start : one.end], one)
        for one in Suggester(document).all()
        if one.tag == tag
    ]


def speakers(tag, *blocks):
    return [(words, one.fields.get("speaker")) for words, one in found(tag, *blocks)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("About 1,200 residents left the town, saying it was unsafe to stay.", "About 1,200 residents"),
        ("About 1,200 residents left the town and said it was unsafe.", "About 1,200 residents"),
        ("According to 1,200 residents, the town was unsafe to live in.", "1,200 residents"),
        ("Two-thirds of 1,200 tenants, or 66%, said they felt unsafe.", "Two-thirds of 1,200 tenants"),
    ],
)  # fmt: skip
def test_a_comma_inside_a_number_parts_no_phrase(text, who):
    assert [one.fields["speaker_text"] for _, one in found("quote", text)] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "The minister denied that 300 people had died.",
        "Ms Roe denied 40 people had died in the fire.",
        "Lee said the minister had denied that 300 people had died.",
    ],
)
def test_what_is_denied_is_not_the_speaker_s(text):
    denied = [one for words, one in found("quote", text) if one.fields["cue"] == "denied"]
    assert all(one.score == 0.5 and not one.likely for one in denied)
    assert all("denied: the contrary was said" in one.why for one in denied)
    assert [who for _, who in speakers("figure", text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that 40 people had died.",
        "No one said that 40 people had died.",
        "No officials said that 40 people had died.",
        "The mayor did not say that 40 people had died.",
        "The army declined to say that 40 people had died.",
    ],
)
def test_what_nobody_said_has_no_speaker(text):
    quotes = [one for _, one in found("quote", text)]
    assert [one.likely for one in quotes] == [False]
    assert {"speaker", "speaker_text"}.isdisjoint(quotes[0].fields)
    assert [who for _, who in speakers("figure", text)] == [None]
    assert [
        (one.fields["stated_as"], one.fields.get("speaker")) for _, one in found("claim", text)
    ] == [("fact", None)]


def test_not_only_said_is_said():
    assert speakers("figure", "Lee not only said that 40 people had died.") == [
        ("40 people", "Lee")
    ]
    assert speakers("figure", "No 10 said that 40 people had died.") == [("40 people", "No 10")]


@pytest.mark.parametrize(
    "text",
    [
        "According to an audit published on Monday by the accounting office, it lost 40 boats.",
        "It lost 40 boats, according to an audit released last week by the accounting office.",
    ],
)
def test_according_to_a_paper_names_who_published_it(text):
    assert [who for _, who in speakers("claim", text)] == ["the accounting office"]


def test_whoever_is_warned_is_not_what_is_said():
    text = "It is understood that the agency has warned two other ports."
    assert speakers("figure", text) == [("two other ports", None)]
    assert speakers("figure", "The agency warned of 40 more deaths.") == [
        ("40 more deaths", "the agency")
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"Did you know?" Nair asked the mayor. "I did not," she said.', ["Nair", "the mayor"]),
        ('"Who knows?" Roe asked reporters. "I do not," he said.', ["Roe", "Roe"]),
        (
            "Asked when the road would open, the mayor shrugged. “Ask me in a year,” she said.",
            ["the mayor"],
        ),
        (
            "“It opens soon,” Ann Lopez said. Asked when, the mayor shrugged. “In May,” she said.",
            ["Ann Lopez", "the mayor"],
        ),
        ('"Our losses fell," Jones said. Smith disagreed. "They doubled."', ["Jones", "Smith"]),
    ],
)
def test_who_answers(text, who):
    quotes = found("quote", text)
    assert [one.fields["speaker"] for _, one in quotes] == who
    linked = [one.part_of is not None for _, one in quotes]
    assert linked == [i > 0 and who[i] == who[i - 1] for i in range(len(who))]


def test_they_are_the_persons_of_the_sentence_before():
    text = "Auditors visited the site. The cost, they said, was between $4 million and $5 million."
    assert [who for _, who in speakers("figure", text)] == ["auditors"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all not one survived the fall.", []),
        ("None of the 14 ministers came.", [("14 ministers", {"value": 14})]),
        (
            "The party won 31.4 percent of the vote, up from 27.9.",
            [("31.4 percent of the vote", {"change": "up"}), ("27.9", {"change": None})],
        ),
        (
            "It lost 31.4 percent of its votes, down from 37.9.",
            [("31.4 percent of its votes", {"change": "down"}), ("37.9", {"change": None})],
        ),
        ("It loses a third of its supply.", [("a third of its supply", {"change": None})]),
        ("Would prices fall below 3 percent?", [("below 3 percent", {"change": None})]),
        ("The cases tripled to 900.", [("900", {"change": "up"})]),
        ("The gap narrowed to 3.4 percent.", [("3.4 percent", {"change": "down"})]),
        (
            "It hired two hundred more welders.",
            [("two hundred more welders", {"counted": "welders"})],
        ),
        ("The premier set out a 10-point plan.", []),
        ("The premier has a 10-point lead.", [("10-point", {"value": 10})]),
        (
            "It uses 0.8 tonnes of chlorine per million litres of water.",
            [("0.8 tonnes of chlorine per million litres of water", {"value": 0.8})],
        ),
        ("The fee was capped at zero.", [("capped at zero", {"value": 0})]),
        ("The reading fell to zero on Monday.", [("zero", {"value": 0, "change": "down"})]),
        ("They began to zero in on it.", []),
        (
            "Crews repair 6 to 8 leaks a week.",
            [("6 to 8 leaks a week", {"low": 6, "high": 8, "counted": "leaks"})],
        ),
        (
            "The couple, aged 81 and 93, died.",
            [("aged 81", {"unit": "year"}), ("93", {"unit": "year"})],
        ),
        (
            "Police counted 350 protesters; the organisers spoke of 1,500.",
            [
                ("350 protesters", {"speaker": "police"}),
                ("1,500", {"speaker": "the organisers"}),
            ],
        ),
    ],
)
def test_figures_of_news(text, expected):
    figures = [(words, one.fields) for words, one in found("figure", text) if one.likely]
    assert [words for words, _ in figures] == [words for words, _ in expected]
    for (_, fields), (_, wanted) in zip(figures, expected, strict=True):
        assert {name: fields.get(name) for name in wanted} == wanted


def test_all_pieces_of_one_quotation_are_parts_of_the_first():
    text = "“A is gone,” Lopez said, “and B too. We left,” she added. “It is over,” she said."
    first, *rest = [one for _, one in found("quote", text)]
    assert first.part_of is None
    assert [one.part_of for one in rest] == [first.span] * 2


def test_a_quotation_reopened_in_its_paragraph_keeps_its_pieces():
    blocks = (
        "“The water is gone,” Lopez said. “We wait for rain.",
        "“It has been a year,” she added, “and nobody came.”",
    )
    first, *rest = [one for _, one in found("quote", *blocks)]
    assert [one.part_of for one in rest] == [first.span] * 2


def test_what_is_said_in_the_next_paragraph_is_no_part_of_it():
    blocks = ("“The water is gone,” Lopez said.", "“It has been a year,” she added.")
    assert [one.part_of for _, one in found("quote", *blocks)] == [None, None]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The law was passed in May by 40 votes in parliament.", False),
        ("May 2 was the day on which 40 people died in floods.", False),
        ("The law may be passed by 40 votes in parliament.", True),
        ("The law may be passed in May by 40 votes in parliament.", True),
    ],
)
def test_the_month_of_may_is_no_doubt(text, doubted):
    assert (
        any("uncertainty" in why for _, one in found("claim", text) for why in one.why) is doubted
    )


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("The ferry operator", "institution"),
        ("The carmaker", "institution"),
        ("Hart Shipping", "institution"),
        ("Norline Ltd", "institution"),
        ("A crane operator", "anonymous"),
    ],
)
def test_companies_speak_as_institutions(who, named):
    quotes = found("quote", f"{who} said that the line would close.")
    assert [one.fields["named"] for _, one in quotes] == [named]


@pytest.mark.parametrize(
    "text",
    [
        "“The road is closed and 40 people died in the 2012 flood. We wait,” Lopez said.",
        "“Why wait? It fell in 2012 and 300 people died, the most in a century,” Lopez said.",
        "The mayor called it “a shame. In 2012 300 people died” and left.",
        "“It fell in 2012 and 300 people died. In 2014 it was 40 percent more,” she said.",
    ],
)
def test_a_claim_takes_the_whole_of_a_quotation_that_it_would_cut(text):
    assert [words for words, _ in found("claim", text)] == [text]


def test_a_claim_that_would_take_too_much_is_left():
    text = f"“Why wait? {'We ask and ask. ' * 60}It fell in 2012 and 300 people died,” Lopez said."
    assert all("300" not in words for words, _ in found("claim", text))
