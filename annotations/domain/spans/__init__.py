"""Ranges of a text in code points: cutting their words out, layering them, painting them."""
