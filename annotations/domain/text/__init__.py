"""Text, its characters, offsets and blocks. All offsets are code points."""

from annotations.domain.text.blocks import Block, Kind, assemble
from annotations.domain.text.decoding import decode
from annotations.domain.text.errors import CannotExtract
from annotations.domain.text.limits import MAX_BYTES, MAX_CHARACTERS
from annotations.domain.text.normalise import normalise, storable
from annotations.domain.text.offsets import Utf16Offsets, context
from annotations.domain.text.plain import blocks_of_plain

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Block",
    "CannotExtract",
    "Kind",
    "Utf16Offsets",
    "assemble",
    "blocks_of_plain",
    "context",
    "decode",
    "normalise",
    "storable",
]
