"""An article's source read again: files, parts of files, and what goes wrong."""

import json
import zipfile

import pytest

from annotate_tui.loaders import Options
from annotate_tui.loaders.errors import LoadError
from annotate_tui.model import Span
from annotate_tui.services import adding, refreshing
from annotate_tui.services.bringing_in import bring_in
from annotate_tui.services.marking import tag_span
from annotate_tui.store import Library
from annotate_tui.text.document import Document

STORY = (
    "Minister under fire\n\n“We will not wait,” said Ann Lee. She named 16 cases of fraud in the"
    " north.\n\nNobody else spoke on that evening. The hall was full of people from the valley.\n"
)
OTHER = STORY.replace("16 cases", "18 cases")


@pytest.fixture
def library(tmp_path):
    one = Library.open(tmp_path / "library.db", coder="ann")
    yield one
    one.close()


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def texts(library, article):
    return [library.text(text_id).text for text_id in library.texts_of(article.id)]


def test_a_file_with_the_same_words_has_not_changed(library, story):
    article = adding.add_path(library, story).article
    last = library.last_seq()
    done = refreshing.refresh(library, article)
    assert (done.status, done.anchored) == ("same", None)
    assert done.message == "Article 1 has not changed."
    assert library.last_seq() == last


def test_a_file_that_changed_is_a_new_text_beside_the_old_one(library, story):
    article = adding.add_path(library, story).article
    story.write_text(OTHER, encoding="utf-8")
    done = refreshing.refresh(library, article)
    assert done.status == "new_text"
    assert done.article.id == article.id
    assert done.message == "Article 1 has a new text and no marks."
    first, second = texts(library, article)
    assert "16 cases" in first
    assert "18 cases" in second


def test_the_reading_position_stays_with_its_words(library, story):
    article = adding.add_path(library, story).article
    at = library.text(article.text_id).text.index("Nobody")
    library.save_position(article.id, at)
    story.write_text(STORY.replace("She named", "Later that day she named"), encoding="utf-8")
    now = refreshing.refresh(library, library.article(article.id)).article
    assert library.text(now.text_id).text[now.read_position :].startswith("Nobody")


def test_a_source_that_is_gone_is_one_sentence_and_changes_nothing(library, story):
    article = adding.add_path(library, story).article
    story.unlink()
    last = library.last_seq()
    with pytest.raises(LoadError) as failed:
        refreshing.refresh(library, article)
    assert str(story) in str(failed.value)
    assert "\n" not in str(failed.value)
    assert library.last_seq() == last


def test_where_the_source_is_gone_another_place_serves(library, story, tmp_path):
    article = adding.add_path(library, story).article
    copy = tmp_path / "copy.txt"
    copy.write_text(STORY, encoding="utf-8")
    assert adding.add_path(library, copy).article.id == article.id
    story.unlink()
    copy.write_text(OTHER, encoding="utf-8")
    assert refreshing.refresh(library, library.article(article.id)).status == "new_text"


def test_what_came_through_a_pipe_says_so(library):
    article = adding.add_bytes(library, STORY.encode()).article
    with pytest.raises(LoadError, match="pipe or the clipboard"):
        refreshing.refresh(library, article)


@pytest.mark.parametrize(
    "page", ["Please sign in to go on reading.", "404: there is no such page here. " * 40]
)
def test_a_page_of_another_kind_is_refused_unless_it_is_forced(library, story, page):
    article = adding.add_path(library, story).article
    story.write_text(page, encoding="utf-8")
    last = library.last_seq()
    with pytest.raises(LoadError, match="--force"):
        refreshing.refresh(library, article)
    assert library.last_seq() == last
    done = refreshing.refresh(library, article, force=True)
    assert done.status == "new_text"
    assert len(texts(library, article)) == 2


def test_an_article_that_grew_is_itself_and_so_is_one_of_its_older_texts(library, story):
    article = adding.add_path(library, story).article
    story.write_text(STORY + "\n" + "Quite other words follow here. " * 200, encoding="utf-8")
    assert refreshing.refresh(library, article).status == "new_text"
    story.write_text(STORY, encoding="utf-8")
    assert refreshing.refresh(library, library.article(article.id)).status == "new_text"


def test_a_part_of_an_archive_is_read_from_the_archive(library, tmp_path):
    path = tmp_path / "a.zip"

    def write(**files):
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(f"{name}.txt", text)

    write(one=STORY, two="Another story\n\nIt has a few words of its own, and no more.\n")
    added = adding.add_path(library, path)
    one, two = added.article, added.others[0].article
    assert one.source.endswith("a.zip#one.txt")
    write(
        zero="Something new\n\nIt came first.\n",
        one=OTHER,
        two="Another story\n\nIt has a few words of its own, and no more.\n",
    )
    assert refreshing.refresh(library, one).status == "new_text"
    assert refreshing.refresh(library, two).status == "same"
    write(zero="Something new\n\nIt came first.\n")
    with pytest.raises(LoadError, match=r"a\.zip does not hold two\.txt any more"):
        refreshing.refresh(library, library.article(two.id))


