"""How well marks are placed in an edited text, held against a truth that the editor knows."""
