"""The screen: thin, drawing what the rooms below compute."""
