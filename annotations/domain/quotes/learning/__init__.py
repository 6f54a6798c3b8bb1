"""What a project's own attributions teach the engine: `train(examples)` makes a Model for
`suggest(text, language, model)`, and `compare(examples)` says whether it is worth having."""

from annotations.domain.quotes.learning.comparing import Figures, Point, compare
from annotations.domain.quotes.learning.examples import Attributed, Example
from annotations.domain.quotes.learning.model import Model, UnreadableModel
from annotations.domain.quotes.learning.scoring import Score
from annotations.domain.quotes.learning.training import train

__all__ = [
    "Attributed",
    "Example",
    "Figures",
    "Model",
    "Point",
    "Score",
    "UnreadableModel",
    "compare",
    "train",
]
