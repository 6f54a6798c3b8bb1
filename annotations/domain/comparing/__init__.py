"""Two sequences, two texts: what is the same in both, in the same order."""
