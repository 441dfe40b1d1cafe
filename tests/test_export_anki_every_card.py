"""Every card that any deck at hand can give, in every kind: whole on both sides in Anki."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from anki_samples import (
    EVERY,
    PICTURE,
    deck,
    drawn,
    every_shape,
    export,
    learner,
    package,
    readable,
    sides,
    with_fact,
)
from hypothesis import HealthCheck, given, settings
from strategies import decks

from quizgen import library
from quizgen.authoring.first_deck import first_deck
from quizgen.export.anki.content import unsuited
from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.model import Deck

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PRINTED = dict(re.findall(r"<!-- file: (\S+\.yaml) -->\n```yaml\n(.*?)```", README, re.DOTALL))
KNOWN = [kind.name for kind in KINDS]


def readme_decks(folder: Path) -> Sequence[Deck]:
    """Read the decks that the README shows, each from a folder of its own."""
    for n, (name, text) in enumerate(PRINTED.items()):
        (folder / str(n)).mkdir()
        (folder / str(n) / name).write_text(text, encoding="utf-8")
    return library.load(folder).decks


def check_whole(decks: Sequence[Deck], folder: Path) -> int:
    """Take all questions of decks into Anki and look at both sides of each; return how many."""
    questions = generate(decks, KNOWN).questions
    fit = [question for question in questions if not unsuited(question)]
    left = {question.kind for question in questions if unsuited(question)}
    with learner(folder) as anna:
        log = anna.take(package(export(*decks, questions=questions, media=drawn)))
        shown = list(sides(anna))
        for key, front, back in shown:
            for side in (front, back):
                assert "has a problem" not in side, key
                assert "{{" not in re.sub(r"<script>.*?</script>", "", side, flags=re.DOTALL), key
                assert readable(anna, side), key
            assert readable(anna, front) != readable(anna, back), key
        media = anna.collection.media.check()
        assert not media.missing
        assert not media.unused
        assert not anna.collection.get_empty_cards().notes
        assert anna.collection.fix_integrity()[1]
        assert len(shown) == len(fit) == len(log.new)
    assert left <= {"matching"}
    return len(shown)


def test_every_card_of_the_shipped_decks_is_whole(tmp_path: Path) -> None:
    """What ships is what learners meet first."""
    shipped = library.load(ROOT / "decks").decks

    assert len(shipped) == 2
    assert check_whole(shipped, tmp_path) > 200


def test_every_card_of_the_readmes_decks_is_whole(tmp_path: Path) -> None:
    """Also of those that authors copy."""
    (tmp_path / "decks").mkdir()
    found = readme_decks(tmp_path / "decks")

    assert len(found) >= 3
    assert check_whole(found, tmp_path) > 30


def test_every_card_of_a_new_deck_is_whole(tmp_path: Path) -> None:
    """The deck that `quizgen new` writes has one fact of each shape."""
    path = tmp_path / "new.yaml"
    path.write_text(first_deck("Rivers", "a1b2"), encoding="utf-8")

    assert check_whole(library.load(path).decks, tmp_path) > 20


def test_every_card_of_the_samples_is_whole(tmp_path: Path) -> None:
    """Those of the tests, with a picture, a hint and every form."""
    pictured = with_fact(every_shape(id="forms-a1b2"), "relief", image=PICTURE, hint="Stop.")

    assert check_whole((deck(), pictured), tmp_path) > 30
    assert set(EVERY) < set(KNOWN)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(made=decks())
def test_every_card_of_any_deck_is_whole(
    tmp_path_factory: pytest.TempPathFactory, made: Deck
) -> None:
    """Whatever shapes, other names and wrong options come together."""
    check_whole((made,), tmp_path_factory.mktemp("any"))
