"""Who is meant by the words that name a speaker: full names, roles, kinds, pronouns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import compose

from annotate_tui.detect.passage import Passage
from annotate_tui.detect.people import Resolved
from annotate_tui.model import Span


def resolved(words, *blocks, last=True):
    document = compose(*blocks)
    text = document.text
    passage = Passage(document, 0, len(text))
    start = text.rindex(words) if last else text.index(words)
    return passage.people.resolve(Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "speaker", "role", "named"),
    [
        ("Jane Roe", "Jane Roe", "", "named"),
        ("Dr Amina Khan", "Amina Khan", "Dr", "named"),
        ("President Yoon", "Yoon", "President", "named"),
        ("Mr. Lee", "Mr. Lee", "", "named"),
        ("spokeswoman Jane Roe", "Jane Roe", "spokeswoman", "named"),
        ("Jane Roe, the mayor of Springfield", "Jane Roe", "the mayor of Springfield", "named"),
        ("the mayor of Springfield, Jane Roe", "Jane Roe", "the mayor of Springfield", "named"),
        ("Jane Roe, 34, a nurse from Ohio", "Jane Roe", "a nurse from Ohio", "named"),
        (
            "US Secretary of State Antony Blinken",
            "Antony Blinken",
            "US Secretary of State",
            "named",
        ),
        (
            "Public Works Minister Kailash Thorat",
            "Kailash Thorat",
            "Public Works Minister",
            "named",
        ),
        (
            "former Acting Ambassador to Italy Cho Song Gil",
            "Cho Song Gil",
            "former Acting Ambassador to Italy",
            "named",
        ),
        ("Young Flemish painter Jan van Roe", "Jan van Roe", "Young Flemish painter", "named"),
        ("UN Secretary-General Ada Roe", "Ada Roe", "UN Secretary-General", "named"),
        ("Someone", "someone", "someone", "anonymous"),
        ("Apple's chief executive Tim Cook", "Tim Cook", "Apple's chief executive", "named"),
        ("Ursula von der Leyen", "Ursula von der Leyen", "", "named"),
        ("Bashar al-Assad", "Bashar al-Assad", "", "named"),
        ("Mohammed bin Salman", "Mohammed bin Salman", "", "named"),
        ("Robert Downey, Jr.", "Robert Downey, Jr.", "", "named"),
        ("the Foreign Ministry", "the Foreign Ministry", "", "institution"),
        ("The New York Times", "The New York Times", "", "institution"),
        ("the coverage by The Daily Courier", "The Daily Courier", "", "institution"),
        ("Reuters", "Reuters", "", "institution"),
        ("police", "police", "", "institution"),
        ("NATO", "NATO", "", "institution"),
        ("another official", "another official", "another official", "anonymous"),
        ("officials", "officials", "officials", "anonymous"),
        ("Jane Roe's lawyer", "Jane Roe's lawyer", "Jane Roe's lawyer", "anonymous"),
        (
            "a senior official who asked not to be named",
            "a senior official",
            "a senior official",
            "anonymous",
        ),
        (
            "a senior official at the Strategy Institute",
            "a senior official at the Strategy Institute",
            "a senior official at the Strategy Institute",
            "anonymous",
        ),
        ("the prime minister", "the prime minister", "the prime minister", "named"),
        ("Jane Roe and John Doe", "Jane Roe and John Doe", "", "named"),
        ("he", "", "", ""),
        ("i", "", "", ""),
    ],
)
def test_a_phrase_by_itself(words, speaker, role, named):
    assert resolved(words, f"It is so, said {words}.") == Resolved(speaker, role, named)


@pytest.mark.parametrize(
    ("words", "text", "speaker", "role"),
    [
        (
            "Yoon",
            "President Yoon Suk Yeol met reporters. Later Yoon said so.",
            "Yoon Suk Yeol",
            "President",
        ),
        ("Mr. Roe", "Jane Roe met John Roe. It is so, said Mr. Roe.", "John Roe", ""),
        ("Anna", "Anna Karenina left. Anna said so.", "Anna Karenina", ""),
        ("Lee", "It is so, said Lee. Lee Jae-myung left.", "Lee Jae-myung", ""),
        ("Ms. Roe", "Jane Roe, a teacher, left. It is so, said Ms. Roe.", "Jane Roe", "a teacher"),
        (
            "Mr. de Blasio",
            "Mayor Bill de Blasio left. It is so, said Mr. de Blasio.",
            "Bill de Blasio",
            "Mayor",
        ),
        ("Xi", "Xi Jinping left. It is so, said Xi.", "Xi Jinping", ""),
        ("Yun-a", "Kim Yun-a left. It is so, said Yun-a.", "Kim Yun-a", ""),
    ],
)
def test_a_surname_has_the_full_name(words, text, speaker, role):
    found = resolved(words, text, last=words != "Lee")
    assert (found.speaker, found.role, found.named) == (speaker, role, "named")


@pytest.mark.parametrize(
    ("words", "text", "speaker", "role"),
    [
        (
            "Kim Min-su",
            "It is so, said Kim Min-su, a professor at the State University.",
            "Kim Min-su",
            "a professor at the State University",
        ),
        (
            "Jane Roe",
            "The mayor of Springfield, Jane Roe, said so.",
            "Jane Roe",
            "the mayor of Springfield",
        ),
        (
            "The mayor of Springfield",
            "The mayor of Springfield, Jane Roe, said so.",
            "Jane Roe",
            "the mayor of Springfield",
        ),
        (
            "Wang Wei",
            "Foreign Ministry spokesman Wang Wei said so.",
            "Wang Wei",
            "Foreign Ministry spokesman",
        ),
        (
            "Jane Roe",
            "Jane Roe, chief executive of Acme, said so.",
            "Jane Roe",
            "chief executive of Acme",
        ),
        ("Jane Roe", "Jane Roe (a nurse) said so.", "Jane Roe", "a nurse"),
        ("Jane Roe", "Jane Roe, the company said, left.", "Jane Roe", ""),
        (
            "a lawyer with the Centre",
            "Juan Chavez, a lawyer with the Centre, a charity, said so.",
            "Juan Chavez",
            "a lawyer with the Centre",
        ),
        ("His mother", "His mother, the late Olga Brandl, said so.", "Olga Brandl", "his mother"),
    ],
)
def test_appositions_are_roles(words, text, speaker, role):
    found = resolved(words, text)
    assert (found.speaker, found.role, found.named) == (speaker, role, "named")


@pytest.mark.parametrize(
    ("pronoun", "text", "speaker"),
    [
        ("He", "Jane Roe met John Doe on Monday. He said that it was so.", "John Doe"),
        ("She", "Jane Roe met John Doe on Monday. She said that it was so.", "Jane Roe"),
        ("She", "A spokeswoman came. She said that it was so.", "a spokeswoman"),
        ("She", "John Poe ran. The deputy had none. She said that it was so.", "the deputy"),
        ("he", "“So,” another official said. “Now,” he added.", "another official"),
        ("he", "Abe Poe told Wen Dai a tale. “Yes,” Abe Poe said. “No,” he added.", "Abe Poe"),
        ("They", "Researchers said so. They added that it was cold.", "researchers"),
        ("It", "The ministry said so. It added that it was cold.", "the ministry"),
        ("who", "Jane Roe, who runs the shop, said so.", "Jane Roe"),
        ("He", "It rained. He said that it was so.", ""),
        ("he", "Asked about it, Poe laughed. “Let it rain,” he said.", "Poe"),
        ("he", "It is so, said Jan Poe, a teacher who has found one. “So,” he adds.", "Jan Poe"),
        ("it", "The company, which grew, fought what it called “gossip”.", "the company"),
        ("it", "Solvane said it would close in what it described as a pause.", "Solvane"),
    ],
)
def test_a_pronoun_has_its_antecedent(pronoun, text, speaker):
    assert resolved(pronoun, text).speaker == speaker


def test_pronouns_go_on_with_the_one_before():
    text = "“A,” said John Doe. The rain fell. “B,” he said.\n\n“C,” he said."
    assert resolved("he", *text.split("\n\n")).speaker == "John Doe"


def test_words_that_stand_apart_from_their_signs():
    text = "Jane Roe , the mayor of Springfield , said so . Ms. Roe left ."
    assert resolved("Jane Roe", text) == Resolved("Jane Roe", "the mayor of Springfield", "named")
    assert resolved("Ms. Roe", text) == Resolved("Jane Roe", "the mayor of Springfield", "named")
    assert resolved("The mayor", "The mayor , Jane Roe , said so .").speaker == "Jane Roe"
    assert resolved("Jane Roe", "The mayor , Jane Roe , said so .").role == "the mayor"


def test_a_role_over_two_lines():
    text = "It is so, said Jane Roe, the mayor\nof Springfield, on Monday."
    assert resolved("Jane Roe", text).role == "the mayor of Springfield"


def test_an_office_has_the_name_of_its_holder():
    text = "Gov. Mary Poe came. “We lost,” the governor said."
    assert resolved("the governor", text) == Resolved("Mary Poe", "the governor", "named")
    text = "Mary Poe, the mayor of Springfield, came. “We lost,” the mayor said."
    assert resolved("the mayor", text).speaker == "Mary Poe"


def test_a_capital_of_the_sentence_is_taken_back():
    assert resolved("An internal source", "It rained. An internal source said so.").speaker == (
        "an internal source"
    )
    assert resolved("The Foreign Ministry", "The Foreign Ministry said so.").speaker == (
        "the Foreign Ministry"
    )
    assert resolved("Residents", "Residents said so.").speaker == "residents"
    assert resolved("POLICE", "POLICE SAID SO.").speaker == "POLICE"


def test_a_body_is_known_by_its_whole_name():
    found = resolved("Solvane", "Solvane Corp fell. Shares rose, Solvane said.")
    assert found == Resolved("Solvane", "", "institution")


def test_a_name_far_away_is_not_seen_twice_differently():
    filler = "The rain fell on the town all day. " * 120
    document = compose("Mary Poe came.", *[filler] * 4, "It is so, said Poe.")
    at = document.text.rindex("Poe")
    whole = Passage(document, 0, len(document.text)).people.resolve(Span(at, at + 3))
    part = Passage(document, at - 50, len(document.text)).people.resolve(Span(at, at + 3))
    assert whole.speaker == "Mary Poe"
    assert part.speaker == "Poe"


_BITS = st.sampled_from(
    "Jane Roe|said|he|she|they|,|.|“|”|the mayor|Dr.|of|Kim|Jong|Un|\n|\n\n| |van|der|Jr.|’s|(|)|A|é|王|"
    "who|and|President|minister|\u00a0|In Dorrance|told|nephew|Yoon|-|–|according to|that|1|\u2029".split(
        "|"
    )
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.lists(_BITS, min_size=1, max_size=40).map(" ".join), st.text(min_size=1)),
    st.data(),
)
def test_any_words_of_any_text(text, data):
    document = compose(text)
    passage = Passage(document, 0, len(document.text))
    start = data.draw(st.integers(0, max(0, len(document.text) - 1)))
    end = data.draw(st.integers(start, len(document.text)))
    found = passage.people.resolve(Span(start, end))
    assert found.named in ("named", "anonymous", "institution", "")
    assert "\n" not in found.speaker
    assert (found.named == "") == (found.speaker == "")
