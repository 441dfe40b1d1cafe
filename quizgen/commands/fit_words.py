"""What ``quizgen fit`` says: in words that need no statistics, with the figures beside them."""

import json
import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from quizgen.commands.environment import command
from quizgen.fitting import ENOUGH, Advice, Comparison, Figures, Judgement, Later
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS, good_intervals

_WIDEST = 80
_INTERVALS = 4
_LEGEND = (
    "Log loss tells how much the answers surprised the model, RMSE how far off it is on average"
    " over like answers: lower is better. AUC tells how often it can say of two cards which one"
    " you know: higher is better, 0.5 is guessing."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came out, and what became of it."""

    found: Judgement
    in_force: Sequence[float]
    #: The probability of recall at which cards come due.
    retention: float
    #: Days after which a card comes back at the latest.
    longest: int
    adopted: bool
    dry_run: bool
    from_files: bool
    path: Path


def fit_text(told: Told) -> str:
    """Return what a fit found."""
    return "\n".join(_fit_lines(told))


def _fit_lines(told: Told) -> Iterator[str]:
    found = told.found
    yield _wrapped(
        f"{_count(found.answers, 'answer')}; {found.scored:,} of them test memory: recalled or"
        " typed without options or hint, a day or more after the last answer. The others count"
        " for what they did to the cards."
    )
    if found.later is None:
        missing = ENOUGH - found.scored
        yield _wrapped(
            f"That is too few to fit parameters of your own: {missing:,} more"
            f" {'is' if missing == 1 else 'are'} needed to have {ENOUGH}. {_held(told)} hold."
        )
        return
    yield ""
    yield _wrapped(
        f"Parameters of your own, tried on the later {found.later.after.answers:,} of these: the"
        " answers of each quarter, with what fits those before it."
    )
    yield from _trial_lines(found.later)
    yield _wrapped(_LEGEND)
    yield ""
    yield _wrapped(_advice(told))
    if found.advice is Advice.ADOPT:
        yield _wrapped(_intervals(told))
        yield from _what_next(told)
    elif found.advice is Advice.DEFAULTS and not told.from_files:
        yield f"To go back to them: {command('fit', '--defaults')}"


def _trial_lines(later: Later) -> Iterator[str]:
    before, after = later.before, later.after
    yield f"{'':<18}{'before':>9}{'fitted':>9}"
    yield f"  {'recall expected':<16}{_percent(before.expected):>9}{_percent(after.expected):>9}"
    yield f"  {'  and found':<16}{_percent(after.recalled):>9}{_percent(after.recalled):>9}"
    for name, figures in zip(
        ("log loss", "RMSE(bins)", "AUC"), _rows((before, after)), strict=True
    ):
        yield f"  {name:<16}{figures[0]:>9}{figures[1]:>9}"


def _rows(models: Sequence[Figures]) -> Iterator[list[str]]:
    yield [f"{it.log_loss:.4f}" for it in models]
    yield [f"{it.rmse_bins:.4f}" for it in models]
    yield ["-" if it.auc is None else f"{it.auc:.4f}" for it in models]


def _advice(told: Told) -> str:
    match told.found.advice:
        case Advice.ADOPT if told.adopted:
            return (
                "Parameters of your own foresee the later answers better. Fitted to all answers,"
                " they are adopted."
            )
        case Advice.ADOPT:
            return "Parameters fitted to these answers foresee the later ones better."
        case Advice.KEEP:
            return (
                "Fitted parameters foresee the later answers no better, so nothing changes:"
                f" {_held(told).lower()} hold. It may be otherwise with more answers."
            )
        case Advice.DEFAULTS:
            return (
                "Fitted parameters are not adopted: the defaults foresee the later answers better"
                " than they do, and better than the ones in your settings."
            )
        case Advice.TOO_FEW:
            return "Too few answers."


def _held(told: Told) -> str:
    return "The defaults" if tuple(told.in_force) == DEFAULT_WEIGHTS else "Those of your settings"


def _intervals(told: Told) -> str:
    new, old = (
        _listed(good_intervals(weights, told.retention, _INTERVALS, told.longest))
        for weights in (told.found.weights, told.in_force)
    )

    return f"A card that you always know would come back after {new} days; before, after {old}."


def _what_next(told: Told) -> Iterator[str]:
    if told.adopted:
        yield f"They stand in {told.path}"
        yield f"To go back: {command('fit', '--undo')}"
        return
    yield _wrapped(f"Nothing is adopted{' in a dry run' if told.dry_run else ''}. They would be:")
    yield _wrapped(", ".join(map(str, told.found.weights)))
    if told.from_files and not told.dry_run:
        yield _wrapped("To adopt them, add --adopt.")


def fit_json(told: Told) -> str:
    """Return the same as JSON."""
    found, later = told.found, told.found.later
    tried = later and {
        "earlier": later.earlier,
        "answers": later.after.answers,
        "before": _figures(later.before),
        "defaults": _figures(later.defaults),
        "fitted": _figures(later.after),
    }
    data = {
        "version": 1,
        "answers": found.answers,
        "scored": found.scored,
        "needed": ENOUGH,
        "later": tried,
        "advice": found.advice.value,
        "adopted": told.adopted,
        "parameters": {
            "before": list(told.in_force),
            "fitted": list(found.weights) if later else None,
        },
        "file": str(told.path),
    }

    return json.dumps(data, indent=2)


_ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "constant": "the same chance for every answer",
        "defaults": "FSRS-6 as it comes",
        "5 parameters": "what `quizgen fit` finds",
        "21 parameters": "all of FSRS-6 fitted, as Anki does",
    }
)
"""Model → what it is."""


def comparison_text(found: Comparison) -> str:
    """Return a table of models."""
    rows = [
        f"{name:<13}{loss:>9}{rmse:>9}{auc:>9}"
        for (name, figures) in found.models
        for loss, rmse, auc in zip(*_rows([figures]), strict=True)
    ]
    split = (
        "each model is fitted to the first three quarters of them and tried on the rest"
        if found.folds == 1
        else f"in {found.folds} folds, each model is fitted to all before and tried on what follows"
    )
    about = [f"{name}: {what}" for name, what in _ABOUT.items()]

    return "\n".join(
        [
            _wrapped(
                f"{found.scored:,} answers test memory; {split} ({found.tested:,} predictions)."
            ),
            "",
            f"{'':<13}{'log loss':>9}{'RMSE':>9}{'AUC':>9}",
            *rows,
            "",
            *map(_wrapped, about),
            _wrapped(_LEGEND),
        ]
    )


def comparison_json(found: Comparison) -> str:
    """Return the same as JSON."""
    data = {
        "version": 1,
        "folds": found.folds,
        "scored": found.scored,
        "tested": found.tested,
        "models": [{"model": name, **_figures(figures)} for name, figures in found.models],
    }

    return json.dumps(data, indent=2)


def held_text(held: Sequence[float], path: Path, *, changed: bool, undo: bool) -> str:
    """Return which parameters hold now, after going back to some."""
    which = "your own parameters hold" if held else "the defaults hold"
    if not changed:
        return f"Nothing changed: {which}."
    again = command("fit", "--undo")

    return f"Now {which}, see {path}\n{'To take that back' if undo else 'To go back'}: {again}"


def held_json(held: Sequence[float], path: Path) -> str:
    """Return the same as JSON."""
    return json.dumps({"version": 1, "parameters": list(held) or None, "file": str(path)}, indent=2)


def _figures(figures: Figures) -> dict[str, float | None]:
    return {
        name: value if value is None else round(value, 6) for name, value in asdict(figures).items()
    }


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _listed(days: Sequence[int]) -> str:
    return f"{', '.join(map(str, days[:-1]))} and {days[-1]}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, min(shutil.get_terminal_size().columns, _WIDEST))
