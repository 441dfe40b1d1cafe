"""The statistics as sections: which figures are told, and in which words."""

from collections.abc import Iterator, Sequence

from quizgen.scheduler import date_text
from quizgen.statistics import Bin, Cards, Curve, Hard, Part, Role, Sitting, Statistics
from quizgen.statistics_report.sections import Calendar, Entry, Head, Report, Row, Section, Table
from quizgen.statistics_report.words import (
    day_label,
    duration,
    in_percent,
    interval,
    percent,
    seconds,
    share_words,
    shown,
    so_many,
)
from quizgen.wording.grammar import counted

_MOST = 20
"""Rows of a table."""

_FOR_A_VERDICT = 50
"""Recalls from which a deviation means something."""

_BEYOND_CHANCE = 2.0
"""Standard deviations that chance alone hardly ever makes."""

_EXPECTED = "what FSRS expected"


def statistics_report(found: Statistics) -> Report:
    """Return the statistics as sections; those with nothing to tell are left out."""
    return tuple(
        section
        for section in (
            _head(found),
            _recall("Recall by topic", "topic", found.topics, least=1),
            _recall("Recall by deck", "deck", found.decks, least=2),
            _calendar(found),
            _cards(found),
            _hardest(found.hardest),
            _forgetting(found.curve),
            _time(found),
            _quizzes(found),
        )
        if section
    )


def _head(found: Statistics) -> Section:
    return Section(before=tuple(_head_lines(found)))


def _head_lines(found: Statistics) -> Iterator[str]:
    total = found.total
    since = f" since {date_text(found.since)}" if found.since is not None else ""
    if not total.answers:
        yield f"There is no answer yet{since}."
    else:
        yield from _totals(found, since)
    if total.recall.total:
        yield f"Recalled: {share_words(total.recall)}."
    if found.gone:
        facts = "a fact that is" if found.gone == 1 else "facts that are"
        yield f"{counted(found.gone, 'answer')} to {facts} not in these decks."


def _totals(found: Statistics, since: str) -> Iterator[str]:
    total, roles = found.total, found.roles
    days = sum(day.answers > 0 for day in found.days)
    yield (
        f"{counted(total.answers, 'answer')}{since} on {counted(days, 'day')},"
        f" in {duration(total.milliseconds)}."
    )
    yield (
        f"{counted(roles[Role.FIRST], 'first meeting')}, {roles[Role.STEP]} while learning,"
        f" {counted(roles[Role.RECALL], 'recall')} of what had been learned."
    )


def _recall(title: str, label: str, parts: Sequence[Part], least: int) -> Section | None:
    told = [part for part in parts if part.recall.total]
    if len(parts) < least or not told or not any(part.name for part in parts):
        return None
    heads = (
        Head(text="recalled"),
        Head(text="share"),
        Head(text="likely", wide=True),
        Head(text="FSRS", wide=True),
    )
    rows = tuple(_recall_row(part, label) for part in told[:_MOST])
    untold = [part for part in parts if not part.recall.total]
    return Section(
        title=title,
        tables=(Table(label=label, heads=heads, rows=rows, legend=_EXPECTED),),
        after=tuple(_more(len(told), "topics" if label == "topic" else "decks"))
        + ((f"Without a recall yet: {_names(untold, label)}.",) if untold else ()),
    )


def _recall_row(part: Part, label: str) -> Row:
    recall = part.recall
    expected = part.expected / recall.total
    return Row(
        label=_name(part.name, label),
        cells=(so_many(recall), in_percent(recall), interval(recall), percent(expected)),
        words=f"{share_words(recall)}; FSRS expected {percent(expected)}",
        fill=recall.share,
        mark=expected,
    )


def _name(name: str, label: str) -> str:
    return shown(name) or f"no {label}"


def _names(parts: Sequence[Part], label: str) -> str:
    names = [_name(part.name, label) for part in parts[:_MOST]]
    more = f" and {len(parts) - _MOST} more" if len(parts) > _MOST else ""
    return f"{', '.join(names)}{more}"


def _more(count: int, what: str) -> Iterator[str]:
    if count > _MOST:
        yield f"And {count - _MOST} more {what}; --json has all."


def _calendar(found: Statistics) -> Section | None:
    if not found.days:
        return None
    return Section(
        title="Calendar",
        calendar=Calendar(
            first=found.since,
            last=found.now.day,
            answers={day.day: day.answers for day in found.days},
            milliseconds={day.day: day.milliseconds for day in found.days},
        ),
    )


def _cards(found: Statistics) -> Section | None:
    cards = found.cards
    if not cards.met:
        return None
    kinds = (("learning", cards.learning), ("young", cards.young), ("mature", cards.mature))
    rows = tuple(
        Row(label=name, cells=(str(count),), words=counted(count, "card"), fill=count / cards.met)
        for name, count in kinds
    )
    return Section(
        title="Cards",
        tables=(Table(heads=(Head(text="cards"),), rows=rows),),
        after=tuple(_cards_lines(cards)),
    )


def _cards_lines(cards: Cards) -> Iterator[str]:
    yield (
        f"Of {counted(cards.met, 'card')} met, you would recall about {round(cards.known)} now."
        " Mature ones hold for three weeks or more."
    )
    yield (
        f"Met for the first time: {cards.first_week} in the last 7 days,"
        f" {cards.first_month} in the last 30."
    )
    if cards.suspended:
        yield f"Suspended: {counted(cards.suspended, 'card')}."
    if cards.flagged:
        yield f"Flagged: {counted(cards.flagged, 'card')}."


def _hardest(hard: Sequence[Hard]) -> Section | None:
    if not hard:
        return None
    return Section(title="Hardest facts", entries=tuple(map(_entry, hard)))


