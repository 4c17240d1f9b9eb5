"""One value back into the file: everything else in it, comments and order too, stays as it is."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotate_tui.services.settings.reading import LARGEST


def keep(path: Path, values: Mapping[str, Any]) -> str:
    """Write settings by name into the file, which is made where there is none.

    The file is replaced whole or not at all; a link to it stays a link, its permissions stay.
    Gives "" or, where nothing was written, a sentence that says why. Never raises.
    """
    wanted = {name: _plain(value) for name, value in values.items()}
    try:
        real = Path(os.path.realpath(path))
        old = _read(real)
        new = _with(old, wanted)
        if new != old:
            _write(real, new)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        names = " and ".join(wanted)
        return f"{names} holds until you quit, for {path} could not be written: {why}"
    return ""


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    if len(data) > LARGEST:
        raise ValueError("it is too large for a settings file")
    return data.decode("utf-8")


def _with(text: str, wanted: Mapping[str, Any]) -> str:
    """The text with these values. Raises ValueError where it is no TOML."""
    import tomlkit

    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    try:
        before = tomllib.loads(plain.replace("\r\n", "\n"))
        document = tomlkit.parse(plain)
    except (ValueError, RecursionError, tomlkit.exceptions.TOMLKitError) as error:
        raise ValueError("it has a mistake, which 'annotate config' names") from error
    for name, value in wanted.items():
        if before.get(name) != value or type(before.get(name)) is not type(value):
            document[name] = value
    made = document.as_string()
    # What is written must say what it said before, and the new values: nothing of the user's file
    # depends on how well the library that edits it understands it.
    if tomllib.loads(made.replace("\r\n", "\n")) != {**before, **wanted}:
        raise ValueError("it is written in a way that cannot be changed safely")
    return mark + made


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(0, "Permission denied")
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    made = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, made)
        else:
            made.chmod(0o666 & ~_umask())
        made.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            made.unlink()
        raise


def _umask() -> int:
    # There is no way to ask for it but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