def test_a_record_is_found_again_by_its_id(library, tmp_path):
    path = tmp_path / "r.jsonl"
    records = [
        {"id": "A", "text": STORY},
        {"id": "B", "text": "Words of another record stand here."},
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    article = adding.add_path(library, path).article
    records[0]["text"] = OTHER
    path.write_text("\n".join(map(json.dumps, records[::-1])), encoding="utf-8")
    done = refreshing.refresh(library, article)
    assert done.status == "new_text"
    assert "18 cases" in library.text(done.article.text_id).text


def test_a_file_with_a_hash_in_its_name_is_a_file(library, tmp_path):
    path = tmp_path / "story #1.txt"
    path.write_text(STORY, encoding="utf-8")
    article = adding.add_path(library, path).article
    path.write_text(OTHER, encoding="utf-8")
    assert refreshing.refresh(library, article).status == "new_text"


PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>“We will not wait,” said Ann Lee on the steps of the town hall. She named {count} cases of"
    " fraud in the north of the country, and asked the ministry to answer before the winter.</p>"
    "<p>Nobody else spoke on that evening. The hall was full of people from the valley, and most of"
    " them had come on foot through the snow to hear what she had to say.</p></article></body></html>"
)


def test_a_page_is_fetched_again(library, web):
    options = Options(allow_private=True)
    web.page("/story", PAGE.format(title="Minister under fire", count=16))
    article = adding.add_url(library, web.url("/story"), options).article
    assert refreshing.refresh(library, article, options).status == "same"
    web.page("/story", PAGE.format(title="Minister under fire", count=18))
    done = refreshing.refresh(library, article, options)
    assert done.status == "new_text"
    assert "18 cases" in library.text(done.article.text_id).text
    with pytest.raises(LoadError):
        refreshing.refresh(library, article)


def test_where_another_place_was_read_is_said(library, story, tmp_path):
    article = adding.add_path(library, story).article
    copy = tmp_path / "copy.txt"
    copy.write_text(STORY, encoding="utf-8")
    adding.add_path(library, copy)
    story.unlink()
    done = refreshing.refresh(library, library.article(article.id))
    assert done.message == (
        f"Article 1 has not changed. There is no file {story}: check the name. {copy} was read"
        " instead."
    )


def test_a_saved_page_does_not_bring_an_earlier_text_back(library, tmp_path, web):
    page = "<html><body><article><h1>Story</h1><p>{}</p></article></body></html>"
    words = " ".join(f"The mayor named case {n} on that evening." for n in range(40))
    address = web.page("/story", page.format(words))
    options = Options(allow_private=True)
    article = adding.add_url(library, address, options).article
    saved = tmp_path / "saved.html"
    head = f'<html><head><link rel="canonical" href="{address}"></head>'
    saved.write_text(page.format(words).replace("<html>", head), encoding="utf-8")
    assert adding.add_path(library, saved).article.id == article.id
    web.page("/story", page.format(f"{words} Corrected on Monday."))
    now = refreshing.refresh(library, library.article(article.id), options).article
    assert now.text_id != article.text_id
    done = refreshing.refresh(library, now)
    assert (done.status, done.article.text_id) == ("same", now.text_id)
    assert done.message.startswith("Article 1 has not changed. 127.0.0.1 is no address")
    assert done.message.endswith(f"{saved} was read instead.")


LOGIN = (
    "<html><head><title>Sign in</title></head><body><article><h1>Sign in</h1><p>Please sign in to"
    " your account to go on reading, or take out a subscription for a month.</p></article></body></html>"
)


def test_a_page_that_asks_for_a_login_is_no_new_version_of_the_article(library, web):
    options = Options(allow_private=True)
    story = PAGE.format(title="Minister under fire", count=16)
    web.page("/story", story)
    address = web.url("/story")
    article = adding.add_url(library, address, options).article
    web.page("/story", LOGIN)
    last = library.last_seq()
    with pytest.raises(LoadError) as failed:
        adding.add_url(library, address, options)
    assert str(failed.value) == (
        f"{address} has hardly any of the words of article 1, “Minister under fire”, now: it may be"
        " a page that asks for a login or says that something failed. Nothing was changed;"
        " 'annotate refresh 1 --force' takes it all the same."
    )
    outcome = bring_in(library, [address], options)
    assert (outcome.versions, outcome.failed) == (0, 1)
    assert library.last_seq() == last
    assert library.article(article.id) == article

    # It is taken all the same; then the article itself comes back, with another word.
    forced = refreshing.refresh(library, article, options, force=True)
    assert "Please sign in" in library.text(forced.article.text_id).text
    web.page("/story", story.replace("16 cases", "18 cases"))
    done = refreshing.refresh(library, forced.article, options)
    assert "18 cases" in library.text(done.article.text_id).text


