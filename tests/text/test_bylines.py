"""Bylines are known by their form; sentences and places that begin with "By" are not."""

import pytest

from annotate_tui.text.bylines import read_byline, split_names


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("BY JANE DOE", ("JANE DOE",)),
        ("By Jane Doe and John Roe, Reuters", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe and Ana de la Cruz", ("Jane Doe", "John Roe", "Ana de la Cruz")),
        ("By Jane Doe, Chief Political Correspondent", ("Jane Doe",)),
        ("By Jane Doe in Seoul", ("Jane Doe",)),
        ("By Jane Doe for The Example", ("Jane Doe",)),
        ("By J. R. O’Neil", ("J. R. O’Neil",)),
        ("By Staff", ()),
        ("Von Anna Müller und Karl von Berg", ("Anna Müller", "Karl von Berg")),
        ("Par Jean-Luc d'Arc", ("Jean-Luc d'Arc",)),
        ("Por María del Carmen", ("María del Carmen",)),
        (
            "Na-Ri Shin a@example.com · Kwan-Seok Jang b@example.com",
            ("Na-Ri Shin", "Kwan-Seok Jang"),
        ),
        ("Jane Doe <jane.doe@example.org>", ("Jane Doe",)),
        ("desk@example.org", ()),
        ("서울=홍길동 기자 hong@example.kr", ("홍길동",)),
        ("홍길동·김철수 기자", ("홍길동", "김철수")),
    ],
)
def test_bylines(line, authors):
    found = read_byline(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "By noon he had left",
        "By Monday",
        "By the sea",
        "By May Day",
        "Jane Doe",
        "Contact Jane Doe at jane@example.org for more",
        "Write to jane@example.org",
        "Par exemple",
        "",
        "By " + "Jane Doe, " * 40,
    ],
)
def test_what_is_no_byline(line):
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe; John Roe", ("Jane Doe", "John Roe")),
        ("janedoe", ("janedoe",)),
        ("The Example Desk", ("The Example Desk",)),
        ("", ()),
    ],
)
def test_names_as_stated(stated, names):
    assert split_names(stated) == names
