"""What holds for any text: a partition, trimmed spans, windows that agree with the whole."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate_tui.text.sentences import (
    CONTEXT,
    sentence_ends,
    sentence_ends_within,
    sentence_spans,
)

PIECES = [
    *"abcXYZ 1290.!?…。！？,;:'\"“”‘’«»()[]{}「」『』《》（）\n\t-–—•·@/%&_ \u3000\x00\ud800",
    *[
        "U.S. ",
        "N.K.",
        "Mr. ",
        "No. 5",
        "a.m. ",
        "said",
        ". ",
        ". . . ",
        "\n\n",
        "[3]",
        "1) A",
        "2) B",
    ],
    *[
        "다. ",
        "라고 ",
        "그는",
        "”라고",
        "他说",
        "。”",
        "と述べた",
        "é",
        "Ä",
        "😀",
        "3. ",
        "Oktober",
        "The ",
    ],
    *[
        "e.g. ",
        "http://a.b/c.d",
        "x@y.org",
        "?” ",
        "he ",
        "Smith said",
        "\u2028",
        "\x85",
        " " * 50,
        " ----- ",
        "-",
    ],
]
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "it", "ko", "ja", "zh", "", "xx", "pt-BR"])
MIXED = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
ANY = st.one_of(MIXED, st.text(st.characters(), max_size=200))


@settings(derandomize=True)
@given(ANY, st.integers(0, 220), st.integers(0, 220), LANGUAGES)
def test_ends_partition_any_range(text, a, b, language):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    ends = sentence_ends(text, start, end, language)
    if start == end:
        assert ends == []
        return
    assert ends[-1] == end
    assert all(x < y for x, y in zip([start, *ends], ends, strict=False))
    for cut in ends[:-1]:
        assert not text[cut].isspace()
        assert text[start:cut].strip()


@settings(derandomize=True)
@given(ANY, LANGUAGES)
def test_spans_are_trimmed_and_hold_every_word(text, language):
    spans = sentence_spans(text, 0, len(text), language)
    for span in spans:
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
    left = "".join(text[s.start : s.end] for s in spans)
    assert "".join(left.split()) == "".join(text.split())


@settings(derandomize=True)
@given(ANY, ANY, LANGUAGES)
def test_nothing_outside_the_range_counts(before, after, language):
    inside = 'He said "no." 3. Oktober. U.S. The end'
    whole = before + inside + after
    at = len(before)
    ends = sentence_ends(whole, at, at + len(inside), language)
    assert [e - at for e in ends] == sentence_ends(inside, 0, len(inside), language)


@settings(derandomize=True, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.integers(1, 700)), min_size=6, max_size=25),
    st.integers(0, 20_000),
    st.integers(0, 3_000),
    LANGUAGES,
)
@example([(" ", 700), ("\n", 1), (" ", 700), ("\n", 700), ("a. ", 700)], 900, 3000, "en")
def test_a_window_agrees_with_the_whole(runs, at, width, language):
    text = "".join(piece * min(n, 1500 // len(piece) + 1) for piece, n in runs)
    low = min(at, len(text))
    high = min(low + width, len(text))
    whole = sentence_ends(text, 0, len(text), language)
    expected = [e for e in whole if low < e <= high]
    assert (
        sentence_ends_within(text, 0, len(text), low=low, high=high, language=language) == expected
    )


def test_long_runs_take_linear_time():
    for piece in (".", "\n", " ", ". ", '."', "!)", "1) ", "a", "•", "。”", "…", "U.", " .\n"):
        text = piece * (200_000 // len(piece)) + "x"
        assert sentence_ends(text, 0, len(text), "en")[-1] == len(text)


def test_context_is_what_the_window_adds():
    assert CONTEXT == 1000