def _entry(it: Hard) -> Entry:
    position, citation = it.place.fact.position, it.place.fact.citation
    forgotten = f"forgotten {_times(it.lapses)}" if it.lapses else ""
    failed = f"{it.failures} of the last {it.recent} wrong" if it.failures else ""
    source = (
        ", ".join(filter(None, (citation.title or citation.source, citation.at)))
        if citation
        else ""
    )
    difficulty = f"difficulty {it.difficulty:.1f} of 10" if it.difficulty else ""
    return Entry(
        text=shown(it.stem),
        figures=", ".join(filter(None, (forgotten, failed, difficulty))),
        place=shown(f"{position.file}:{position.line}"),
        source=shown(source),
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _forgetting(curve: Curve | None) -> Section | None:
    if curve is None:
        return None
    heads = (
        Head(text="recalled"),
        Head(text="share"),
        Head(text="FSRS"),
        Head(text="likely", wide=True),
    )
    by_chance = tuple(_bin_row(it, *_chance_labels(it)) for it in curve.by_chance)
    by_days = tuple(_bin_row(it, *_days_labels(it)) for it in curve.by_days)
    return Section(
        title="Forgetting curve",
        before=tuple(_verdict(curve)),
        tables=(
            Table(label="predicted", heads=heads, rows=by_chance),
            Table(label="days", heads=heads, rows=by_days, legend=_EXPECTED),
        ),
        after=tuple(_quality(curve)) if curve.recall.total >= _FOR_A_VERDICT else (),
    )


def _verdict(curve: Curve) -> Iterator[str]:
    recall = curve.recall
    yield f"FSRS expected {curve.expected:.1f} of {recall.total}; you recalled {recall.right}."
    if recall.total < _FOR_A_VERDICT:
        recalls = counted(recall.total, "recall")
        few = f"{recalls} {'is' if recall.total == 1 else 'are'} too few"
        yield f"{few} for a verdict; it takes about {_FOR_A_VERDICT}."
    elif abs(curve.deviation) < _BEYOND_CHANCE:
        yield "The difference is within chance: in sum the predictions hold."
    else:
        more = "more" if curve.deviation > 0 else "less"
        yield f"You recall {more} than predicted, and chance hardly explains the difference."


def _quality(curve: Curve) -> Iterator[str]:
    average = percent(curve.recall.share or 0.0)
    yield (
        f"Over all predictions, the share recalled is {100 * curve.rmse:.1f} points off"
        f" (RMSE); chance alone makes about {100 * curve.rmse_chance:.1f}."
    )
    yield (
        f"Log loss {curve.log_loss:.3f}, against {curve.log_loss_average:.3f} for always saying"
        f" {average}; lower is better."
    )


def _bin_row(it: Bin, label: str, said: str) -> Row:
    expected = it.expected / it.recall.total
    return Row(
        label=label,
        said=said,
        cells=(so_many(it.recall), in_percent(it.recall), percent(expected), interval(it.recall)),
        words=f"{share_words(it.recall)}; FSRS expected {percent(expected)}",
        fill=it.recall.share,
        mark=expected,
    )


def _chance_labels(it: Bin) -> tuple[str, str]:
    label = f"{round(100 * it.low)}-{round(100 * (it.high or 1))} %"
    return label, f"Predicted {label}"


def _days_labels(it: Bin) -> tuple[str, str]:
    low, high = round(it.low), round(it.high or 0) - 1
    if it.high is None:
        return f"{low}+", f"After {low} days or more"
    label = str(low) if low == high else f"{low}-{high}"
    return label, f"After {label} day{'s' * (high != 1)}"


def _time(found: Statistics) -> Section | None:
    if not found.total.milliseconds:
        return None
    heads = (Head(text="median"), Head(text="in all"), Head(text="answers", wide=True))
    whole = found.total.milliseconds
    tables = [
        Table(
            label=label,
            heads=heads,
            rows=tuple(_time_row(part, label, whole) for part in parts[:_MOST]),
        )
        for label, parts in (("kind", found.kinds), ("topic", found.topics))
        if any(part.name for part in parts)
    ]
    return Section(
        title="Time",
        tables=tuple(tables),
        after=("An answer counts for two minutes at most.",),
    )


def _time_row(part: Part, label: str, whole: int) -> Row:
    answers = counted(part.answers, "answer")
    return Row(
        label=_name(part.name, label),
        said=f"{label.capitalize()} {shown(part.name)}" if part.name else "",
        cells=(seconds(part.median), duration(part.milliseconds), str(part.answers)),
        words=f"{seconds(part.median)} an answer (median), {duration(part.milliseconds)} in all,"
        f" {answers}",
        fill=part.milliseconds / whole,
    )


def _quizzes(found: Statistics) -> Section | None:
    quiz, practice = found.uncounted.quiz, found.uncounted.practice
    if not quiz.total and not practice.total:
        return None
    lines = []
    if quiz.total:
        lines.append(f"Quiz answers not counted: {quiz.total}, {quiz.right} right.")
    if practice.total:
        lines.append(f"Going over misses, not counted: {practice.total}, {practice.right} right.")
    rows = tuple(map(_sitting_row, found.uncounted.sittings))
    heads = (Head(text="right"), Head(text="share"))
    return Section(
        title="Quizzes and cramming",
        before=tuple(lines),
        tables=(Table(label="sitting", heads=heads, rows=rows),),
    )


def _sitting_row(it: Sitting) -> Row:
    return Row(
        label=day_label(it.day),
        cells=(so_many(it.answers), in_percent(it.answers)),
        words=f"{so_many(it.answers)} right",
        fill=it.answers.share,
    )
