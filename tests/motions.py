"""Every motion there is, for tests that hold them all to one promise."""

from annotate_tui.reading import motions

MOTIONS = [
    motions.next_sentence,
    motions.previous_sentence,
    motions.first_sentence,
    motions.last_sentence,
    motions.next_paragraph,
    motions.previous_paragraph,
    motions.next_word,
    motions.previous_word,
    motions.next_phrase,
    motions.previous_phrase,
    motions.quotation,
    motions.figure,
]
