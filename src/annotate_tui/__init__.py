"""Read articles in the terminal, tag what matters with one key, export a table that stands up."""

__version__ = "0.1.0"
