"""The keys that no tag may have are those that the reader needs: all of them, and no others."""

from annotate_tui.services.codebook import RESERVED
from annotate_tui.tui.bindings import KEYS


def test_the_keys_no_tag_may_have_are_the_readers_own_and_the_digits() -> None:
    # Of two keys that are pressed one after the other, the first one is taken as well.
    begun = {
        key.split()[0] for binding in KEYS if binding.context == "reader" for key in binding.keys
    }
    assert {key for key in begun if len(key) == 1} | set("0123456789") == RESERVED
