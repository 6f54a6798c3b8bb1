"""From which confidence on suggestions are shown: what a reader can choose."""

LEAST = 0.3
MOST = 0.95
STEP = 0.05
# More than any suggestion can have: none is shown.
NONE_SHOWN = 1.01
