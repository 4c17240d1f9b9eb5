"""Marks of an article that went back to an older text, and on from there."""

from annotate_tui.model import Span
from annotate_tui.services import adding, marking, refreshing
from annotate_tui.store import Library
from annotate_tui.text.document import Document

WORDS = "They attempted to win back their favor by giving them vast amounts of free fertilizer"
REST = "\n\nNobody else spoke on that evening. The hall was full of people from the valley, and all\
 of them had come to hear what the corporation had promised to the village.\n"


def test_what_the_table_says_of_a_lost_mark_is_recovered_from_the_text_it_names(tmp_path):
    path = tmp_path / "story.txt"
    first = f"Dry wells\n\n{WORDS}.{REST}"
    second = f"Dry wells\n\n{WORDS.replace('back their favor', 'all their votes')}.{REST}"
    path.write_text(first, encoding="utf-8")
    with Library.open(tmp_path / "library.db", coder="ann") as library:
        article = adding.add_path(library, path).article
        row = library.text(article.text_id)
        document, at = Document(row.text, row.structure), row.text.index(WORDS)
        span = Span(at, at + len(WORDS))
        tag = library.tags()[0]
        mark = marking.tag_span(library, document, article.id, article.text_id, span, tag)
        for text in (second, first, f"Dry wells{REST}"):
            path.write_text(text, encoding="utf-8")
            done = refreshing.refresh(library, library.article(article.id))
        assert done.anchored is not None
        assert done.anchored.lost == 1
        words, start, end, sha, state = library.fetch(
            "SELECT text, start_char, end_char, text_sha256, anchor FROM annotation_table"
            " WHERE id = ?",
            mark.id,
        )[0]
        stood = library.fetch("SELECT id FROM texts WHERE sha256 = ?", sha)[0][0]
        assert (words, state) == (WORDS, "lost")
        assert library.text(stood).text[start:end] == WORDS
