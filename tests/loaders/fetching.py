"""Pages asked of a server on this machine, as the tests of the web do."""

import os
import ssl

import pytest
from tests.servers import CERTIFICATE

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.web import fetch
from annotate_tui.loaders.web_connection import Limits, Network

STORY = """<!doctype html><html lang="en"><head><title>Minister under fire</title></head><body>
<article><h1>Minister under fire</h1>
<p>The minister said on Monday that she would not wait for the report of the commission.</p>
<p>She named sixteen cases, of which the ministry had confirmed four by the end of the week.</p>
<p>Nobody else spoke, although the hall was full and the questions went on for two hours.</p>
</article></body></html>"""
HERE = ["127.0.0.1"]


def network(resolve=lambda host, port: HERE, **limits):
    """A network in which every host is this machine, and nothing takes long."""
    quick = {"connect": 2.0, "read": 2.0, "total": 5.0}
    return Network(limits=Limits(**quick | limits), resolve=resolve)


def get(url, resolve=lambda host, port: HERE, **limits):
    return fetch(url, allow_private=True, network=network(resolve, **limits))


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    """The sentences do not hang on the environment of whoever runs the tests."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def refused(url, resolve=lambda host, port: HERE, **limits):
    """The sentence of a fetch that has to fail."""
    with pytest.raises(LoadError) as told:
        get(url, resolve, **limits)
    said = str(told.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def trust():
    return ssl.create_default_context(cafile=str(CERTIFICATE))
