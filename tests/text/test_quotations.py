"""Quotations: every pair of marks, over sentences and paragraphs, and what only looks like one."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.model import Span
from annotate_tui.text.quotations import quotations

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"


def paragraphs(text):
    return [Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text)]


def found(text):
    return [text[a:b] for a, b in quotations(text, paragraphs(text))]


def test_the_sample_article():
    text = SAMPLE.read_text("utf-8")
    assert found(text) == [
        "“The North Korean elite appear to be agitated. The South Korean government is closely "
        "monitoring the situation. It would be concerning for Kim Jong Un to witness the defection "
        "of those who have benefited from the North Korean system rather than those who have faced "
        "hardships.”",
        "“Unmet expectations of the North Korean elite and residents, particularly regarding "
        'economic development, have led to a sense of alienation,"',
        '"Kim Jong Un is reportedly under a lot of stress because of this.”',
        "“North Korea, facing economic difficulties, is exerting more pressure on its overseas "
        "missions and ambassadors. Intensified government oversight and monitoring on illicit "
        "trades with the North also had an impact.”",
        "“Earlier this year, three individuals, including former Acting Ambassador to Italy Cho "
        "Song Gil and a diplomat who defected from North Korea, have been appointed as research "
        "members, and a former North Korean defector researcher has been invited as a guest "
        "researcher,”",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes.” She didn’t.", ["“yes.”"]),
        ('“Mixed," he said. "Also mixed.”', ['“Mixed,"', '"Also mixed.”']),
        ("“Hard?” he asked", ["“Hard?”"]),
        ('("in brackets")', ['"in brackets"']),
        ('He said:"no space" and—"dash" it', ['"no space"', '"dash"']),
        ('"I am,"he said.', ['"I am,"']),
        ('"I was—" he began.', ['"I was—"']),
        ("‘British quotes,’ he said.", ["‘British quotes,’"]),
        ("‘It’s the workers’ day,’ he said.", ["‘It’s the workers’ day,’"]),
        ("'It isn't the workers' fault,' he said.", ["'It isn't the workers' fault,'"]),
        ("“She told me ‘no’ twice.”", ["“She told me ‘no’ twice.”"]),
        ("‘She said “no” twice.’", ["‘She said “no” twice.’"]),
        ("“Outer “inner” outer.” End", ["“Outer “inner” outer.”"]),
        ("Er sagte: „Nein.“ Dann „ja“.", ["„Nein.“", "„ja“"]),
        ("Er sagte »Nein.« Dann »ja«.", ["»Nein.«", "»ja«"]),
        ("Il dit : « Non. » Puis «oui».", ["« Non. »", "«oui»"]),
        ("Han sade: ”Nej.” Sedan ”ja”.", ["”Nej.”", "”ja”"]),
        ("彼は「『いいえ』と言った」と述べた。『はい』", ["「『いいえ』と言った」", "『はい』"]),
        ('" We agree , " he said . " We do . "', ['" We agree , "', '" We do . "']),
        ("`` We agree , '' he said .", ["`` We agree , ''"]),
        ("``We agree,'' he said.", ["``We agree,''"]),
        ("“ We agree , ” he said .", ["“ We agree , ”"]),
        ("‘ We agree , ’ he said .", ["‘ We agree , ’"]),
        ("' We agree , ' he said of Kim 's plan .", ["' We agree , '"]),
        ("The workers ' rights and Kim 's plan , the boys ' idea", []),
        ('He called it " mad " and " bad " .', ['" mad "', '" bad "']),
        ("他表示“《日报》说不”。", ["“《日报》说不”"]),
        ("그는 “아니다”라고 말했다. ‘예’라고", ["“아니다”", "‘예’"]),
    ],
)
def test_pairs_of_marks(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'It is 6\'2" tall and 12" wide.',
        "the '90s, rock 'n' roll, 'em and the workers' rights",
        "the ’90s and the workers’ rights, Jong’s",
        "A stray “ mark in the middle of nothing",
        'A stray " mark or a "start without an end',
        "Don't. Can't. Won't.",
        "",
    ],
)
def test_what_is_no_quotation(text):
    assert found(text) == []


def test_a_measure_inside_a_quotation_does_not_end_it():
    assert found('"He is 6\'2" tall," she said.') == ['"He is 6\'2" tall,"']


def test_reopened_over_paragraphs_is_one_quotation():
    text = "He said: “First. ‘Inner’ one.\n\n“Second.\n\n“Third,” and “more.”"
    assert found(text) == [text[text.index("“") : text.index("”") + 1], "“more.”"]


def test_straight_marks_reopen_too():
    text = '"First.\n\n"Second," he said.'
    assert found(text) == ['"First.\n\n"Second,"']


def test_angle_marks_reopen_with_either_mark():
    text = "« Un.\n\n» Deux. »"
    assert found(text) == [text]


def test_a_closed_quotation_does_not_go_on():
    assert found("“First.”\n\n“Second.”") == ["“First.”", "“Second.”"]


def test_unclosed_ends_with_its_paragraph_if_that_reads_as_an_end():
    assert found("He said: “It was hard.\n\nNobody else spoke.") == ["“It was hard."]
    assert found("A “word that opens.\n\nAnd then.") == []


def test_no_paragraph_that_does_not_reopen_is_swallowed():
    assert found("“One two\n\nthree” four") == []


def test_lines_of_one_paragraph_hold_a_quotation_together():
    assert found('" We agree .\nWe do .\nAll of us . " he said .') == [
        '" We agree .\nWe do .\nAll of us . "'
    ]
    assert found("“We agree.\nWe do,” he said. “Yes.”") == ["“We agree.\nWe do,”", "“Yes.”"]
    assert found('He said "no\nand "yes".') == ['"yes"']


def test_only_the_given_blocks_count():
    text = "“First.\n\n“Second.” Third “x” end"
    second = paragraphs(text)[1:]
    assert [text[a:b] for a, b in quotations(text, second)] == ["“Second.”", "“x”"]


PIECES = st.lists(
    st.sampled_from(
        [*"\"“”„«»「」『』‘’' \n.,!ab1sA—(:한字", " “", "” ", "\n“", "\ud800", "\x00", "s’ o"]
    ),
    max_size=60,
).map("".join)


@given(PIECES | st.text(max_size=60))
def test_spans_are_ordered_apart_and_inside(text):
    blocks = paragraphs(text)
    spans = quotations(text, blocks)
    reached = 0
    for start, end in spans:
        assert reached <= start < end
        assert text[start:end].strip() == text[start:end]
        assert any(b.start <= start < b.end for b in blocks)
        assert any(b.start < end <= b.end for b in blocks)
        reached = end


def test_many_marks_take_linear_time():
    text = "“" * 20_000 + "»" * 20_000 + "'a" * 20_000
    assert isinstance(quotations(text, [Span(0, len(text))]), list)
