"""The prose that suggestions are measured on, and that each measure measures something."""

from hashlib import sha256

from benchmarks import detect, news, texts
from benchmarks.programs import SAMPLE, Bench

from annotate_tui.detect.suggester import Suggester


def test_the_prose_is_the_same_on_every_machine():
    digest = sha256(news.prose(20_000).encode()).hexdigest()
    assert digest == "996fd45849d4efd2bb775c087ce68f05859e9097dcd2e680394ab0f1ee1882ea"


def test_the_prose_has_the_size_asked_for_and_no_sentence_again_and_again():
    made = news.prose(50_000)
    assert 50_000 <= len(made) < 51_000
    assert made.startswith(f"{texts.TITLE}\n\n{texts.OPENING}\n\n")
    paragraphs = made.split("\n\n")
    assert len(set(paragraphs)) > 0.9 * len(paragraphs)


def test_the_sample_stands_in_the_midst_of_what_is_measured():
    made = detect.news(20_000)
    words = SAMPLE.read_text(encoding="utf-8").strip()
    assert 5_000 < made.index(words) < 15_000


def test_something_of_each_kind_is_found_in_it():
    found = {one.tag for one in Suggester(detect.opened(detect.news(5_000))).all() if one.likely}
    assert found == {"claim", "figure", "quote"}


def test_a_new_process_finds_the_suggestions_of_a_first_screen(tmp_path):
    ready, first = detect.cold(Bench(home=tmp_path), SAMPLE)
    assert 0 < ready < first
