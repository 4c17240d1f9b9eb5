"""What a page says of itself, and where it says so."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.loaders import LoadError
from annotate_tui.loaders.html_tree import parse_fragment
from annotate_tui.loaders.page_metadata import read_metadata


def read(head, body="<p>x", lang="", url=""):
    markup = f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    return read_metadata(parse_fragment(markup), url)


def ld(value):
    source = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{source}</script>'


def meta(**names):
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in names.items()
    )


NODE = {
    "@type": "NewsArticle",
    "headline": "The plan &amp; the river",
    "author": {"@type": "Person", "name": "Jane Doe"},
    "publisher": {"@type": "Organization", "name": "The Post"},
    "datePublished": "2023-06-12T08:06:00.000Z",
    "dateModified": "2023-06-13 09:00",
    "inLanguage": "en-US",
    "mainEntityOfPage": {"@id": "https://post.example/plan"},
}


def expect(found):
    assert found.title == "The plan & the river"
    assert found.authors == ("Jane Doe",)
    assert found.site == "The Post"
    assert found.published == "2023-06-12T08:06:00+00:00"
    assert found.updated == "2023-06-13T09:00"
    assert found.language == "en"
    assert found.canonical == "https://post.example/plan"
    assert set(found.found.values()) == {"json-ld"}
    assert set(found.found) == {
        "title", "authors", "site", "published", "updated", "language", "canonical",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        NODE,
        [{"@type": "WebSite", "name": "no"}, NODE],
        {"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList"}, NODE]},
        {"@type": "WebPage", "mainEntity": NODE},
        NODE | {"@type": ["Thing", "https://schema.org/ReportageNewsArticle"]},
        "<!--\n" + json.dumps(NODE) + ";\n-->",
        "//<![CDATA[\n" + json.dumps(NODE) + "\n//]]>",
        json.dumps(NODE)[:-1] + ",}",
        json.dumps(NODE).replace("The plan", "The\nplan"),
        json.dumps(NODE) + "\n{broken",
    ],
    ids=range(10),
)
def test_json_ld_in_the_forms_that_pages_have(source):
    expect(read(ld(source)))


def test_json_ld_by_reference():
    graph = [
        {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
        {"@type": "Organization", "@id": "#post", "name": "The Post"},
        NODE | {"author": [{"@id": "#jane"}], "publisher": {"@id": "#post"}},
    ]
    expect(read(ld({"@graph": graph})))


def test_of_several_articles_the_page_s_own():
    other = NODE | {"headline": "Another day", "author": "John Roe"}
    found = read("<title>The plan &amp; the river | The Post</title>" + ld([other, NODE]))
    assert found.authors == ("Jane Doe",)
    found = read("<title>Front page</title>" + ld([other, NODE]))
    assert found.authors == ()


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[" * 100_000,
        '{"@type": NewsArticle}',
        "null",
        "3",
        '"x"',
        "",
        "{}" * 9,
        '{"@type": {"a": []}, "author": 3}',
    ],
)
def test_broken_json_ld_is_passed_over(broken):
    found = read(ld(broken) + meta(og__title="Plan"))
    assert (found.title, found.found) == ("Plan", {"title": "open graph"})


def test_values_of_any_kind_are_borne():
    odd = {key: [{"a": [None, 3, {"name": ["x", {}]}]}, 5, None, True] for key in NODE}
    found = read(ld(odd | {"@type": "Article"}))
    assert found.published == ""


def test_open_graph():
    head = meta(
        og__title="Plan", og__site_name="The Post", og__url="https://e.org/plan",
        og__locale="de_AT", article__published_time="2023-06-12T08:06+02:00",
        article__modified_time="2023-06-14", article__author="https://facebook.example/jane",
    )  # fmt: skip
    found = read(head)
    assert (found.title, found.site, found.canonical) == ("Plan", "The Post", "https://e.org/plan")
    assert (found.published, found.updated) == ("2023-06-12T08:06+02:00", "2023-06-14")
    assert (found.language, found.authors) == ("de", ())
    assert set(found.found.values()) == {"open graph"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("citation_author", "Holm, Petra", ("Petra Holm",)),
        ("dc.creator", "Jane Doe; John Roe", ("Jane Doe", "John Roe")),
        ("author", "By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("sailthru.author", "Jane Doe, Reuters", ("Jane Doe",)),
        ("author", "admin", ()),
        ("author", "https://e.org/jane", ()),
        ("author", "@janedoe", ()),
        ("author", "The Post", ()),
        ("author", "jane@e.org", ()),
        ("parsely-author", "Madonna", ("Madonna",)),
        ("author", "Jean-Luc O’Neill", ("Jean-Luc O’Neill",)),
    ],
)
def test_authors_are_people(name, value, expected):
    found = read(f'<meta name="{name}" content="{value}">' + meta(og__site_name="The Post"))
    assert found.authors == expected
    assert found.found.get("authors", "") == ("meta" if expected else "")


def test_every_cited_author():
    head = "".join(
        f'<meta name="citation_author" content="{n}">' for n in ("Holm, Petra", "Roe, J.")
    )
    assert read(head).authors == ("Petra Holm", "J. Roe")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2023-06-12", "2023-06-12"),
        ("2023-06-12T08:06:00Z", "2023-06-12T08:06:00+00:00"),
        ("2023-06-12T08:06:00+0200", "2023-06-12T08:06:00+02:00"),
        ("2023-06-12T08:06", "2023-06-12T08:06"),
        ("12 June 2023", "2023-06-12"),
        ("June 12, 2023 8:06 am", "2023-06-12T08:06"),
        ("03/04/2023", ""),
        ("2023-13-12", ""),
        ("0001-01-01T00:00:00", ""),
        ("yesterday", ""),
    ],
)
def test_dates_are_as_stated(stated, expected):
    assert read(f'<meta name="date" content="{stated}">').published == expected


def test_dates_in_the_text():
    body = (
        "<aside><time datetime='2020-01-01'>x</time></aside>"
        "<article><time class='updated' datetime='2023-06-14'>y</time>"
        "<time class='published' datetime='2023-06-12'>z</time></article>"
    )
    found = read("", body)
    assert (found.published, found.updated) == ("2023-06-12", "2023-06-14")
    assert found.found == {"published": "text", "updated": "text"}


def test_a_byline_in_the_text():
    found = read("", "<p class='byline'>By <a rel=author href=/j>Jane Doe</a></p><p>x")
    assert (found.authors, found.found) == (("Jane Doe",), {"authors": "text"})
    assert read("", "<div class='author-box'>Sign up for our newsletter today!</div>").authors == ()


@pytest.mark.parametrize(
    ("title", "site", "h1", "expected"),
    [
        ("Plan for a river | The Post", "The Post", "", "Plan for a river"),
        ("The Post: Plan for a river", "The Post", "", "Plan for a river"),
        ("Plan: a river – Town – Post", "The Post", "", "Plan: a river – Town"),
        ("Plan for a river - e.org", "", "", "Plan for a river"),
        ("Plan for a river | Unknown", "", "Plan for a river", "Plan for a river"),
        ("Plan for a river | The Post", "", "The Post", "Plan for a river | The Post"),
        ("The Post", "The Post", "", "The Post"),
        ("Pre-war rivers", "Pre", "", "Pre-war rivers"),
        ("", "", "A plan", "A plan"),
    ],
)
def test_the_title_without_the_site(title, site, h1, expected):
    head = f"<title>{title}</title>" + (meta(og__site_name=site) if site else "")
    assert read(head, f"<h1>{h1}</h1>", url="https://www.e.org/x").title == expected


def test_a_headline_that_was_cut_is_the_last_resort():
    head = ld({"@type": "Article", "headline": "A plan for the …"}) + meta(
        og__title="A plan for the river"
    )
    assert read(head).title == "A plan for the river"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://e.org/plan", "https://e.org/plan"),
        ("/plan?id=3", "https://e.org/plan?id=3"),
        ("//e.org/plan", "https://e.org/plan"),
        ("https://e.org/", ""),
        ("https://e.org", ""),
        ("http://localhost/x", ""),
        ("file:///x/y", ""),
        ("javascript:x", ""),
        ("http://[::1", ""),
        ("https://e.org/a b", ""),
    ],
)
def test_canonical_is_one_page_s_address(href, expected):
    found = read(f'<link rel="Canonical" href="{href}">', url="https://e.org/a/b")
    assert found.canonical == expected
    assert ("canonical" in found.found) == bool(expected)


def test_language_of_the_page():
    assert read("", lang="de-CH").language == "de"
    assert read('<meta http-equiv="content-language" content="fr">').language == "fr"
    assert read("", lang="english").language == ""


@given(
    st.lists(
        st.sampled_from(
            ["og:title", "author", "date", "og:url", "article:published_time", "publisher"]
        ).flatmap(lambda name: st.tuples(st.just(name), st.text(max_size=30))),
        max_size=6,
    ),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(st.sampled_from([*NODE, "name", "@id"]), x, max_size=4)
        ),
        max_leaves=8,
    ),
)
def test_nothing_that_a_page_says_raises(metas, value):
    from html import escape

    head = "".join(f'<meta property="{name}" content="{escape(said)}">' for name, said in metas)
    try:
        root = parse_fragment(f"<html>{head}{ld(value)}{ld([value, NODE | {'author': value}])}<p>x")
    except LoadError:
        return
    found = read_metadata(root, "https://e.org/a")
    for detail in found.found:
        assert getattr(found, detail)
    assert found.title == found.title.strip()


def test_words_in_different_lines_are_not_run_together():
    found = read("", "<h1>The plan<br>and the <b>ri</b>ver<!-- no --><a href='#p'>¶</a></h1>")
    assert found.title == "The plan and the river"