def test_after_such_a_page_add_knows_the_article_again_too(library, web):
    options = Options(allow_private=True)
    story = PAGE.format(title="Minister under fire", count=16)
    web.page("/story", story)
    address = web.url("/story")
    article = adding.add_url(library, address, options).article
    long = LOGIN.replace(
        "</p>", " " + " ".join(f"offer{n} price{n * 7}" for n in range(120)) + "</p>"
    )
    web.page("/story", long)
    refreshing.refresh(library, article, options, force=True)
    web.page("/story", story.replace("16 cases", "18 cases"))
    added = adding.add_url(library, address, options)
    assert (added.status, added.article.number) == ("new_text", 1)


def test_each_text_is_compared_once(library, story, monkeypatch):
    from annotate_tui.text import alignment

    article = adding.add_path(library, story).article
    text = library.text(article.text_id)
    tag_span(
        library, Document(text.text, text.structure), article.id, text.id, Span(0, 8),
        library.tags()[0],
    )  # fmt: skip
    library.save_position(article.id, text.text.index("Nobody"))
    made = []
    align = alignment.align
    monkeypatch.setattr(alignment, "align", lambda *both: made.append(both) or align(*both))
    story.write_text(OTHER, encoding="utf-8")
    assert adding.add_path(library, story).anchored.total == 1
    assert len(made) == 1


ROWS = {
    "one": "One of them walked along the river in the morning and said nothing at all to anybody.",
    "two": "Two others had come by bus, and they asked the driver where the town hall might be now.",
    "new": "A row that was put in above, with words of its own about fees, bread and the weather.",
}


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "pos.csv"

    def write(*texts):
        path.write_text("\n".join(["text", *(f'"{text}"' for text in texts)]), encoding="utf-8")
        return path

    return write


def current(library, article):
    return library.text(library.article(article.id).text_id).text


def test_a_row_without_an_id_is_found_by_its_words(library, table):
    one, two = ROWS["one"], ROWS["two"]
    added = adding.add_path(library, table(one, two))
    first, second = added.article, added.others[0].article
    assert second.source.endswith("pos.csv#row=2")
    table(ROWS["new"], one, two)
    for article in (first, second):
        assert refreshing.refresh(library, article).status == "same"
    table(ROWS["new"], one, two.replace("by bus", "by a very late train"))
    assert refreshing.refresh(library, first).status == "same"
    assert refreshing.refresh(library, second).status == "new_text"
    assert "late train" in current(library, second)
    assert current(library, first) == one


def test_a_row_that_is_there_no_more_is_not_another_one(library, table):
    one, two = ROWS["one"], ROWS["two"]
    added = adding.add_path(library, table(one, two))
    second = added.others[0].article
    path = table(ROWS["new"], one)
    last = library.last_seq()
    with pytest.raises(LoadError) as failed:
        refreshing.refresh(library, second)
    assert str(failed.value) == (
        f"{path} has no text any more that is like article 2: nothing was changed;"
        " 'annotate refresh 2 --force' takes what is in row 2 now."
    )
    table(one)
    with pytest.raises(LoadError, match=r"like article 2: nothing was changed\.$"):
        refreshing.refresh(library, second)
    assert library.last_seq() == last
    table(ROWS["new"], one)
    assert refreshing.refresh(library, second, force=True).status == "new_text"
    assert current(library, second) == one


def test_a_row_is_not_given_the_text_of_another_article(library, table):
    like = (
        "Fees in {} rose on Friday, the council said, and nobody in the hall asked about it then."
    )
    north, south = like.format("the north"), like.format("the south")
    added = adding.add_path(library, table(north, south))
    second = added.others[0].article
    table(north)
    with pytest.raises(LoadError, match=r"the one most like it is article 1\. Nothing"):
        refreshing.refresh(library, second)
    assert current(library, second) == south


def test_a_short_row_is_known_where_a_word_of_it_changed(library, table):
    added = adding.add_path(
        library, table("Fees rose by 8 percent on Friday.", "Bread is dear now.")
    )
    table("Bread is dear now.", "Fees rose by 9 percent on Friday.")
    refreshing.refresh(library, added.article)
    assert current(library, added.article) == "Fees rose by 9 percent on Friday."
