"""Pure functions over one string: structure, sentences, units, wrapping."""
