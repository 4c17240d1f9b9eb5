"""The sample article's sentences, block by block, as a careful reader draws them."""

import re
from pathlib import Path

from annotate_tui.text.sentences import sentence_ends, sentence_spans

ARTICLE = Path(__file__).parents[2] / "seeds" / "000_e6830725a6523a0a.txt"

SENTENCES = [
    (0, 14, "Go to contents"),
    (16, 76, "Growing unrest among N.K. elites"),
    (78, 138, "Growing unrest among N.K. elites"),
    (140, 168, "Posted June. 12, 2023 08:06,"),
    (173, 201, "Updated June. 12, 2023 08:06"),
    (203, 206, "한국어"),
    (208, 392, "There have been reports"),
    (393, 590, "These concerns arose"),
    (592, 764, "Last Sunday, a government official"),
    (765, 829, "The South Korean government is closely"),
    (830, 995, "It would be concerning"),
    (996, 1160, "“Unmet expectations"),
    (1161, 1227, '"Kim Jong Un is reportedly'),
    (1229, 1530, "This development appears"),
    (1531, 1667, "An internal source said, “North"),
    (1668, 1769, "Intensified government oversight"),
    (1770, 2000, "Amidst these circumstances"),
    (2001, 2177, "It is reported"),
    (2179, 2384, "Amidst these developments"),
    (2385, 2768, "According to the coverage"),
    (2770, 3098, "“Earlier this year"),
    (3101, 3161, "Na-Ri Shin journari@donga.com"),
]


def read():
    return ARTICLE.read_text(encoding="utf-8")


def test_every_sentence_of_the_sample_article():
    text = read()
    found = []
    for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        spans = sentence_spans(text, block.start(), block.end(), "en")
        found += [(s.start, s.end, text[s.start : s.end]) for s in spans]
    assert [(a, b) for a, b, _ in found] == [(a, b) for a, b, _ in SENTENCES]
    assert all(words.startswith(s[2]) for (_, _, words), s in zip(found, SENTENCES, strict=True))


def test_the_whole_article_as_one_block_ends_at_the_same_places():
    text = read()
    starts = [0, *sentence_ends(text, 0, len(text), "en")[:-1]]
    assert starts == [a for a, _, _ in SENTENCES]
