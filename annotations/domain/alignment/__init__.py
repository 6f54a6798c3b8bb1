"""Which paragraphs of a text are which of its translation."""

from annotations.domain.alignment.paragraphs import Pairing, Paragraph, align

__all__ = ["Pairing", "Paragraph", "align"]
