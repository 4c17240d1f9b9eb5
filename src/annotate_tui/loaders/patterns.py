"""Which files of a folder or an archive are asked for, and which are none to read."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from pathlib import PurePosixPath

from annotate_tui.loaders.options import Options

_NO_TEXTS = frozenset(
    """
    png jpg jpeg jpe gif webp avif bmp tif tiff ico svg svgz heic heif psd ai eps raw cr2 nef xcf
    mp3 m4a aac ogg oga opus flac wav wma aif aiff mid midi
    mp4 m4v mkv mov avi webm wmv flv mpg mpeg 3gp ogv vob srt vtt
    ttf otf woff woff2 eot
    css js mjs map wasm
    exe dll so dylib o a lib obj class jar pyc pyo pyd msi dmg app deb rpm apk iso img bin
    db db-wal db-shm db-journal sqlite sqlite3 mdb dat lock ds_store
    pem key pub crt cer der csr crl p7b p7c p7s p8 p12 pfx ppk jks keystore kdbx gpg pgp
    tar gz tgz bz2 xz zst 7z rar
    """.split()
)
"""Suffixes of files that hold no article: pictures, sound, films, fonts, a page's scripts,
programs, databases, keys and certificates, archives that are not opened."""

_KEYS = frozenset(
    f"id_{kind}" for kind in ("rsa", "dsa", "ecdsa", "ed25519", "ecdsa_sk", "ed25519_sk")
)
"""Private keys as ssh-keygen calls them: no library should take one in with a folder."""


def wanted(path: str, options: Options) -> bool:
    """Whether a file is to be taken by its path below the folder or archive, parted by "/".

    An excluding pattern that fits a folder on the way leaves out all that is in it. Without an
    including one all is taken, but what by its name holds no text (`is_no_text`).
    """
    if options.exclude:
        parts = path.split("/")
        ways = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        if any(_fits(way, options.exclude) for way in ways):
            return False
    if options.include:
        return _fits(path, options.include)
    return True


def is_excluded(path: str, options: Options) -> bool:
    """Whether an excluding pattern fits this path itself."""
    return bool(options.exclude) and _fits(path, options.exclude)


def is_no_text(path: str, options: Options) -> bool:
    """Whether a file's name says that there is no article in it, and nobody asked for it."""
    if options.include:
        return False
    name = path.rpartition("/")[2]
    if name in _KEYS:
        return True
    return name.rpartition(".")[2].casefold() in _NO_TEXTS and "." in name


def _fits(path: str, patterns: tuple[str, ...]) -> bool:
    name = PurePosixPath(path).name
    return any(
        _pattern(pattern).match(name) is not None or _pattern(pattern).match(path) is not None
        for pattern in patterns
    )


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern.strip("/") or pattern))
