"""What Anki is to be set to, so that both come to the same due dates, and where it is not."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.anki_progress import Found
from quizgen.commands.anki.writing import rows_of
from quizgen.commands.learner import Learner
from quizgen.commands.settings_words import steps_words
from quizgen.scheduler import SchedulerSettings

if TYPE_CHECKING:
    from anki.collection import Collection as AnkiCollection

_MINUTE = 60
_ROLLOVER = 4
_RETENTION, _RETENTION_KEY = "desired retention", "desiredRetention"
_WEIGHTS = ("fsrsParams6", "fsrsParams5", "fsrsWeights")
_SWITCH_ON = (
    "switch FSRS on, in the options of any deck; until then due dates hold and memories wait"
)


class _Setting(NamedTuple):
    """One setting of a deck's options, as Anki calls it."""

    name: str
    ours: str
    theirs: str


def wanted(learner: Learner, decks: Collection[str]) -> Iterator[str]:
    """Yield what to set in Anki for some decks of quizgen's, a line each."""
    settings, rollover = learner.scheduler.settings, learner.settings.rollover
    yield _SWITCH_ON
    usual = _retention("", settings)
    options = [_Setting(_RETENTION, usual, ""), *_options({}, settings)]
    yield "deck options: " + ", ".join(f"{it.name} {it.ours}" for it in options)
    for deck in sorted(decks):
        if (own := _retention(deck, settings)) != usual:
            yield f"deck options of {deck}: {_RETENTION} {own}"
    if settings.parameters:
        yield f"deck options: FSRS parameters {_weights(settings.parameters)}"
    if rollover != _ROLLOVER:
        yield f"Preferences, Review: the next day starts at {rollover}"


def differences(collection: "AnkiCollection", found: Found, learner: Learner) -> Iterator[str]:
    """Yield where Anki is set otherwise, a line each, for all presets of decks with these cards."""
    if not collection.get_config("fsrs", False):  # noqa: FBT003  # Anki's signature
        yield _SWITCH_ON
    here, there = learner.settings.rollover, collection.get_config("rollover", _ROLLOVER)
    if here != there:
        yield f"Preferences, Review: the next day starts at {here}, not {there}"
    settings = learner.scheduler.settings
    yield from dict.fromkeys(
        line
        for deck, own in _decks(collection, found)
        if (preset := collection.decks.config_dict_for_deck_id(deck)) and _RETENTION_KEY in preset
        for line in _otherwise(collection.decks.get(deck), preset, own, settings)
    )


def _decks(collection: "AnkiCollection", found: Found) -> list[tuple[Any, str]]:
    """Return Anki's decks with these cards, each with the decks of quizgen's that they are of."""
    cards = {note.number: note.card.partition("/")[0] for note in found.notes}
    rows = rows_of(collection)("cards", "id", "did", "odid")
    # A card in a filtered deck is of another one.
    return sorted({(home or deck, cards[number]) for number, deck, home in rows if number in cards})


def _otherwise(deck: Any, preset: Any, own: str, settings: SchedulerSettings) -> Iterator[str]:  # noqa: ANN401  # Anki's JSON
    """Yield in what the options of one deck of Anki's differ for one deck of quizgen's."""
    options = f"options “{preset['name']}”"
    of_deck = deck.get(_RETENTION_KEY)
    theirs = f"{preset[_RETENTION_KEY] if of_deck is None else of_deck / 100:.2f}"
    ours = _retention(own, settings)
    if ours != theirs:
        is_usual = of_deck is None and ours == _retention("", settings)
        place = options if is_usual else f"options of deck “{deck['name']}”"
        yield f"{place}: {_RETENTION} {ours}, not {theirs}"
    for it in _options(preset, settings):
        if it.ours != it.theirs:
            yield f"{options}: {it.name} {it.ours}, not {it.theirs}"
    weights = _weights(settings.parameters)
    # Anki goes by the latest that there are.
    used = next((preset[key] for key in _WEIGHTS if preset.get(key)), ())
    if weights != _weights(used):
        yield f"{options}: FSRS parameters {weights or 'left empty'}"


def _retention(deck: str, settings: SchedulerSettings) -> str:
    """Return the desired retention of a deck of quizgen's, or without one the usual."""
    return f"{dict(settings.deck_retention).get(deck, settings.desired_retention):.2f}"


def _options(preset: Any, settings: SchedulerSettings) -> Iterator[_Setting]:  # noqa: ANN401  # Anki's JSON
    for name, key, steps in (
        ("learning steps", "new", settings.learning_steps),
        ("relearning steps", "lapse", settings.relearning_steps),
    ):
        delays = [round(delay * _MINUTE) for delay in preset.get(key, {}).get("delays", [])]
        yield _Setting(name, steps_words(steps), steps_words(delays))
    longest = preset.get("rev", {}).get("maxIvl", settings.maximum_interval)
    yield _Setting("maximum interval", str(settings.maximum_interval), str(longest))


def _weights(parameters: Any) -> str:  # noqa: ANN401  # of settings, or Anki's JSON
    return ", ".join(f"{weight:.4f}" for weight in parameters)
