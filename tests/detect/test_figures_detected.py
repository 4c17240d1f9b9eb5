"""Figures as suggestions: value, bounds, qualifier, change, unit, what is counted, score and why."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.detect.figures import read_figure
from annotate_tui.detect.suggester import Suggester
from annotate_tui.loaders import plain
from annotate_tui.model import BlockKind
from annotate_tui.text.document import Document
from annotate_tui.text.structure import StructureBuilder

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"
KINDS = {
    "exact",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "about",
    "range",
    "vague",
}


def document(text, language="en"):
    builder = StructureBuilder()
    if text:
        builder.add(0, len(text), BlockKind.PARAGRAPH)
    return Document(text, builder.build(), language)


def suggested(text, language="en", likely=True):
    return [
        one
        for one in Suggester(document(text, language)).all()
        if one.tag == "figure" and (one.likely or not likely)
    ]


def only(text, language="en"):
    (one,) = suggested(text, language)
    return text[one.start : one.end], one.fields


def test_a_qualifier_before_the_article():
    text, fields = only("They want at least a two-thirds majority.")
    assert (text, fields["qualifier"]) == ("at least a two-thirds", "at_least")
    assert only("Prices fell over two years.")[1]["qualifier"] == "exact"
    assert only("It is open for over two years.")[1]["qualifier"] == "more_than"
    assert only("Over two years after the war it shut.")[1]["qualifier"] == "more_than"
    assert only("It cost over 2,000 euros.")[1]["qualifier"] == "more_than"


def test_the_sample_article():
    text = SAMPLE.read_text("utf-8")
    loaded = plain.load(SAMPLE.read_bytes(), "", SAMPLE.name)
    figures = [
        one
        for one in Suggester(Document(loaded.text, loaded.structure, loaded.language)).all()
        if one.tag == "figure" and one.likely
    ]
    about = {
        text[one.start : one.end]: {k: v for k, v in one.fields.items() if "speaker" not in k}
        for one in figures
    }
    assert about == {
        "one year": {"value": 1, "low": 1, "high": 1, "qualifier": "exact", "unit": "year"},
        "at least 16 North Korean defectors": {
            "value": 16,
            "low": 16,
            "qualifier": "at_least",
            "unit": "person",
            "counted": "North Korean defectors",
        },
        "three individuals": {
            "value": 3,
            "low": 3,
            "high": 3,
            "qualifier": "exact",
            "unit": "person",
            "counted": "individuals",
        },
    }
    (sixteen,) = [one for one in figures if one.fields["value"] == 16]
    assert sixteen.why == ("“at least”", "counts people", "a number in digits")


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("two dozen men", 24, "person"),
        ("half a million euros", 500_000, "EUR"),
        ("2.5 million", 2_500_000, ""),
        ("€40m", 40_000_000, "EUR"),
        ("$US113", 113, "USD"),
        ("US$1.2 billion", 1_200_000_000, "USD"),
        ("RM79", 79, "MYR"),
        ("164p", 164, "penny"),
        ("Rs 2 crore", 20_000_000, "INR"),
        ("Rs 50 lakh", 5_000_000, "INR"),
        ("S$5", 5, "SGD"),
        ("HK$10.05 billion", 10_050_000_000, "HKD"),
        ("40 million euros", 40_000_000, "EUR"),
        ("¥3tn", 3_000_000_000_000, "JPY"),
        ("5,000 won", 5000, "KRW"),
        ("-$250", -250, "USD"),
        ("2 1/2 miles", 2.5, "mile"),
        ("two and a half years", 2.5, "year"),
        ("an hour and a half", 1.5, "hour"),
        ("half an hour", 0.5, "hour"),
        ("a 34-year-old", 34, "year"),
        ("5 feet 6 inches", 5.5, "foot"),
        ("1.8 million km2", 1_800_000, "square kilometre"),
        ("12 %", 12, "percent"),
        ("5m people", 5_000_000, "person"),
        ("minus five degrees", -5, "degree"),
        ("20k", 20_000, ""),
        ("2,00,000 votes", 200_000, ""),
        ("a 6-foot-5 man", 6 + 5 / 12, "foot"),
        ("120 MEUR", 120_000_000, "EUR"),
        ("75 USD million", 75_000_000, "USD"),
        ("a magnitude-6.5 quake", 6.5, ""),
        ("1,000 Nm", 1000, "newton metre"),
    ],
)
def test_values(words, value, unit):
    (one,) = suggested(f"They told of {words}, and left.")
    assert one.fields["value"] == pytest.approx(value)
    assert type(one.fields["value"]) is type(value)
    assert one.fields.get("unit", "") == unit
    assert (one.fields["low"], one.fields["high"]) == (one.fields["value"],) * 2


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a third of the votes", 1 / 3),
        ("two-thirds of them", 2 / 3),
        ("one in five women", 0.2),
        ("4 out of 10 adults", 0.4),
        ("half of the houses", 0.5),
    ],
)
def test_shares(words, value):
    assert only(f"They saw {words} again.")[1]["value"] == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "qualifier", "low", "high"),
    [
        ("exactly 40 men", "exact", 40, 40),
        ("at least 40 men", "at_least", 40, None),
        ("no fewer than 40 men", "at_least", 40, None),
        ("40 or more men", "at_least", 40, None),
        ("40-plus men", "at_least", 40, None),
        ("more than 40 men", "more_than", 40, None),
        ("well over 40 men", "more_than", 40, None),
        ("at most 40 men", "at_most", None, 40),
        ("up to 40 men", "at_most", None, 40),
        ("as many as 40 men", "at_most", None, 40),
        ("no more than 40 men", "at_most", None, 40),
        ("fewer than 40 men", "less_than", None, 40),
        ("just under 40 men", "less_than", None, 40),
        ("about 40 men", "about", 40, 40),
        ("some 40 men", "about", 40, 40),
        ("an estimated 40 men", "about", 40, 40),
        ("nearly 40 men", "about", 40, 40),
        ("40 men or so", "about", 40, 40),
        ("only about 40 men", "about", 40, 40),
        ("between 30 and 40 men", "range", 30, 40),
        ("30-40 men", "range", 30, 40),
        ("30 to 40 men", "range", 30, 40),
        ("two or three hundred men", "range", 200, 300),
        ("several hundred men", "vague", None, None),
        ("dozens of men", "vague", None, None),
        ("at least another 40 men", "at_least", 40, None),
        ("tens of thousands of men", "vague", None, None),
    ],
)
def test_qualifiers_and_bounds(words, qualifier, low, high):
    shown, fields = only(f"They saw {words} again.")
    assert shown == words
    assert fields["qualifier"] == qualifier
    assert (fields.get("low"), fields.get("high")) == (low, high)
    assert ("value" in fields) == (qualifier not in ("range", "vague"))
    assert fields["unit"] == "person"
    assert fields["counted"] == "men"


def test_two_percentages_are_two_figures_and_a_range_is_one():
    text = "It ran from 4.5 percent to 12% while 20-30 people, and $5m-$10m, were lost."
    found = [(text[f.start : f.end], f.fields.get("value")) for f in suggested(text)]
    assert found == [("4.5 percent", 4.5), ("12%", 12), ("20-30 people", None), ("$5m-$10m", None)]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Shares were up 3 % today.", "up"),
        ("Sales rose by 3 percent today.", "up"),
        ("Output fell by half after the strike.", "down"),
        ("They announced a 12 % increase today.", "up"),
        ("The firm cut its staff by a quarter.", "down"),
        ("The bank raised its rate by 25 basis points.", "up"),
        ("There are 12 houses.", None),
    ],
)
def test_what_went_up_or_down(text, change):
    assert only(text)[1].get("change") == change


@pytest.mark.parametrize(
    "text",
    [
        "On June 12, 2023 and in 1999, at 8 p.m. or 10:30, on 12/06/2023.",
        "Articles 31 and 32, Section 427, No. 5, Room 4B and page 12 apply.",
        "COVID-19, the iPhone 11, a Boeing 737 and the F-16 were named.",
        "They won 3-1, then lost 6-4 and drew 2-2.",
        "Call 0800 555 0199 or +1 202-555-0100.",
        "He lives at 14 Harbour Street, off Route 66.",
        "One of them left, no one stayed, and one day it will end.",
        "The first half of the 21st century, and the 1990s.",
        "Version 2.1 came in December of '67.",
        "It is open 24/7 [3] and at https://example.org/12?id=280024.",
        "Between 2010 and 2015 the two met.",
        "The Twelve Apostles and Nine Inch Nails.",
        "2. Then open the lid.",
        "The 2020/21 season, a 401(k), an 18-wheeler, a 4K screen and 20/20 vision.",
        "They voted 68-32 on Title 42 and net zero.",
        "The Pixel 4 costs too much.",
    ],
)
def test_what_is_no_figure(text):
    assert [text[f.start : f.end] for f in suggested(text)] == []


def test_a_figure_in_a_quotation_is_a_figure():
    assert only("“We lost 12 boats,” he said.")[0] == "12 boats"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to the police, at least 12 people were hurt.", "the police"),
        ("Jane Roe said that 12 boats had sunk.", "Jane Roe"),
        ("“We lost 12 boats,” Jane Roe said.", "Jane Roe"),
        ("It lost 12 boats.", None),
        ("Three officials said that it was over.", None),
    ],
)
def test_who_gives_the_number(text, speaker):
    assert only(text)[1].get("speaker_text") == speaker


def test_a_number_that_is_the_whole_text():
    assert only("192.")[1]["value"] == 192


def test_doubtful_ones_are_there_but_not_likely():
    text = "The shop is open to people under 21 and closed at 7."
    every = suggested(text, likely=False)
    assert [text[f.start : f.end] for f in every] == ["under 21", "7"]
    assert all(f.score < 0.8 and not f.likely and f.why for f in every)


@pytest.mark.parametrize(
    ("language", "text", "value", "qualifier", "unit"),
    [
        ("de", "Es kostet rund 2,5 Millionen Euro.", 2_500_000, "about", "EUR"),
        ("de", "Mindestens 1.200 Menschen kamen.", 1200, "at_least", "person"),
        ("fr", "Plus de 10 000 personnes sont venues.", 10_000, "more_than", "person"),
        ("fr", "Il gagne 2,5 millions d’euros.", 2_500_000, "exact", "EUR"),
        ("es", "Cuesta 3 mil millones de dólares.", 3_000_000_000, "exact", "USD"),
        ("it", "Sono circa 300 morti.", 300, "about", ""),
        ("ko", "약 3억 5천만 원을 냈다.", 350_000_000, "about", "KRW"),
        ("ko", "모두 1만2000명이 왔다.", 12_000, "exact", "person"),
        ("ja", "少なくとも16人が来た。", 16, "at_least", "person"),
        ("ja", "１２人が亡くなった。", 12, "exact", "person"),
        ("ja", "約１２，０００人が来た。", 12_000, "about", "person"),
        ("ja", "１．５億円を払った。", 150_000_000, "exact", "JPY"),
        ("ja", "３億５０００万円を払った。", 350_000_000, "exact", "JPY"),
        ("zh", "约二百三十人到场。", 230, "about", "person"),
        ("nl", "Er waren 2,5 en niet meer.", 2.5, "exact", ""),
    ],
)
def test_other_languages(language, text, value, qualifier, unit):
    fields = only(text, language)[1]
    assert (fields["value"], fields["qualifier"], fields.get("unit", "")) == (
        value,
        qualifier,
        unit,
    )


@pytest.mark.parametrize("language", ["en", "de", "ko", "ja", "zh"])
@pytest.mark.parametrize("words", ["1" * 5_000, "１" * 5_000, "1" * 400 + ".5億", "九" * 5_000])
def test_digits_without_end_are_no_number_and_no_error(language, words):
    text = f"{words}人"
    for one in suggested(text, language, likely=False):
        assert abs(one.fields.get("value", 0)) < 10**30
    assert abs(read_figure(text, 0, len(text), language).get("value", 0)) < 10**30


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("16", {"value": 16, "low": 16, "high": 16, "qualifier": "exact"}),
        ("2023", {"value": 2023, "low": 2023, "high": 2023, "qualifier": "exact"}),
        ("one", {"value": 1, "low": 1, "high": 1, "qualifier": "exact"}),
        ("4.5 percent to 12%", {"low": 4.5, "high": 12, "qualifier": "range", "unit": "percent"}),
        ("the mayor", {}),
        (" ", {}),
    ],
)
def test_words_marked_by_hand(words, fields):
    assert read_figure(f"x {words} y", 2, 2 + len(words)) == fields


PIECES = """
    16 1,200 $ 40m % at least about one two three dozen of million men years half a an and a half third
    June No. 2023 - – to in , . ( “ 명 約 人 第 3/4 12:30 +1 people ½ ° C km / per hour up fell by 6 feet
    minus several hundreds or more + plus RM Rs P5 R9 1e5 ×10 between 1990s ' ’ ” aged old 億 만 十 0
    １２ ３４５ ， ．
"""
TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(["\ud800", "\n", "\u00a0", "\u2028", *PIECES.split()]), max_size=25
).map(lambda pieces: " ".join(pieces) if len(pieces) % 3 else "".join(pieces))
LANGUAGES = st.sampled_from(["en", "en", "de", "fr", "es", "it", "ko", "ja", "zh", "nl", ""])


@given(TEXTS, LANGUAGES)
def test_any_text_gives_figures_inside_it(text, language):
    reached = 0
    for one in suggested(text, language, likely=False):
        assert reached <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        reached = one.end
        fields = one.fields
        assert 0 < one.score <= 1
        assert one.why
        assert fields["qualifier"] in KINDS
        numbers = [fields[name] for name in ("value", "low", "high") if name in fields]
        assert all(isinstance(number, int | float) and math.isfinite(number) for number in numbers)
        if "low" in fields and "high" in fields:
            assert fields["low"] <= fields["high"]


@given(TEXTS, LANGUAGES, st.integers(0, 60), st.integers(0, 90))
def test_any_words_are_read(text, language, start, end):
    start = min(start, len(text))
    assert isinstance(read_figure(text, start, max(start, min(end, len(text))), language), dict)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1 ",
        "1.",
        "1-",
        "1 to ",
        "one ",
        "a hundred ",
        "million ",
        " ",
        "half a ",
        "+1 (",
    ],
)
def test_long_runs_come_to_an_end(piece):
    text = (piece * 16_000)[:16_000]
    reached = 0
    for one in suggested(text, likely=False):
        assert reached <= one.start < one.end <= len(text)
        reached = one.end


@pytest.mark.parametrize(
    "text",
    [
        "The file opens in Inkwell 4.0 alone.",
        "The file opens in Inkwell 3.0 or higher.",
        "The releases 1.1, 1.5 and 2.0 did well.",
        "Write to the desk, ext. 37625, or to the mayor.",
        "Call 713/555-5025 or 01634 555033 before noon.",
        "It opens at around 5 and shuts late.",
        "In January of '73, it rained.",
        "They met the Group of Seven in Rome.",
        "The song is by 3M Co. of Reno.",
        "One reader pointed out the mistake.",
        "There is one answer to that.",
        "One person who was there agreed.",
    ],
)
def test_numbers_that_are_names_or_mean_no_number(text):
    assert suggested(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One man was killed in the storm.", ["One man"]),
        ("The storm caused one death.", ["one death"]),
        ("Only one student passed.", ["Only one student"]),
        ("They found two coats and one shoe.", ["two coats", "one shoe"]),
        ("Seven US soldiers came with 12 US trucks.", ["Seven US soldiers", "12 US trucks"]),
        ("The index fell 26.23 to 2,665.66 .", ["26.23", "2,665.66"]),
        ("It should grow 5 to 10 percent.", ["5 to 10 percent"]),
        ("It rained in two of the past three years.", ["two", "three years"]),
        ("It rose from 90 pounds a year earlier.", ["90 pounds"]),
        ("It costs 90 pounds a year now.", ["90 pounds a year"]),
        ("Two of my brothers came.", ["Two of my brothers"]),
        ("It has >100,000 readers.", [">100,000 readers"]),
        ("Orders at or over $500 are free.", ["at or over $500"]),
    ],
)
def test_figures_beside_each_other_and_their_edges(text, expected):
    assert [text[one.start : one.end] for one in suggested(text)] == expected


def test_an_age_between_commas_that_stand_apart():
    text, fields = only("Rose Perez , 54 , a nurse , left .")
    assert (text, fields["unit"]) == ("54", "year")


def test_a_sentence_that_never_ends_is_read_stretch_by_stretch():
    clause = "the town paid about 12 million for the bridge, and 40 men went on, "
    text = clause * 400
    suggester = Suggester(document(text), ("figures",))
    assert len(suggester) > 4
    whole = [text[one.start : one.end] for one in suggester.all()]
    assert whole == ["about 12 million", "40 men"] * 400
    for index in range(len(suggester)):
        low, high = suggester.span(index)
        assert all(low <= one.start < high for one in suggester.of(index))
