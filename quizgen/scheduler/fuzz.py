"""Seeded jitter on intervals, number for number as in Anki.

Real arithmetic is done in 32-bit floats as there, and halves are rounded away from zero; an
interval on a border would else come out a day off.
"""

from collections.abc import Sequence
from hashlib import sha256
from math import floor, inf
from struct import Struct

from quizgen.model import CardId
from quizgen.scheduler.chacha import first_words

_FLOAT = Struct("<f")

_EPOCH = 978_307_200_000
_SPAN = 599_529_600_000


def f32(value: float) -> float:
    """The nearest 32-bit float."""
    nearest: float = _FLOAT.unpack(_FLOAT.pack(value))[0]

    return nearest


def rounded(value: float) -> int:
    """The nearest integer to a value that is not negative, halves up."""
    return floor(value + 0.5)


def anki_card_id(card: CardId) -> int:
    """The id that a card has in Anki, in Anki's form: a moment in milliseconds since 1970.

    It is the card id's SHA-256 modulo the milliseconds of 2001 to 2019, so it never lies in the
    future and depends on nothing else. Among 10,000 cards the chance that any two share one is
    1 in 12,000, among 100,000 it is 1 in 120; Anki then gives one of them another id on import.
    """
    # Half a character from a damaged log must not stop anything.
    text = card.encode(errors="surrogatepass")
    digest = int.from_bytes(sha256(text).digest(), "big")

    return _EPOCH + digest % _SPAN


_SLOPES = ((2.5, 7.0, f32(0.15)), (7.0, 20.0, f32(0.1)), (20.0, inf, f32(0.05)))
"""From which to which interval the fuzz grows, and how fast per day."""


class Fuzz:
    """The jitter of one answer: all its intervals share it, so a preview and the answer agree."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: int, second: int) -> None:
        """Keep the two random words that the answer needs."""
        self._first = first
        self._second = second

    @property
    def factor(self) -> float:
        """The first word as a number from 0 up to, and without, 1."""
        return (self._first >> 9) / 2**23

    def days(self, interval: float, minimum: int, maximum: int) -> int:
        """Whole days within the fuzz range of an interval; the minimum counts as at least 1."""
        maximum = max(maximum, 1)
        low, high = fuzz_range(interval, min(max(minimum, 1), maximum), maximum)

        return floor(f32(low + f32(self.factor * (1 + high - low))))

    def seconds(self, seconds: int) -> int:
        """A learning step with up to a quarter more, at most five minutes."""
        return seconds + self._below(min(seconds // 4, 300))

    def _below(self, bound: int) -> int:
        """A random integer from 0 up to, and without, the bound; 0 where there is none."""
        product = self._first * bound
        high, low = product >> 32, product & 0xFFFFFFFF
        # One more word decides where the first alone would be biased.
        carry = low > 2**32 - bound and low + (self._second * bound >> 32) >= 2**32

        return high + carry


def seeded_fuzz(seeds: Sequence[int]) -> list[Fuzz]:
    """The fuzz of each seed; many at once come cheaper."""
    return [Fuzz(first, second) for first, second in first_words(seeds)]


def seed(card: CardId, reps: int) -> int:
    """The seed of a card's next answer, given how many it has had."""
    return anki_card_id(card) + reps


def fuzz_range(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """The whole days that an interval may become, both ends included."""
    interval = min(max(f32(interval), minimum), maximum)
    delta = _delta(interval)
    low = min(max(rounded(f32(interval - delta)), minimum), maximum)
    high = min(max(rounded(f32(interval + delta)), minimum), maximum)

    return low, high


def _delta(interval: float) -> float:
    if interval < _SLOPES[0][0]:
        return 0.0
    delta = 1.0
    for start, end, slope in _SLOPES:
        delta = f32(delta + f32(slope * max(f32(min(interval, end) - start), 0.0)))

    return delta
