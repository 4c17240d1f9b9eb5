from __future__ import annotations

import pytest

from annotate_tui.model import Span
from annotate_tui.services import speaking
from annotate_tui.services.marking import set_fields, tag_span
from annotate_tui.services.speaking import speaker_candidates, speaker_fields
from annotate_tui.text.quotations import quotations

SPEAKERS = [
    "a government official",
    "another official",
    "another official",
    "An internal source",
    "a senior official at the Strategy Research Institute",
]


@pytest.fixture
def quotes(sample):
    structure = sample.document.structure
    blocks = [sample.document.block(i) for i in range(len(structure))]
    return [
        quote
        for block in blocks
        if sample.document.is_read(block.index)
        for quote in quotations(sample.document.text, [sample.span_of(block)])
    ]


def test_each_quotation_of_the_sample_has_its_speaker_first(sample, quotes):
    assert len(quotes) == 5
    first = [
        speaker_candidates(sample.library, sample.document, sample.article, quote)[0]
        for quote in quotes
    ]
    assert first == SPEAKERS


def test_earlier_speakers_follow(sample, quotes):
    quote = sample.tag("quote")
    for span, name in zip(quotes, ["Mr. Lee", "Ms. Park", "Mr. Lee"], strict=False):
        tag_span(*sample.where, span, quote, fields={"speaker": name})
    offered = speaker_candidates(sample.library, sample.document, sample.article, quotes[3])
    assert offered[:3] == ["An internal source", "Mr. Lee", "Ms. Park"]
    assert len({name.casefold() for name in offered}) == len(offered)
    elsewhere = speaker_candidates(sample.library, sample.document, "other", quotes[3])
    assert (elsewhere[0], elsewhere[-2:]) == ("An internal source", ["Mr. Lee", "Ms. Park"])


def test_who_is_named_in_the_paragraph_goes_before_the_speakers_of_other_articles(sample):
    from annotate_tui.model import BlockKind, Span
    from annotate_tui.text.document import Document
    from annotate_tui.text.structure import StructureBuilder

    quote = sample.tag("quote")
    tag_span(*sample.where, sample.span("Kim Jong Un"), quote, fields={"speaker": "Mr. Lee"})
    text = "Acme Holdings met Mia Lund. “We lost,” Ann Poe told Jane Doe."
    builder = StructureBuilder()
    builder.add(0, len(text), BlockKind.PARAGRAPH)
    document = Document(text, builder.build())
    start = text.index("“We")
    span = Span(start, start + 10)
    paragraph = ["Mia Lund", "Acme Holdings"]
    elsewhere = speaker_candidates(sample.library, document, "other", span)
    assert elsewhere == ["Ann Poe", "Jane Doe", *paragraph, "Mr. Lee"]
    here = speaker_candidates(sample.library, document, sample.article, span)
    assert here == ["Ann Poe", "Jane Doe", "Mr. Lee", *paragraph]


def test_part_of_a_quotation_has_the_speaker_of_the_whole(sample):
    span = sample.span("It would be concerning for Kim Jong Un")
    offered = speaker_candidates(sample.library, sample.document, sample.article, span)
    assert offered[0] == "a government official"


def test_of_a_book_in_one_paragraph_only_the_words_around_are_looked_at(sample, monkeypatch):
    from annotate_tui.model import BlockKind, Span
    from annotate_tui.text.document import Document
    from annotate_tui.text.structure import StructureBuilder

    text = "“So it is,” said Mr. Kim. “Is it,” asked Ms. Lee, who knew. " * 50_000
    builder = StructureBuilder()
    builder.add(0, len(text) - 1, BlockKind.PARAGRAPH)
    document = Document(text, builder.build())
    start = text.index("“Is", len(text) // 2)
    looked_at = []
    near = speaking.speakers_near

    def noting(text, start, end, around):
        looked_at.append(around.end - around.start)
        return near(text, start, end, around)

    monkeypatch.setattr(speaking, "speakers_near", noting)
    offered = speaker_candidates(sample.library, document, sample.article, Span(start, start + 8))
    assert offered == ["Ms. Lee", "Mr. Kim"]
    assert 0 < sum(looked_at) < 20_000


def test_the_fields_of_a_speaker(sample, quotes):
    mark = tag_span(*sample.where, quotes[3], sample.tag("quote"))
    said = speaker_fields(sample.document, mark, "an  internal source")
    assert said == {"speaker": "an internal source", "speaker_text": "An internal source"}
    mark = set_fields(sample.library, mark, said)
    later = speaker_fields(sample.document, mark, "Hong Gil-dong")
    mark = set_fields(sample.library, mark, later)
    assert mark.annotation.fields == {
        "speaker": "Hong Gil-dong",
        "speaker_text": "An internal source",
    }
    mark = set_fields(sample.library, mark, speaker_fields(sample.document, mark, " "))
    assert mark.annotation.fields == {}


OFFICIAL = {"speaker": "a government official", "speaker_text": "A government official"}


def test_what_was_guessed_of_one_speaker_goes_with_another(sample, quotes):
    guesses = {**OFFICIAL, "speaker_role": "official", "named": "anonymous", "cue": "said"}
    quote = sample.tag("quote")
    mark = tag_span(*sample.where, quotes[0], quote, fields=guesses, guessed=list(guesses))
    same = speaker_fields(sample.document, mark, "A government official")
    assert "named" not in same
    mark = set_fields(sample.library, mark, speaker_fields(sample.document, mark, "Mr. Lee"))
    assert mark.annotation.fields == {"speaker": "Mr. Lee", "cue": "said"}
    assert mark.annotation.guessed == ("cue",)


def test_what_somebody_entered_of_a_speaker_stays(sample, quotes):
    quote = sample.tag("quote")
    mine = {**OFFICIAL, "speaker_role": "official", "named": "anonymous"}
    mark = tag_span(*sample.where, quotes[0], quote, fields=mine, guessed=["speaker"])
    assert speaker_fields(sample.document, mark, "Mr. Lee") == {"speaker": "Mr. Lee"}


def test_a_pronoun_stays_printed_whoever_it_means(sample, quotes):
    quote = sample.tag("quote")
    fields = {"speaker": "Ann Lee", "speaker_text": "She", "speaker_role": "the mayor"}
    mark = tag_span(*sample.where, quotes[0], quote, fields=fields, guessed=list(fields))
    said = speaker_fields(sample.document, mark, "Eve Roe")
    assert said == {"speaker": "Eve Roe", "speaker_role": ""}


def test_the_printed_words_are_whole_words_in_the_case_that_was_named(library):
    from annotate_tui.services import adding
    from annotate_tui.text.document import Document

    text = "People were fleeing, lee of the wind, Lee said (김 대통령은): “Go.”"
    added = adding.add_bytes(library, text.encode(), "-", "t.txt")
    row = library.text(added.text_id)
    document = Document(row.text, row.structure)
    start = text.index("“")
    quote = next(tag for tag in library.tags() if tag.name == "quote")
    where = (library, document, added.article.id, added.text_id)
    mark = tag_span(*where, Span(start, len(text)), quote)
    assert speaker_fields(document, mark, "Lee") == {"speaker": "Lee", "speaker_text": "Lee"}
    assert speaker_fields(document, mark, "ee") == {"speaker": "ee"}
    assert speaker_fields(document, mark, "김 대통령")["speaker_text"] == "김 대통령"
