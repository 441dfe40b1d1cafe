"""Topics as subdecks: named once and for ever, so that no topic of a learner's is torn."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import anki.collection  # noqa: F401  # before its parts: they import each other
import pytest
from anki.cards import CardId
from anki_samples import DAY, NOW, deck, export, fact, learner, package, questions_of, rows

from quizgen.export import Bundle
from quizgen.export.anki.lock import Lock, parse_lock, render_lock
from quizgen.model import Deck, Fact, Pair, Term

ID = "spasms-k3f9"


def about(name: str, topic: str = "", **more: object) -> Fact:
    """Make a fact of a topic."""
    return fact(name, Pair(ask=f"What of {name}?", answer=f"{name}s"), topic=topic, **more)


def told(*facts: str, **more: object) -> Deck:
    """Make a deck of facts given as ``name: topic``."""
    parts = (it.partition(":") for it in facts)
    return deck(*(about(name, topic.strip()) for name, _, topic in parts), **more)


def again(before: Bundle, later: Deck, **more: object) -> Bundle:
    """Export a day later, with the lock of the export before."""
    return export(later, locks=before.locks, now=NOW + DAY, **more)  # type: ignore[arg-type]  # as there


def places(bundle: Bundle) -> dict[str, str]:
    """Return each fact's subdeck, by the lock."""
    lock = parse_lock(bundle.locks[ID], ID)
    return {key.split("/")[1]: line.subdeck for key, line in lock.notes.items()}


def flat(bundle: Bundle) -> Bundle:
    """Turn an export into one of the time before there were subdecks."""
    lock = parse_lock(bundle.locks[ID], ID)
    notes = {key: replace(line, subdeck="") for key, line in lock.notes.items()}
    text = render_lock(Lock(deck=ID, name=lock.name, notes=notes))
    return replace(bundle, locks={ID: text.replace('"lock": 2', '"lock": 1')})


def decks(bundle: Bundle) -> dict[str, str]:
    """Return the names of the decks in a package and what they say, in the order of the file."""
    ((text,),) = rows(package(bundle), "select decks from col")
    return {it["name"]: it["desc"] for it in json.loads(str(text)).values() if it["id"] != 1}


def test_each_topic_has_a_subdeck() -> None:
    """What has no topic lies in the deck itself, and the lock remembers what went where."""
    bundle = export(told("a: Nerves", "b", "c: Muscles", "d: Nerves"))

    assert places(bundle) == {"a": "Nerves", "b": "", "c": "Muscles", "d": "Nerves"}
    assert list(decks(bundle)) == [
        "Muscle spasms",
        "Muscle spasms::Nerves",
        "Muscle spasms::Muscles",
    ]
    assert bundle.locks[ID].count('"subdeck"') == 3


def test_the_deck_tells_its_sources_and_each_subdeck_the_notice() -> None:
    """Whoever opens a topic alone must see what it must not be taken for."""
    assert decks(export(told("a: Nerves"))) == {
        "Muscle spasms": "Not medical advice.\n\nSources:\n\n- On spasms",
        "Muscle spasms::Nerves": "Not medical advice.",
    }


def test_all_notes_of_a_fact_share_its_subdeck() -> None:
    """Both directions, and each form beside them, lie together; forms asked for later too."""
    term = Term(term="dehydrated", means="having lost too much body fluid")
    one = deck(fact("dehydrated", term, topic="Water"), about("a", "Salt"))
    other = deck(fact("dehydrated", term, topic="Salt"), about("a", "Salt"))

    before = export(one)
    after = again(before, other, kinds=("recall", "reverse", "cloze", "typed"))
    lines = parse_lock(after.locks[ID], ID).notes.values()

    assert len(lines) > 4
    assert {line.subdeck for line in lines if "dehydrated" in line.key} == {"Water"}


