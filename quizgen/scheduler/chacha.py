"""Anki's random numbers: ChaCha with 12 rounds, its key spread from a 64-bit seed by PCG32.

Many seeds are worked on at once: a word of the state is one long integer in which every seed has
a lane of 64 bits, so that sums and shifts have room and one operation serves all lanes. For a
single seed this is as fast as plain arithmetic; for thousands it is about forty times faster.
"""

import struct
from collections.abc import Iterable, Sequence

_CONSTANTS = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)
_DOUBLE_ROUNDS = 6
_QUARTERS = (
    (0, 4, 8, 12),
    (1, 5, 9, 13),
    (2, 6, 10, 14),
    (3, 7, 11, 15),
    (0, 5, 10, 15),
    (1, 6, 11, 12),
    (2, 7, 8, 13),
    (3, 4, 9, 14),
)
_MULTIPLIER = 6364136223846793005
_INCREMENT = 11634580027462260723
_WORD = 0xFFFFFFFF
_LONG = 0xFFFFFFFFFFFFFFFF
_LANES = 2048


def first_words(seeds: Sequence[int]) -> list[tuple[int, int]]:
    """The first two 32-bit words that each seed gives."""
    words: list[tuple[int, int]] = []
    for start in range(0, len(seeds), _LANES):
        words += _block(seeds[start : start + _LANES])

    return words


def _block(seeds: Sequence[int]) -> Iterable[tuple[int, int]]:
    count = len(seeds)
    ones = _join([1] * count)
    keys = zip(*map(_key, seeds), strict=True)
    start = [ones * constant for constant in _CONSTANTS] + [_join(word) for word in keys] + [0] * 4
    state = start.copy()
    mask = ones * _WORD
    for _ in range(_DOUBLE_ROUNDS):
        for quarter in _QUARTERS:
            _mix(state, quarter, mask)
    first, second = ((state[i] + start[i]) & mask for i in (0, 1))

    return zip(_split(first, count), _split(second, count), strict=True)


def _mix(state: list[int], quarter: tuple[int, int, int, int], mask: int) -> None:
    a, b, c, d = quarter
    for left, right in ((16, 12), (8, 7)):
        state[a] = (state[a] + state[b]) & mask
        word = state[d] ^ state[a]
        # What a shift carries into the next lane falls outside the mask.
        state[d] = (word << left | word >> (32 - left)) & mask
        state[c] = (state[c] + state[d]) & mask
        word = state[b] ^ state[c]
        state[b] = (word << right | word >> (32 - right)) & mask


def _key(seed: int) -> list[int]:
    """Eight words of key, by PCG32 with its state advanced before each word."""
    state = seed & _LONG
    key = []
    for _ in range(8):
        state = (state * _MULTIPLIER + _INCREMENT) & _LONG
        word = ((state >> 18) ^ state) >> 27 & _WORD
        turn = state >> 59
        key.append((word >> turn | word << (32 - turn)) & _WORD)

    return key


def _join(words: Sequence[int]) -> int:
    return int.from_bytes(struct.pack(f"<{len(words)}Q", *words), "little")


def _split(lanes: int, count: int) -> tuple[int, ...]:
    return struct.unpack(f"<{count}Q", lanes.to_bytes(8 * count, "little"))
