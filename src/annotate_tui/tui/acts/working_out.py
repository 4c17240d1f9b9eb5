"""What is suggested is worked out in idle time: what is on the screen first, then on from there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from threading import Thread
from time import monotonic

from annotate_tui.tui.desk import Desk, Job
from annotate_tui.tui.session import Session

JOB = "suggestions"
PAUSE = 0.06
"""Seconds without a key after which a stretch is worked out, so that no key of a fast hand waits."""
AFTER_OPENING = 0.15
"""Seconds after which the first stretch is: the text is painted first."""

YIELD = 0.001
"""Seconds after which the loading of rules lets a key go first."""


def look_ahead(desk: Desk) -> None:
    """Where something is to be worked out around what is on the screen, do it in idle time."""
    session = desk.session
    if session is None or JOB in desk.jobs:
        return
    if session.offers.waits(desk.view.seen().start):
        desk.later(JOB, _job(desk, session))


def _job(desk: Desk, session: Session) -> Job:
    offers, begin = session.offers, monotonic() + AFTER_OPENING
    ready = _ready()

    def more() -> bool:
        now = monotonic()
        if desk.session is not session or not offers.shown:
            return False
        if (not offers.begun and now < begin) or now - desk.last_key < PAUSE:
            return True
        if not ready():
            return True
        seen = desk.view.seen()
        before = set(offers.spans(seen))
        going = offers.begin().work(seen.start)
        session.touched += set(offers.spans(seen)) - before
        return going

    return more


def _ready() -> Callable[[], bool]:
    """Loads what works suggestions out beside the keys, and says whether all of it is there.

    The rules are made of large patterns: one module alone can take 40 ms to load. No module of this
    program imports one that imports it, so two threads that import never wait for each other.
    """
    loading: list[Thread] = []

    def ready() -> bool:
        if not loading:
            loading.append(Thread(target=_load, name="rules", daemon=True))
            loading[0].start()
        return not loading[0].is_alive()

    return ready


def _load() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(YIELD)
    try:
        import_module("annotate_tui.services.suggesting")
        from annotate_tui.detect.suggester import DETECTORS

        for name in DETECTORS:
            import_module(f"annotate_tui.detect.{name}")
    finally:
        sys.setswitchinterval(before)
