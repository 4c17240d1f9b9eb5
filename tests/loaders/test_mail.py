"""Mails: what was sent, by whom and when; quotations and signatures put apart."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loaders.sound import check_sound

from annotate_tui.loaders import LoadError, articles_in, articles_in_bytes, load_bytes, load_path
from annotate_tui.loaders.options import Refused
from annotate_tui.model import Article, BlockKind, InlineKind
from annotate_tui.text.structure import block

SAMPLES = Path(__file__).parent / "samples"
HEAD = "From: Jane Doe <jane@example.org>\nDate: Tue, 5 Mar 2024 12:00:00 +0100\nSubject: A note\n"


def blocks(article):
    found = (block(article.structure, i) for i in range(len(article.structure)))
    return [(b.kind, b.level, article.text[b.start : b.end]) for b in found]


def read(mail, name="a.eml", source="-"):
    data = mail if isinstance(mail, bytes) else mail.encode()
    article = load_bytes(data, source, name)
    check_sound(article)
    return article


def refusal(mail, name="a.eml"):
    with pytest.raises(LoadError) as caught:
        load_bytes(mail if isinstance(mail, bytes) else mail.encode(), "-", name)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_the_sample():
    article = load_path(SAMPLES / "letter.eml")
    check_sound(article)
    assert article.title == "“The bridge” will close"
    assert article.authors == ("Kim Min-ji",)
    assert article.published == "2024-03-05T12:00:00+09:00"
    assert article.places == ("mid:1234.abc@mail.example.org",)
    assert (article.loader, article.site, article.language) == ("mail", "", "en")
    assert article.found == {
        "title": "headers", "authors": "headers", "published": "headers", "language": "text",
    }  # fmt: skip
    assert article.warnings == ('letter.eml came without its attachment "plan.pdf".',)
    assert blocks(article) == [
        (BlockKind.TITLE, 0, "“The bridge” will close"),
        (BlockKind.PARAGRAPH, 0, "Dear desk,"),
        (BlockKind.PARAGRAPH, 0, "the bridge will close — at least 16 people said so on Monday."),
        (BlockKind.PARAGRAPH, 0, "On Monday, Jane Doe wrote:"),
        (BlockKind.QUOTE, 1, "Will it close?"),
        (BlockKind.QUOTE, 2, "It may."),
        (BlockKind.PARAGRAPH, 0, "Yes."),
        (BlockKind.FURNITURE, 0, "--"),
        (BlockKind.FURNITURE, 0, "Kim Min-ji, Ministry of Bridges"),
    ]


def test_a_mailbox_holds_many():
    found = list(articles_in(SAMPLES / "notes.mbox"))
    for one in found:
        check_sound(one)
    box = SAMPLES / "notes.mbox"
    assert [one.source for one in found] == [f"{box}#mid={n}@example.org" for n in (1, 2)]
    assert [one.title for one in found] == ["Note 1", "Note 2"]
    assert found[0].text.split("\n\n")[1].startswith("From what I hear, ")


def test_a_mail_without_an_id_goes_by_its_number_and_a_bad_one_is_told():
    line = "From jane Tue Mar  5 12:00:00 2024\n"
    box = line + HEAD + "\nOne.\n\n" + line + HEAD + "\n\n" + line + HEAD.replace("note", "memo")
    first, second, third = articles_in_bytes((box + "\nTwo.\n").encode(), "/p/b.mbox", "b.mbox")
    assert (first.source, third.source) == ("/p/b.mbox#message=1", "/p/b.mbox#message=3")
    assert isinstance(second, Refused)
    assert second.place == "/p/b.mbox#message=2"
    assert "message 2 in b.mbox has no text" in second.sentence


def test_the_same_id_twice_in_a_mailbox():
    mail = "From jane Tue Mar  5 12:00:00 2024\n" + HEAD + "Message-ID: <1@a.b>\n\nOne.\n\n"
    found = [one.source for one in articles_in_bytes((mail * 2).encode(), "/b", "b.mbox")]
    assert found == ["/b#mid=1@a.b", "/b#message=2"]


@pytest.mark.parametrize(
    ("head", "name", "loader"),
    [
        (HEAD, "", "mail"),
        (HEAD, "note.txt", "mail"),
        ("Received: from a by b\nSubject: x\n", "", "mail"),
        ("Subject: x\n", "a.eml", "mail"),
        ("From: the desk\nSubject: a memo\nDate: Monday\n", "memo.txt", "plain"),
        ("Title: x\nDate: Tue, 5 Mar 2024 12:00:00 +0100\n", "", "plain"),
        ("Subject: x\n", "a.txt", "plain"),
        ("Dear all,\n" + HEAD, "", "plain"),
    ],
)
def test_what_is_a_mail(head, name, loader):
    assert load_bytes(f"{head}\nSome words.\n".encode(), "-", name).loader == loader


@pytest.mark.parametrize(
    ("sender", "authors"),
    [
        ('"Doe, Jane" <j@example.org>', ("Doe, Jane",)),
        ("j@example.org", ("j@example.org",)),
        ("Jane <j@a.b>, Kim <k@a.b>", ("Jane", "Kim")),
        ("=?iso-8859-1?q?J=F6rg?= <j@a.b>", ("Jörg",)),
        ("Undisclosed <>", ("Undisclosed",)),
        ("", ()),
    ],
)
def test_authors(sender, authors):
    assert read(f"From: {sender}\nMIME-Version: 1.0\n\nWords.\n").authors == authors


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Tue, 5 Mar 2024 12:00:00 -0500 (EST)", "2024-03-05T12:00:00-05:00"),
        ("Tue, 5 Mar 2024 12:00:00 -0000", "2024-03-05T12:00:00"),
        ("5 Mar 2024 12:00", "2024-03-05T12:00:00"),
        ("yesterday", ""),
        ("Tue, 32 Mar 2024 12:00:00 +0000", ""),
    ],
)
def test_dates(date, published):
    mail = f"From: a@b.c\nMIME-Version: 1.0\nDate: {date}\n\nWords.\n"
    assert read(mail).published == published


@pytest.mark.parametrize(
    ("stated", "site"),
    [("Bridge news <bridge.example.org>", "Bridge news"), ("<bridge.example.org>", "bridge.example.org")],
)  # fmt: skip
def test_a_list_is_the_site(stated, site):
    assert read(f"{HEAD}List-Id: {stated}\n\nWords.\n").site == site


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Über".encode("latin-1"), "iso-8859-1", "Über"),
        ("“no”".encode("cp1252"), "iso-8859-1", "“no”"),
        ("Über die Brücke".encode(), "us-ascii", "Über die Brücke"),
        ("Über die Brücke".encode(), "x-unknown", "Über die Brücke"),
        ("Правительство внимательно следит за этим.".encode("koi8-r"), "utf-8",
         "Правительство внимательно следит за этим."),
        ("政府は状況を見守っている".encode("iso-2022-jp"), "iso-2022-jp", "政府は状況を見守っている"),
        ("정부는 상황을".encode("cp949"), "ks_c_5601-1987", "정부는 상황을"),
        (b"\xff\xfe\xfd\x81\x8d" * 9, "utf-8", None),
    ],
)  # fmt: skip
def test_charsets_known_wrong_and_unknown(data, charset, text):
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    article = read(head.encode() + data)
    if text is not None:
        assert article.text == f"A note\n\n{text}"


def test_bad_transfer_encodings():
    head = f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert "caf=zz é" in read(f"{head}quoted-printable\n\ncaf=zz =C3=A9\n").text
    assert read(f"{head}base64\n\nV29yZHM\n").text.startswith("A note")


def alternative(plain, html):
    return (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
        f"--x\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n"
        f"--x\nContent-Type: text/html; charset=utf-8\n\n{html}\n--x--\n"
    )


LONG = "<p>The bridge will <b>close</b> on Monday, <a href='https://a.org/'>they</a> say.</p>" * 3


@pytest.mark.parametrize(
    ("plain", "is_plain"),
    [
        ("The bridge will close on Monday, they say. " * 3, True),
        ("", False),
        ("Your mail program does not support HTML.", False),
        ("View this email in your browser: https://a.org/ to read all of it, please do.", False),
        ("The bridge closes.", False),
    ],
)
def test_the_plain_text_is_taken_where_it_says_what_the_html_says(plain, is_plain):
    article = read(alternative(plain, LONG))
    assert (InlineKind.STRONG in article.structure.mark_kinds) is not is_plain
    assert blocks(article)[0] == (BlockKind.TITLE, 0, "A note")


def test_html_alone():
    mail = (
        f"{HEAD}Content-Type: text/html; charset=utf-8\n\n<html><body><h1>A note</h1><ul><li>one</li>"
        "</ul><blockquote>said</blockquote><script>x</script></body></html>"
    )
    assert blocks(read(mail)) == [
        (BlockKind.TITLE, 0, "A note"),
        (BlockKind.LIST_ITEM, 1, "one"),
        (BlockKind.QUOTE, 1, "said"),
    ]


def test_html_that_alone_states_its_encoding():
    body = '<meta charset="windows-1251"><p>Правительство следит</p>'.encode("cp1251")
    assert "Правительство следит" in read(f"{HEAD}Content-Type: text/html\n\n".encode() + body).text


@pytest.mark.parametrize(
    ("below", "is_signature"),
    [("-- \nJane", True), ("--\nJane", True), ("-- \n" + "line\n" * 20, False), ("---\nJane", False)],
)  # fmt: skip
def test_signatures(below, is_signature):
    article = read(f"{HEAD}\nSome words of prose.\n\n{below}\n")
    assert (BlockKind.FURNITURE in article.structure.kinds) is is_signature


def test_lines_stay_as_they_were_sent():
    mail = f"{HEAD}Content-Type: text/plain; format=flowed\n\nOne line that goes \non here.\n"
    assert read(mail).text == "A note\n\nOne line that goes \non here."


def test_without_a_subject():
    article = read("From: a@b.c\nMIME-Version: 1.0\n\nFirst line.\n\nMore.\n")
    assert (article.title, article.found["title"]) == ("First line.", "text")
    assert BlockKind.TITLE not in article.structure.kinds


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("no headers at all", "none of the headers"),
        (f"{HEAD}\n\n", "has no text to read: look into it"),
        (f"{HEAD}Content-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc\n--x--\n", "encrypted"),
        (f"{HEAD}Content-Type: application/pkcs7-mime\n\nabc\n", "encrypted"),
        (f"{HEAD}\n-----BEGIN PGP MESSAGE-----\n\nabc\n", "encrypted"),
        (f"{HEAD}Content-Type: application/pdf; name=a.pdf\n\nabc\n", 'only its attachment "a.pdf"'),
    ],
)  # fmt: skip
def test_mails_that_are_refused(mail, said):
    from annotate_tui.loaders.mail_message import read_mail

    with pytest.raises(LoadError, match=said) as caught:
        read_mail(mail.encode(), "", "a.eml")
    assert "\n" not in str(caught.value)


def test_a_mail_that_only_passes_one_on_has_its_words():
    mail = (
        f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n"
        "From: kim@example.org\nSubject: The ferry\n\nThe ferry is free.\n--x--\n"
    )
    article = read(mail)
    assert article.text == "A note\n\nThe ferry is free."
    assert article.authors == ("Jane Doe",)
    assert article.warnings == ()


def test_parts_nested_without_end():
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))
    try:
        read(HEAD + deep + "\nwords\n")
    except LoadError as error:
        check_sentence(error)


def check_sentence(said):
    assert "\n" not in str(said)
    assert str(said).endswith(".")


DATA = (SAMPLES / "letter.eml").read_bytes()
BOX = (SAMPLES / "notes.mbox").read_bytes()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([DATA, BOX]),
    st.lists(st.tuples(st.integers(0, 600), st.binary(max_size=3)), max_size=8),
    st.integers(0, len(DATA)),
)
def test_damaged_mails_give_sound_articles_or_sentences(data, changes, end):
    changed = bytearray(data)
    for at, piece in changes:
        changed[at : at + len(piece)] = piece
    check_all(bytes(changed[:end]), "a.eml")


PIECES = st.sampled_from(
    [b"From: ", b"Subject: ", b"Date: ", b"Message-ID: ", b"List-Id: ", b"MIME-Version: 1.0\n",
     b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Type: text/html; charset=utf-7\n",
     b"Content-Type: text/plain; charset=\"", b"Content-Type: message/rfc822\n", b"--x\n", b"--x--\n",
     b"Content-Transfer-Encoding: base64\n", b"Content-Disposition: attachment; filename*=utf-8''%ff\n",
     b"=?utf-8?q?=ff?=", b"=?x?b?!?=", b"<a@b>", b"<", b"\"", b"(", b",", b":", b";", b"\n", b"\r\n",
     b"\n\n", b"> ", b">> ", b"-- \n", b"words ", b"\xff", b"\0", b"\xef\xbb\xbf", b"From a 2024\n",
     b"<p>html</p>", b"=C3", b"\t", b" "]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=4), max_size=30).map(b"".join))
def test_any_pieces_of_a_mail_give_sound_articles_or_sentences(data):
    check_all(data, "a.eml")


def check_all(data, name):
    try:
        for one in articles_in_bytes(data, "/p/a.eml", name):
            if isinstance(one, Article):
                check_sound(one)
            else:
                check_sentence(one.sentence)
    except LoadError as error:
        check_sentence(error)


def test_a_long_line_of_digits_takes_no_time():
    begun = time.process_time()
    check_all(b"From " + b"2024" * 100_000 + b"\nSubject: x\n\nwords\n", "a.mbox")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; " + "a*0*=x; " * 20_000,
        "Subject: " + "=?utf-8?q?a?= " * 20_000,
        "Cc: " + "A B <a@b.c>, " * 20_000,
        "Content-Disposition: inline; " + "a=b; " * 20_000,
    ],
)
def test_headers_without_end_take_no_time(header):
    begun = time.process_time()
    read(f"From: a@b.c\nMIME-Version: 1.0\n{header}\n\nwords\n")
    assert time.process_time() - begun < 8
