from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.text.shingles import LEAST, RUN, SKETCH, Shingled, likeness

TOPIC = """harbour council vote dredging ships budget mayor fishermen protest silt tonnes contract
delay spring tide pilot quay crane union strike minister region water survey report""".split()
GLUE = "the of and to in a that was for on with said by from it at which after before had".split()


def article(seed: int, words: int = 600) -> list[str]:
    """An article on one topic: always the same words, in an order of its own."""
    chance = random.Random(seed)
    return [chance.choice(GLUE if chance.random() < 0.5 else TOPIC) for _ in range(words)]


def changed(words: list[str], rate: float, seed: int = 0) -> list[str]:
    chance = random.Random(seed)
    return [f"new{chance.random()}"[:7] if chance.random() < rate else word for word in words]


def shares_a_hash(one: Shingled, other: Shingled) -> bool:
    return bool(set(one.sketch()) & set(other.sketch()))


def test_a_twentieth_of_the_words_changed():
    for seed in range(60):
        words = article(seed)
        old, new = Shingled(" ".join(words)), Shingled(" ".join(changed(words, 0.05, seed)))
        assert shares_a_hash(old, new)
        assert 0.8 < likeness(old, new) < 1


def test_a_paragraph_added_and_a_frame_around():
    frame = " ".join(article(1000, 250))
    for seed in range(60):
        words = " ".join(article(seed))
        old = Shingled(words)
        for new in (Shingled(f"{words}\n\n{' '.join(article(seed + 500, 80))}"),
                    Shingled(f"{frame}\n{words}\n{frame}")):  # fmt: skip
            assert shares_a_hash(old, new)
            assert likeness(old, new) == 1.0
    assert Shingled(f"{frame} {words}").share_in(old) == pytest.approx(600 / 850, abs=0.01)


def test_other_articles_on_the_topic_are_not_alike():
    texts = [Shingled(" ".join(article(seed))) for seed in range(30)]
    assert max(likeness(a, b) for a in texts for b in texts if a is not b) < 0.1


def test_form_does_not_count():
    words = article(3, 100)
    plain = " ".join(words)
    shouted = "\n\n".join(word.upper() + "," for word in words)
    assert Shingled(plain).hashes == Shingled(shouted).hashes
    assert Shingled("It isn't “so” at all, he said").hashes == (
        Shingled("it isn’t so at all — he SAID").hashes
    )


def test_what_is_written_without_spaces():
    text = "".join(
        f"第{n}回の会議で十六人の代表が新しい計画について話し合った。" for n in range(20)
    )
    cut = text[:200] + text[240:]
    old, new = Shingled(text), Shingled(cut)
    assert old.count > 500
    assert shares_a_hash(old, new)
    assert likeness(old, new) > 0.95
    other = "".join(f"{n}日の市場では株価が大きく下がり円も売られた。" for n in range(30))
    assert likeness(old, Shingled(other)) < 0.1


def test_short_texts_are_like_nothing():
    assert Shingled("").hashes == []
    assert Shingled("one two three four").share_in(Shingled("one two three four")) == 0
    short = Shingled(" ".join(article(1, LEAST - 1)))
    assert short.hashes
    assert short.sketch() == []


def test_the_same_on_every_machine():
    expected = [2225489, 7616522, 8355140]
    words = " ".join(f"word{n} und Wörter" for n in range(100))
    code = (
        "from annotate_tui.text.shingles import Shingled\n"
        "print(Shingled(' '.join(f'word{n} und W\\u00f6rter' for n in range(100))).sketch())"
    )
    again = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert again.stdout.strip() == str(Shingled(words).sketch())
    assert Shingled(words).sketch()[:3] == expected


def test_a_long_text_in_pieces():
    words = article(5, 12_000)
    text = " ".join(words)
    in_one = Shingled(text)
    assert in_one.count == 12_000
    assert len(in_one.hashes) == 12_000 - RUN + 1
    assert len(in_one.sketch()) == SKETCH
    assert sorted(in_one.sketch()) == sorted(set(in_one.hashes))[:SKETCH]


@given(st.text(), st.text())
def test_any_text(one, other):
    first, second = Shingled(one), Shingled(other)
    assert len(first.hashes) == max(0, first.count - RUN + 1)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, second) == likeness(second, first) or first.count == second.count
    assert all(0 <= value < 1 << 32 for value in first.hashes)
    if first.hashes:
        assert likeness(first, first) == 1
