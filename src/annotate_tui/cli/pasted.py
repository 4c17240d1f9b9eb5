"""What the system's clipboard holds."""

from __future__ import annotations

from annotate_tui.loaders.errors import LoadError


def clipboard_bytes() -> bytes:
    """The text on the clipboard as UTF-8. Raises LoadError where there is none to be had."""
    import pyperclip

    try:
        words = pyperclip.paste()
    except (pyperclip.PyperclipException, OSError, UnicodeError):
        raise LoadError(
            "The clipboard cannot be read here (on Linux that takes wl-paste, xclip or xsel):"
            " pipe the text into 'annotate add -'."
        ) from None
    if not words or not str(words).strip():
        raise LoadError("The clipboard is empty: copy the text first.")
    return str(words).encode("utf-8", "surrogatepass")
