"""What Anki is to be set to, so that both come to the same due dates, and where it is not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.anki_progress import Found
from quizgen.commands.anki.writing import rows_of
from quizgen.commands.learner import Learner
from quizgen.commands.settings_words import steps_words
from quizgen.scheduler import SchedulerSettings

if TYPE_CHECKING:
    from anki.collection import Collection

_MINUTE = 60
_ROLLOVER = 4
_SWITCH_ON = (
    "switch FSRS on, in the options of any deck; until then due dates hold and memories wait"
)


class _Setting(NamedTuple):
    """One setting of a deck's options, as Anki calls it."""

    name: str
    ours: str
    theirs: str


def wanted(learner: Learner) -> Iterator[str]:
    """Yield what to set in Anki, a line each."""
    settings, rollover = learner.scheduler.settings, learner.settings.rollover
    yield _SWITCH_ON
    yield "deck options: " + ", ".join(f"{it.name} {it.ours}" for it in _options({}, settings))
    if settings.parameters:
        yield f"deck options: FSRS parameters {_weights(settings.parameters)}"
    if rollover != _ROLLOVER:
        yield f"Preferences, Review: the next day starts at {rollover}"


def differences(collection: "Collection", found: Found, learner: Learner) -> Iterator[str]:
    """Yield where Anki is set otherwise, a line each, for all presets of decks with these cards."""
    if not collection.get_config("fsrs", False):  # noqa: FBT003  # Anki's signature
        yield _SWITCH_ON
    here, there = learner.settings.rollover, collection.get_config("rollover", _ROLLOVER)
    if here != there:
        yield f"Preferences, Review: the next day starts at {here}, not {there}"
    for name, preset in _presets(collection, found).items():
        for it in _options(preset, learner.scheduler.settings):
            if it.ours != it.theirs:
                yield f"options “{name}”: {it.name} {it.ours}, not {it.theirs}"
        ours, theirs = learner.scheduler.settings.parameters, preset.get("fsrsParams6") or []
        if _weights(ours) != _weights(theirs):
            yield f"options “{name}”: FSRS parameters {_weights(ours) or 'none: the defaults'}"


def _presets(collection: "Collection", found: Found) -> dict[str, Any]:
    numbers = {note.number for note in found.notes}
    rows = rows_of(collection)("cards", "id", "did")
    presets: dict[str, Any] = {}
    for deck in sorted({deck for number, deck in rows if number in numbers}):
        preset = collection.decks.config_dict_for_deck_id(deck)
        # A filtered deck has none.
        if "desiredRetention" in preset:
            presets.setdefault(preset["name"], preset)
    return presets


def _options(preset: Any, settings: SchedulerSettings) -> Iterator[_Setting]:  # noqa: ANN401  # Anki's JSON
    retention = preset.get("desiredRetention", 0.9)
    yield _Setting("desired retention", f"{settings.desired_retention:.2f}", f"{retention:.2f}")
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
