"""What managers write for their analysts: Markdown with pictures."""

from annotations.domain.guidelines.pictures import MOST_BYTES, MOST_PICTURES, media_type_of, name_of
from annotations.domain.guidelines.rendering import Heading, Picture, Rendered, render

__all__ = [
    "MOST_BYTES",
    "MOST_PICTURES",
    "Heading",
    "Picture",
    "Rendered",
    "media_type_of",
    "name_of",
    "render",
]
