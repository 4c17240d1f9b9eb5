"""How well the article is found in a page: ours and trafilatura's, side by side."""