def test_a_reworded_topic_keeps_its_subdeck() -> None:
    """New facts join the old ones under the first name; the report says so."""
    before = export(told("a: Nerves", "b: Nerves", "c: Muscles"))

    after = again(before, told("a: The nerves", "b: The nerves", "c: Muscles", "d: The nerves"))

    assert places(after) == {"a": "Nerves", "b": "Nerves", "c": "Muscles", "d": "Nerves"}
    assert "Muscle spasms::The nerves" not in decks(after)
    assert after.report[-1] == (
        "  topics that stay in the subdeck of their older name: The nerves in “Nerves”"
    )


def test_a_fact_of_another_topic_stays_where_it_is() -> None:
    """Its card cannot move; the facts of that topic go on where most of them are."""
    before = export(told("a: Nerves", "b: Nerves", "c: Muscles", "d: Muscles"))

    after = again(before, told("a: Nerves", "b: Muscles", "c: Muscles", "d: Muscles", "e: Muscles"))

    assert places(after) == places(before) | {"e": "Muscles"}
    assert len(after.report) == 3


def test_a_topic_split_off_another_gets_its_own_subdeck() -> None:
    """While a subdeck's own topic is in use, it is no older name of a second one."""
    before = export(told("a: Nerves", "b: Nerves", "c: Muscles"))

    after = again(before, told("a: Nerves", "b: Reflexes", "c: Muscles", "d: Reflexes"))

    assert places(after) == places(before) | {"d": "Reflexes"}


def test_a_deck_exported_without_subdecks_stays_flat_for_its_topics() -> None:
    """Learners have all of it in one place; only what is new altogether begins a subdeck."""
    before = flat(export(told("a: Nerves", "b: Muscles")))

    after = again(before, told("a: Nerves", "b: Muscles", "c: Muscles", "d: Bones"))

    assert places(after) == {"a": "", "b": "", "c": "", "d": "Bones"}
    assert len(after.report) == 2


def test_topics_that_differ_in_case_or_unicode_form_are_one() -> None:
    """Anki would make a second deck with a ``_`` behind its name."""
    cafe = "cafe\u0301"
    bundle = export(told("a: Straße", "b: STRASSE", f"c: {cafe}", "d: CAFÉ"))

    assert places(bundle) == {"a": "Straße", "b": "Straße", "c": "café", "d": "café"}

    after = again(bundle, told("e: strasse", "f: Café"))

    assert places(after) == places(bundle) | {"e": "Straße", "f": "café"}


def test_a_subdecks_name_holds_no_levels_and_nothing_that_anki_changes() -> None:
    """Markup is dropped, and a topic of signs alone is none."""
    topics = ["A::B :", 'the "*wet*" one', "::", "x\x07y", " A: B"]
    made = deck(*(about(name, topic) for name, topic in zip("abcde", topics, strict=True)))

    assert places(export(made)) == {
        "a": "A:B",
        "b": "the ”wet” one",
        "c": "",
        "d": "xy",
        "e": "A: B",
    }


def test_a_topic_named_as_the_deck_is_the_deck() -> None:
    """One name twice would only be a click more."""
    assert places(export(told("a: muscle Spasms", "b: Nerves"))) == {"a": "", "b": "Nerves"}


def test_a_deck_may_want_no_subdecks() -> None:
    """Where the facts build on each other across topics; what has a subdeck already keeps it."""
    whole = told("a: Nerves", "b: Muscles", subdecks=False)
    before = export(told("a: Nerves"))

    assert set(places(export(whole)).values()) == {""}
    assert places(again(before, replace(whole, facts=(*whole.facts, about("c", "Nerves"))))) == {
        "a": "Nerves",
        "b": "",
        "c": "Nerves",
    }


def test_a_quiz_without_its_deck_makes_no_subdecks() -> None:
    """Where its cards lie already, the deck's lock alone knows."""
    alone = export(questions=questions_of(told("a: Nerves")))

    assert list(decks(alone)) == [ID]


def test_a_retired_fact_stays_in_its_subdeck() -> None:
    """Its note is tagged where it lies, and its topic is no longer in use."""
    before = export(told("a: Nerves", "b: Muscles"))

    after = again(before, deck(about("a", "Nerves", retired=True), about("b", "Muscles")))

    assert places(after) == places(before)
    assert "Muscle spasms::Nerves" in decks(after)


