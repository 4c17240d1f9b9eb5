"""Words of saying and who says it: before, behind, in front; nobody; in tokenised text."""

from __future__ import annotations

import pytest
from tests.documents import compose

from annotate_tui.detect.passage import Passage


def told(*blocks):
    document = compose(*blocks)
    passage = Passage(document, 0, len(document.text))
    text = document.text
    return [
        (text[a.cue.start : a.cue.end], text[a.source.start : a.source.end] if a.source else None)
        for a in passage.attributions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We lost,” the minister also said on Monday.", [("said", "the minister")]),
        ("“We lost,” said the minister of trade, who left.", [("said", "the minister of trade")]),
        ("“We lost,” said foreman Dan Poe.", [("said", "foreman Dan Poe")]),
        (
            "“We lost,” said foreman Dan Poe of Acme Steel in June.",
            [("said", "foreman Dan Poe of Acme Steel")],
        ),
        ("“We lost,” he said. “We will win.”", [("said", "he")]),
        ("“We lost,” said he.", [("said", "he")]),
        ("John Smith, the president of Acme, said “We lost.”", [("said", "John Smith")]),
        ("John Smith, 45, a lawyer in Reno, Nevada, said prices fell.", [("said", "John Smith")]),
        ("Mr. Lee, who was there, told reporters that it fell.", [("told", "Mr. Lee")]),
        ("On Monday Jane Doe told reporters that “all is well.”", [("told", "Jane Doe")]),
        ("In Washington, officials said it was over.", [("said", "officials")]),
        ("In Washington officials said it was over.", [("said", "officials")]),
        ("But the minister and the mayor said no.", [("said", "the minister and the mayor")]),
        (
            "A senior official at the Strategy Research Institute said so.",
            [("said", "A senior official at the Strategy Research Institute")],
        ),
        ("He shook his head and said it was over.", [("said", "He")]),
        ("The company spoke out on Monday, saying it cares.", [("saying", "The company")]),
        ("Kim said it fell, adding that it rose.", [("said", "Kim"), ("adding", "Kim")]),
        ("According to Mr. Kim, at least 16 came.", [("According to", "Mr. Kim")]),
        (
            "According to the coverage by The Daily Mail, 16 came.",
            [("According to", "The Daily Mail")],
        ),
        ("It is believed that 16 came.", [("believed", None)]),
        ("It was reported that 16 came.", [("reported", None)]),
        ("He reportedly left.", [("reportedly", None)]),
        ("His claim that prices fell is wrong.", [("claim", "His")]),
        ("A statement from the firm that prices fell is wrong.", [("statement", "the firm")]),
        ("The plan will fail, said Mr. Lee, a lawyer.", [("said", "Mr. Lee")]),
        ("He denied that the president said so.", [("denied", "He"), ("said", "the president")]),
        ("Experts say prices fell.", [("say", "Experts")]),
        ("The firm () said it was over.", [("said", "The firm")]),
        ("The mayor — — said it was over.", [("said", "The mayor")]),
        ('" We lost , " Mr. Lee said .', [("said", "Mr. Lee")]),
        ('" We lost , " said Mr. Lee , the mayor .', [("said", "Mr. Lee")]),
        ("Mr. Lee , the mayor , said prices fell .", [("said", "Mr. Lee")]),
        ("Its spokeswoman, Mia Lund, said no.", [("said", "Mia Lund")]),
        ("The plan was described by Mr. Lee as “mad”.", [("described", "Mr. Lee")]),
        ("He added: “No.”", [("added", "He")]),
        ("Police said 12 people died.", [("said", "Police")]),
        ("The man who shot him said nothing.", [("said", "The man who shot him")]),
        ("When the minister arrived, she said no.", [("said", "she")]),
        ("The report, which came on Friday, says prices fell.", [("says", "The report")]),
        ("The city’s mayor said no.", [("said", "The city’s mayor")]),
        ("It was played by Ann Roe, who said no.", [("said", "Ann Roe")]),
        ("He met with Ann Roe, who said no.", [("said", "Ann Roe")]),
        ("The mayor hired a retired teacher, who said no.", [("said", "a retired teacher")]),
        ("“No,” shot back Ann Roe, the mayor.", [("shot back", "Ann Roe")]),
        ("Xinhua quoted Roe as saying no.", [("saying", "Roe")]),
        ("Mr Lee of the self-described union left.", []),
    ],
)
def test_who_says_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” said the letter, signed by Ann Roe.", [("said", "the letter")]),
        ("He is already demanding claims that prices fell.", []),
        (
            "Critics blamed Ann Roe for calling it “mad”.",
            [("blamed", "Critics"), ("calling", "Ann Roe")],
        ),
        (
            "Critics blamed Ann Roe for calling it “mad,” saying it was rude.",
            [("blamed", "Critics"), ("calling", "Ann Roe"), ("saying", "Critics")],
        ),
        ("Ms. Roe calls it `` mad '' and says no .", [("calls", "Ms. Roe"), ("says", "Ms. Roe")]),
        ("Roe lost it to “bad” luck and said it rained.", [("said", "Roe")]),
        ("The mayor, Rose Poe, 54, a lawyer, said no.", [("said", "Rose Poe")]),
        ("NASA and the Senate have told the press.", [("told", "NASA and the Senate")]),
        ("A member, who was there, said the mayor lied.", [("said", "A member")]),
        ("Dan Poe , a grocer in Macon , Ga. , says no .", [("says", "Dan Poe")]),
        ("Moody 's said the rating would stay .", [("said", "Moody 's")]),
        ("“We grew,” Chief Executive Tim Long said.", [("said", "Chief Executive Tim Long")]),
        ("The United States “regrets” it.", []),
        ("Some analysts, noting that it rained, left.", [("noting", "Some analysts")]),
        ("Dr. Lee admitted on Sept. 10 that it fell.", [("admitted", "Dr. Lee")]),
        ("It rose, according to a study released today by Acme.", [("according to", "Acme")]),
    ],
)
def test_who_says_it_behind_other_words(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("SAID the mayor of Dorrance: it rains.", "SAID"),
        ("İzmir, the mayor said, is full.", "said"),
        ("According to İpek Roe, the mayor, it rains.", "According to"),
    ],
)
def test_words_of_saying_are_found_in_capitals_and_beside_letters_that_grow(text, cue):
    document = compose(text)
    found = Passage(document, 0, len(document.text)).attributions
    assert [document.text[slice(*one.cue)] for one in found] == [cue]


def test_a_word_of_saying_within_a_word_says_nothing():
    document = compose("The unsaid saidest of the aforesaidéd rains.")
    assert Passage(document, 0, len(document.text)).attributions == []
