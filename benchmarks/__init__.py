"""Speed, size and keystrokes against the peers, measured in a real pseudo-terminal."""
