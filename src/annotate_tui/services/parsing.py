"""Files read into articles, here or in processes beside this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import NamedTuple

from annotate_tui.loaders import LoadError, articles_in, quick_hash
from annotate_tui.loaders.options import Loaded, Options, Refused
from annotate_tui.model import Article
from annotate_tui.services.folders import placed
from annotate_tui.services.recognising import Looked
from annotate_tui.text.normal import path_text


class Parsed(NamedTuple):
    """What a source gave, or a part of that.

    ``place`` is how it was named; ``digest`` is the hash of a file whose bytes the library has
    already, with nothing ``loaded``. ``last`` is whether nothing more comes of this source.
    ``looked`` is what was worked out about each article in ``loaded``, or nothing.
    """

    place: str
    digest: str
    loaded: tuple[Loaded, ...]
    last: bool = True
    looked: tuple[Looked, ...] = ()


def parse_file(path: str, options: Options, known: Container[str]) -> Iterator[Parsed]:
    """Read one file, article by article. ``known`` are hashes of files that need not be read."""
    with suppress(LoadError):
        # What has no hash (a pipe), or is too large for one, is read now, and refused if need be.
        digest = quick_hash(path)
        # A column that is named may make a table of what was read as a text.
        if digest and digest in known and not options.text_column:
            yield Parsed(path, digest, ())
            return
    yield from parse(path, lambda: articles_in(path, options))


def parse(place: str, read: Callable[[], Iterator[Loaded]]) -> Iterator[Parsed]:
    """Everything that ``read`` gives, one by one; each failure is a `Refused` with its sentence."""
    shown = path_text(place)
    try:
        for one in read():
            if isinstance(one, Refused):
                one = replace(one, sentence=placed(one.sentence, shown))
            yield Parsed(place, "", (one,), last=False)
    except LoadError as error:
        yield Parsed(place, "", (Refused(shown, placed(str(error), shown)),))
        return
    except MemoryError:
        said = f"There is not enough memory for {shown}: split it and add the parts."
        yield Parsed(place, "", (Refused(shown, said),))
        return
    except Exception as error:  # noqa: BLE001 - one bad file must not end a run of thousands
        fault = f"{type(error).__name__}: {error}"
        said = f"{shown} cannot be read, by a fault of the program ({fault}): please report it."
        yield Parsed(place, "", (Refused(shown, said),))
        return
    yield Parsed(place, "", ())


_known: Container[str] = frozenset()
_options = Options()


def prepare(known: Container[str], options: Options) -> None:
    """Make this process one that reads for another: it leaves interruptions to that one,
    and ends with it."""
    global _known, _options
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _known, _options = known, options
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=[parent], daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """End this process when the other is gone: it would wait for work for ever, and hold on to the
    output, so that who reads that waits as well."""
    parent.join()
    os._exit(1)


def parse_files(paths: Sequence[str]) -> list[Parsed]:
    """Read some files whole, in a process that was prepared."""
    made: list[Parsed] = []
    for path in paths:
        pieces = list(parse_file(path, _options, _known))
        loaded = tuple(one for piece in pieces for one in piece.loaded)
        looked = tuple(Looked(one) for one in loaded if isinstance(one, Article))
        for one in looked:
            # Here, where other processes do the same, not where one alone writes.
            one.sketch  # noqa: B018 - worked out at the first look
        made.append(Parsed(path, pieces[0].digest, loaded, looked=looked))
    return made
