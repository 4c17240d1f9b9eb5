"""Text in, suggestions out: pure rules, without a database or a screen."""
