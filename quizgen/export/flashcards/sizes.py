"""Cards and papers by name, in millimetres."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Extent(NamedTuple):
    """A width and a height in millimetres."""

    width: float
    height: float


SIZES: Mapping[str, Extent] = MappingProxyType(
    {
        "85x65": Extent(85, 65),
        "63x88": Extent(63, 88),
        "business": Extent(85, 55),
        "a8": Extent(74, 52),
        "a7": Extent(105, 74),
        "index": Extent(127, 76),
        "a6": Extent(105, 148),
    }
)
"""Cards by name, the usual one first; they lie upright on an upright sheet."""

PAPERS: Mapping[str, Extent] = MappingProxyType(
    {"a4": Extent(210, 297), "letter": Extent(215.9, 279.4)}
)
"""Papers by the names that CSS has for them."""


def size_label(name: str) -> str:
    """Return a size's name, and its measures where the name does not say them."""
    width, height = SIZES[name]
    return name if name[0].isdigit() else f"{name} ({width:g} × {height:g} mm)"
