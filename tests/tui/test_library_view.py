"""The list of articles: what it shows, what it opens, the sample for an empty one."""

from __future__ import annotations

from annotate_tui.services.settings import Settings
from annotate_tui.store.errors import LibraryError


async def test_an_empty_library_offers_the_sample_article(reader):
    async with reader("") as first:
        assert "enter opens the sample article" in "\n".join(first.screen())
        assert first.status == "The library is empty."
        await first.keys("j escape x")
        assert first.desk.session is None
        await first.keys("enter")
        assert first.selected.startswith("There have been reports")
        assert first.footer == "j next · c q f tag · enter menu · ? help · Q quit, all saved"


async def test_the_list_shows_title_source_date_counts_and_done(reader, tmp_path):
    for name, words in (("b.txt", "Beta speaks of bread."), ("a.txt", "Alpha [b]bold[/b].")):
        (tmp_path / name).write_text(f"{words} It has a second sentence.\n")
    async with reader() as first:
        await first.keys("c j q j q !")
        first.desk.session.save_position()
    for name in ("b.txt", "a.txt"):
        async with reader(tmp_path / name) as first:
            pass
    async with reader("") as first:
        head, legend, *rows = first.screen()
        assert head.split() == ["Title", "Source", "Date", "C", "Q", "F", "Read"]
        assert legend.strip() == "C claim · Q quote · F figure"
        assert rows[0].split()[-5:] == ["2023-06-12", "1", "2", "·", "done"]
        assert rows[0].startswith("❯ Growing unrest among N.K.")
        assert "article.txt" in rows[0]
        assert "a.txt" in rows[2]
        assert first.status == "Article 1 of 3 articles"
        await first.keys("j")
        assert first.status == "Article 2 of 3 articles"
        await first.keys("G enter")
        assert first.session.article.source.endswith("a.txt")
        await first.keys("escape escape")
        assert first.status == "Article 3 of 3 articles"
        await first.keys("g enter")
        assert first.said.endswith("3 marks, at sentence 3")


async def test_a_wide_list_names_the_tags(reader):
    async with reader("", size=(140, 24)) as first:
        await first.keys("enter c escape escape escape")
        head, row = first.screen()[:2]
        assert head.split()[-5:] == ["claim", "quote", "figure", "notes", "Read"]
        assert "Growing unrest among N.K. elites, signs of" in row


async def test_square_brackets_and_controls_in_titles_are_text(reader, tmp_path):
    (tmp_path / "t.md").write_text("# A [bold]title[/] \x1b[31mred\x9b1m\n\nWords are here.\n")
    async with reader(tmp_path / "t.md", size=(100, 24)) as first:
        assert "A [bold]title[/] ␛[31mred" in "\n".join(first.screen())
        await first.keys("escape escape")
        assert "A [bold]title[/] ␛[31mred" in first.screen()[2]
        assert not {c for row in first.screen() for c in row if ord(c) < 32 or 127 <= ord(c) < 160}


async def test_help_in_the_list_is_about_the_list(reader):
    async with reader("") as first:
        await first.keys("?")
        page = "\n".join(first.screen())
        assert "open the article" in page
        assert "next sentence" not in page
        await first.keys("escape")
        assert "Nothing here yet" in "\n".join(first.screen())


async def test_a_long_list_scrolls(reader, new_library):
    from annotate_tui.services.adding import add_bytes

    library = new_library()
    for number in range(1, 61):
        add_bytes(library, f"Article number {number} has these words.".encode(), f"n{number}")
    async with reader("") as first:
        await first.keys("G")
        assert "n60" in first.screen()[-3]
        await first.keys("pageup")
        assert first.status == "Article 40 of 60 articles"
        await first.keys("g space")
        assert first.status == "Article 21 of 60 articles"
        await first.keys("enter")
        assert first.selected == "Article number 21 has these words."


def test_the_list_alone_is_not_closed(sitting):
    desk = sitting(None)
    desk.keys("j")
    assert desk.desk.modes
    desk.keys("escape")
    assert desk.said == "This is the library; enter opens an article, Q quits."
    desk.desk.paste("words")
    assert desk.said == "Pasted text is ignored here; / takes words to filter by."
    desk.keys("ctrl+c")
    assert "does nothing here; ? shows what can be done" in desk.said


def test_an_article_that_cannot_be_read_leaves_the_list_open(sitting, monkeypatch):
    desk = sitting()
    desk.desk.session = None
    desk.keys("j")

    def gone(_text_id: str) -> None:
        raise LibraryError("There is no such text in the library.")

    monkeypatch.setattr(desk.desk.library, "text", gone)
    desk.keys("enter")
    assert desk.said == "There is no such text in the library."
    assert desk.prompt.startswith("1 article")


def test_done_is_turned_in_the_library_too(sitting):
    desk = sitting()
    desk.keys("escape escape !")
    assert desk.said == "Article marked done."
    assert desk.desk.library.articles()[0].done_at
    desk.keys("!")
    assert not desk.desk.library.articles()[0].done_at


async def test_the_empty_library_names_addresses_and_the_key_that_asks_for_one(reader):
    async with reader("") as first:
        screen = "\n".join(first.screen())
        assert "zn opens a file or a web address of your own" in screen
        assert "annotate ADDRESS" in screen
        assert "zn a file or an address" in first.footer
        await first.burst("z n")
        assert first.status.startswith("Open")


async def test_the_empty_library_names_the_key_as_it_is_bound(reader):
    bound = Settings(suggestions=False, keys={"library-new": ("N",)})
    async with reader("", settings=bound) as first:
        assert "N opens a file or a web address" in "\n".join(first.screen())


async def test_marks_to_be_placed_have_a_column_where_there_are_any(reader, changed, story, other):
    changed.open(other)
    async with reader("") as app:
        head, legend, first, second = app.screen()[:4]
        assert head.split()[-6:] == ["Date", "C", "Q", "F", "?", "Read"]
        assert legend.strip() == "C claim · Q quote · F figure · ? to place"
        assert first.split()[-5:-1] == ["2", "1", "1", "2"]
        assert second.split()[-5:] == ["·"] * 5
    async with reader("", size=(140, 24)) as app:
        head, first = app.screen()[:2]
        assert "notes to place" in head
        assert head.index("to place") + len("to place") == first.rindex("2") + 1
        await app.keys("enter z p a o escape escape escape")
        assert app.screen()[1].split()[-2] == "·"


async def test_of_two_coders_only_those_that_are_shown_wait(reader, changed, story):
    async with reader("", coder="ben", settings=Settings(suggestions=False, blind=True)) as app:
        assert "?" not in app.screen()[0]


async def test_the_column_comes_when_such_an_article_comes_in_view(
    reader, sitting, story, tmp_path
):
    desk = sitting(None)
    for n in range(30):
        path = tmp_path / f"a{n}.txt"
        path.write_text(f"Number {n} speaks of bread. It has {n} more sentences.\n", "utf-8")
        desk.open(path)
    desk.open(story)
    desk.keys("j c")
    story.write_text(story.read_text("utf-8").replace("the chair said", "they said"), "utf-8")
    desk.open(story)
    async with reader("", (80, 16)) as app:
        assert "?" not in app.screen()[0]
        await app.burst("G")
        assert app.screen()[0].split()[-2:] == ["?", "Read"]
        await app.burst("g")
        assert app.screen()[0].split()[-2:] == ["?", "Read"]
