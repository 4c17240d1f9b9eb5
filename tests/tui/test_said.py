"""Marks, places and days in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from annotate_tui.tui.status import status_line
from annotate_tui.tui.words import count, day, quoted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no marks"), (1, "1 mark"), (2, "2 marks"), (12345, "12,345 marks")]
)
def test_numbers_with_their_noun(number, words):
    assert count(number, "mark") == words


def test_days():
    now = datetime.now().astimezone()
    assert day(now.isoformat()) == f"today at {now:%H:%M}"
    before = now - timedelta(days=400)
    assert day(before.isoformat()) == f"{before.day} {before:%B} {before.year}"
    other = now.replace(month=6 if now.month != 6 else 5, day=3, hour=12)
    assert day(other.isoformat()) == f"3 {other:%B}"
    assert day("some day") == "some day"


def test_words_that_bring_their_own_marks_keep_them():
    assert quoted("plain words") == "“plain words”"
    assert quoted("“Said\n so”") == "“Said so”"
    assert quoted("x" * 60, 10) == "“xxxxxxxxx…”"


def test_a_long_text_is_placed_by_number_or_share_while_it_is_not_counted(sitting, tmp_path):
    words = "\n\n".join(f"Paragraph {n} says this and that and more." for n in range(4000))
    (tmp_path / "long.txt").write_text(words)
    desk = sitting(tmp_path / "long.txt")

    def where() -> str:
        return "".join(text for text, _ in status_line(desk.session, "", 80)).strip()

    assert where() == "sentence 1"
    desk.keys("G")
    assert where() == "sentence at 99 %"
    desk.session.save_position()
    assert sitting(tmp_path / "long.txt").said.endswith("no marks, at 99 %")
    while not desk.session.document.count_more(50_000):
        pass
    assert where() == "sentence 4,000 of 4,000"


def test_a_name_of_another_article_is_offered_and_not_assumed(sitting, tmp_path):
    desk = sitting()
    desk.keys("j j \" q w 'Kim Min-ji' enter")
    other = tmp_path / "other.txt"
    other.write_text("Headline\n\n“我们连夜检查。” 村民都在家里。\n")
    desk.open(other)
    desk.keys('" q w enter')
    assert desk.said == "No speaker named."
    desk.keys("w tab enter")
    assert desk.said == "quote: said by Kim Min-ji"
