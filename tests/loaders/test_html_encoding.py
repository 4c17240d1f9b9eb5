"""The encoding of a page: declared rightly, wrongly, or not at all."""

from __future__ import annotations

import pytest

from annotate_tui.loaders import LoadError
from annotate_tui.loaders.html_encoding import decode_page

GERMAN = "Die Straße führt über die Brücke, sagte Frau Müller am Montag – „schön“ sei sie nicht. "
RUSSIAN = "Городской совет решил закрыть мост на одиннадцать недель, сообщил он во вторник. "
JAPANESE = "市議会は火曜日、橋を十一週間閉鎖すると発表した。修理には四百万円かかる。"
POLISH = "Żółta łódź płynęła w stronę mostu, który zamknięto w środę późnym wieczorem. "


def page(words, encoding, declared="", times=6):
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
        if declared
        else ""
    )
    return f"<html><head>{head}</head><p>{words * times}</p></html>".encode(encoding)


@pytest.mark.parametrize(
    ("words", "encoding", "declared", "charset", "named"),
    [
        (GERMAN, "utf-8", "utf-8", "", "utf-8"),
        (GERMAN, "utf-8", "iso-8859-1", "", "utf-8"),
        (GERMAN, "utf-8", "", "windows-1252", "utf-8"),
        (GERMAN, "cp1252", "utf-8", "", "cp1252"),
        (GERMAN, "cp1252", "iso-8859-1", "", "cp1252"),
        (GERMAN, "cp1252", "", "latin1", "cp1252"),
        (GERMAN, "cp1252", "", "", "cp1252"),
        (GERMAN, "cp1252", "utf-8", "utf-8", "cp1252"),
        (RUSSIAN, "cp1251", "windows-1251", "", "cp1251"),
        (RUSSIAN, "koi8-r", "", "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", "iso-8859-1", "", "cp1251"),
        (POLISH, "iso-8859-2", "iso-8859-2", "", "iso8859-2"),
        (JAPANESE, "shift_jis", "x-sjis", "", "cp932"),
        (JAPANESE, "euc_jp", "euc-jp", "", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", "", "iso2022-jp"),
        ("市议会星期二说，大桥将关闭十一周。", "gb18030", "gb2312", "", "gb18030"),
        ("시의회는 화요일 다리를 닫는다고 밝혔다.", "cp949", "ks_c_5601-1987", "", "cp949"),
        (GERMAN, "utf-16", "utf-8", "utf-8", "utf-16"),
        (GERMAN, "utf-8-sig", "iso-8859-1", "iso-8859-1", "utf-8"),
        (GERMAN, "utf-8", "klingon", "rot13", "utf-8"),
        (GERMAN, "cp1252", "klingon", "unicode_escape", "cp1252"),
        (GERMAN, "utf-8", "utf-16", "", "utf-8"),
    ],
)
def test_the_words_come_out_right(words, encoding, declared, charset, named):
    found = decode_page(page(words, encoding, declared), "page.html", charset)
    assert words in found.text
    assert found.encoding == named


def test_an_xml_declaration_counts():
    data = b'<?xml version="1.0" encoding="windows-1251"?>' + page(RUSSIAN, "cp1251")
    assert RUSSIAN in decode_page(data, "p").text


def test_a_few_stray_bytes_in_utf_8_are_mended():
    data = page(GERMAN, "utf-8", "utf-8").replace(b"</p>", b"caf\xe9 \x93so\x94</p>")
    found = decode_page(data, "p")
    assert GERMAN in found.text
    assert "café “so”" in found.text
    assert found.encoding == "utf-8"


def test_a_page_cut_within_a_letter():
    data = "<html><p>Die Straße über die Brücke ist zu, ö".encode()[:-1]
    assert decode_page(data, "p").text.endswith("ist zu, ")


def test_a_few_bytes_that_are_none_of_the_encoding():
    data = page(JAPANESE, "euc_jp", "euc-jp").replace(b"</p>", b"\xff\xfe</p>")
    assert JAPANESE in decode_page(data, "p").text


@pytest.mark.parametrize("data", [b"", b" \n ", b"\xff\xfe", bytes(range(256)) * 40])
def test_what_is_no_text_is_one_sentence(data):
    with pytest.raises(LoadError, match=r"^p\.html [^\n]+\.$"):
        decode_page(data, "p.html")