def test_two_authors_spellings_of_a_new_topic_end_in_one_subdeck() -> None:
    """Each added it in a branch of their own; the merged lock knows both."""
    before = export(told("a: Nerves"))
    one = again(before, told("a: Nerves", "b: Bones"))
    other = again(before, told("a: Nerves", "c: bones"))
    merged = Bundle(files={}, locks={ID: one.locks[ID] + other.locks[ID]})

    after = again(merged, told("a: Nerves", "b: Bones", "c: bones"))

    assert list(decks(after)) == [
        "Muscle spasms",
        "Muscle spasms::Nerves",
        "Muscle spasms::Bones",
    ]


def where(folder: Path, *builds: Bundle) -> Iterable[tuple[str, str]]:
    """Import builds into the real Anki one after the other; yield where each card lies then."""
    with learner(folder) as anna:
        for build in builds:
            anna.take(package(build))
        names = {
            card.note()["Id"].split("/")[1]: anna.collection.decks.name(card.did)
            for card in anna.cards()
        }
        assert anna.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
        assert not any(it.name.endswith("_") for it in anna.collection.decks.all_names_and_ids())
    return names.items()


@pytest.mark.parametrize("skipped", [False, True], ids=["each", "only the last"])
def test_learners_have_each_topic_in_one_piece(tmp_path: Path, *, skipped: bool) -> None:
    """Whichever builds they took, every card lies where the lock says."""
    first = export(told("a: Nerves", "b: Muscles", "x"))
    second = again(first, told("a: The nerves", "b: Muscles", "c: The nerves", "x"))
    third = export(
        told("a: Nervous system", "b: MUSCLES", "c: Nervous system", "d: nervous system", "x"),
        locks=second.locks,
        now=NOW + 2 * DAY,
    )
    builds = (third,) if skipped else (first, second, third)

    assert dict(where(tmp_path / "anna", *builds)) == {
        name: f"Muscle spasms::{place}" if place else "Muscle spasms"
        for name, place in places(third).items()
    }
    assert set(places(third).values()) == {"", "Nerves", "Muscles"}


def test_odd_names_reach_anki_as_they_are(tmp_path: Path) -> None:
    """What the lock holds is what the deck is called there, so that a later build finds it."""
    topics = [
        "<b>",
        "a &amp; b",
        "e/f\\g",
        "日本語",
        "ﬁne",
        "x" * 300,
        "naïve\u2028line",
        "*1*",
        "İ",
    ]
    made = deck(*(about(f"f{n}", topic) for n, topic in enumerate(topics)))
    bundle = export(made)

    assert dict(where(tmp_path / "anna", bundle, again(bundle, made))) == {
        name: f"Muscle spasms::{place}" for name, place in places(bundle).items()
    }


def queued(folder: Path, bundle: Bundle, gather: int) -> list[str]:
    """Return the facts in the order in which Anki brings the whole deck's new cards."""
    with learner(folder) as anna:
        anna.take(package(bundle))
        known = anna.collection.decks
        number = known.id_for_name("Muscle spasms")
        assert number
        options = known.config_dict_for_deck_id(number)
        options["newGatherPriority"] = gather
        known.update_config(options)
        known.select(number)
        queue = anna.collection._backend.get_queued_cards(
            fetch_limit=100, intraday_learning_only=False
        )
        found = (anna.collection.get_card(CardId(it.card.id)) for it in queue.cards)
        return [card.note()["Id"].split("/")[1] for card in found]


def test_the_order_of_new_cards(tmp_path: Path) -> None:
    """By default Anki goes from subdeck to subdeck by name; by position, as the author ordered."""
    bundle = export(told("a: Nerves", "b: bones", "c: Nerves", "d", "e: Joints", "f: bones"))

    assert queued(tmp_path / "default", bundle, 0) == ["d", "b", "f", "e", "a", "c"]
    assert queued(tmp_path / "position", bundle, 1) == ["a", "b", "c", "d", "e", "f"]
