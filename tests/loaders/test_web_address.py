"""Addresses: one form for comparing, what is private, what a page may call itself."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.web_address import credible, hidden, is_private, normal_url, parse


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Example.ORG:80/A?b=C#d", "http://example.org/A?b=C"),
        ("https://example.org:443", "https://example.org/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org/a?utm_source=x&id=3&fbclid=y", "https://example.org/a?id=3"),
        ("https://example.org/a?utm_source=x", "https://example.org/a"),
        ("https://example.org/a?id=3&&", "https://example.org/a?id=3"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/../../a/..", "https://example.org/"),
        ("https://example.org/%7Eann/%c3%a9", "https://example.org/~ann/%C3%A9"),
        ("https://example.org/%2e%2e/a", "https://example.org/a"),
        ("https://example.org/%%341", "https://example.org/%2541"),
        ("https://example.org/é b", "https://example.org/%C3%A9%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://ann:secret@example.org/a", "https://example.org/a"),
        ("http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"),
        ("https://example.org/a//b", "https://example.org/a//b"),
        ("https://example.org/?q=a+b%20c", "https://example.org/?q=a+b%20c"),
        ("/a/file.txt", "/a/file.txt"),
        ("", ""),
        ("ftp://Example.org/a", "ftp://Example.org/a"),
        ("http://[broken/", "http://[broken/"),
        ("http://a:99999/", "http://a:99999/"),
        ("http:///a", "http:///a"),
    ],
)
def test_one_form_for_an_address(url, normal):
    assert normal_url(url) == normal


@pytest.mark.parametrize("name", ["ref", "id", "p", "page", "utmost", "pkg", "source", "at"])
def test_what_may_choose_the_page_stays(name):
    url = f"https://example.org/?{name}=1"
    assert normal_url(url) == url


addresses = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(
        ["Example.org", "bücher.example", "straße.example", "10.0.0.1", "[::1]", "a_b.c"]
    )
    | st.text(max_size=12),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.text(alphabet="/.%?&=#aA1é2eE~ utm_source+\\@:", max_size=40)
    | st.text(max_size=20).map("/".__add__),
)


@given(addresses | st.text(max_size=30))
def test_the_normal_form_is_its_own_normal_form(url):
    once = normal_url(url)
    assert normal_url(once) == once


@given(addresses)
def test_what_has_a_normal_form_can_be_fetched_by_it(url):
    once = normal_url(url)
    try:
        address = parse(url)
    except LoadError:
        return
    again = parse(once)
    assert once.isascii()
    assert again[:3] == address[:3]
    assert again.url == once


@given(st.text(max_size=40) | addresses)
def test_taking_apart_gives_an_address_or_a_sentence(url):
    try:
        address = parse(url)
    except LoadError as error:
        assert str(error).endswith(".")  # noqa: PT017 - one of two outcomes
    else:
        assert address.url.isascii()
        assert not set(address.url) & set("\r\n\t ")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/a", "only addresses with http and https"),
        ("file:///etc/passwd", "only addresses with http and https"),
        ("https://ann:secret@example.org/a", "user name or password"),
        ("http:///a", "names no host"),
        ("http://exa mple.org/", "names no host"),
        ("http://example.org:0/", "names no host"),
        ("http://example.org:x/", "is not a web address"),
        ("http://[::1/", "is not a web address"),
        ("https://example.org/" + "a" * 9000, "is too long"),
    ],
)
def test_what_cannot_be_fetched_is_told(url, said):
    with pytest.raises(LoadError, match=said) as told:
        parse(url)
    assert "secret" not in str(told.value)


def test_a_password_is_never_shown():
    assert hidden("https://ann:se@cret@example.org/a@b") == "https://example.org/a@b"


PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1",
    "198.18.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:c0a8:101::1", "2001::1",
    "2001:db8::1", "fec0::1", "100::1", "localhost", "", "1.2.3", "2130706433",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "172.32.0.1", "172.15.255.255", "100.63.255.255", "100.128.0.1", "11.0.0.1",
    "192.169.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808",
    "2002:808:808::1", "2001:4860:4860::8888",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_of_the_public_internet(address):
    assert is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is(address):
    assert not is_private(address)


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_no_address_that_the_library_calls_private_passes(ip):
    special = not ip.is_global or ip.is_multicast or ip.is_reserved
    assert is_private(str(ip)) >= special
    # Carried in an address of version 6, an address is as private as it is.
    assert is_private(f"64:ff9b::{ip}") == is_private(str(ip))
    assert is_private(f"2002:{int(ip) >> 16:x}:{int(ip) & 65535:x}::1") == is_private(str(ip))
    assert is_private(f"::ffff:{ip}")


@given(st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address))
def test_no_address_of_version_6_either(ip):
    assert is_private(str(ip)) >= (ip.is_private or ip.is_multicast or ip.is_reserved)


@pytest.mark.parametrize(
    ("canonical", "fetched", "is_credible"),
    [
        ("https://example.org/a", ("https://example.org/a?x=1",), True),
        ("https://www.example.org/b", ("http://example.org/a",), True),
        ("https://example.org/a", ("https://m.example.org/a",), True),
        ("https://en.wikipedia.org/wiki/A", ("https://en.m.wikipedia.org/wiki/A",), True),
        ("https://paper.example/a", ("https://paper.example/a", "https://cdn.example/a"), True),
        ("https://other.example/a", ("https://example.org/a",), False),
        ("https://de.wikipedia.org/wiki/A", ("https://en.wikipedia.org/wiki/A",), False),
        ("https://example.org.evil.example/a", ("https://example.org/a",), False),
        ("https://example.org/", ("https://example.org/a",), False),
        ("https://example.org/", ("https://www.example.org/",), True),
        ("https://m.de/a", ("https://www.m.de/a",), True),
        ("https://de/a", ("https://m.de/a",), False),
        ("https://ann:x@example.org/a", ("https://example.org/a",), False),
        ("javascript:alert(1)", ("https://example.org/a",), False),
        ("", ("https://example.org/a",), False),
    ],
)
def test_what_a_page_may_call_itself(canonical, fetched, is_credible):
    assert credible(canonical, fetched) == is_credible
