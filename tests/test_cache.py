"""The disposable cache: it never changes what is asked, and is dropped on any mismatch."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from quizgen import library
from quizgen.cache import (
    KeptCards,
    KeptDeck,
    KeptQuestions,
    cards_print,
    files,
    find_cards,
    find_questions,
    keep_cards,
    keep_questions,
    keep_quiz,
    print_of,
    take_quiz,
)
from quizgen.cache.packing import packed, unpacked
from quizgen.commands.learner import Learner
from quizgen.commands.settings_keys import Settings
from quizgen.generator import QuestionsOnDemand
from quizgen.model import Answer, Interval, Question, Rating, Review
from quizgen.problems import Problem, Severity
from quizgen.progress import Place, fold
from quizgen.progress.outlining import outline
from quizgen.review_log import ReviewLog, event_id
from quizgen.review_queue import MadeStock, Stock, StudyQueue, StudySettings
from quizgen.scheduler import TIMED, AsLogged, Fsrs6, moment
from quizgen.selection import pick_quiz

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "decks"
DECK = """\
format: 1
deck: bones-x7k2
title: Bones
facts:
  - {id: longest, ask: Which bone is the longest?, answer: the femur}
  - {id: smallest, ask: Which bone is the smallest?, answer: the stirrup}
"""
NOON = 1_795_435_200_000


def never(card: str) -> tuple[Question, ...]:
    """Refuse to make what should have been kept."""
    raise AssertionError(card)


def keep(folder: Path, decks: Path) -> tuple[Question, ...]:
    """Keep the questions of some decks, and return them."""
    loaded = library.load(decks).decks
    questions = library.generate(loaded).questions
    heads = [KeptDeck(id=it.id, title=it.title, language=it.language) for it in loaded]
    assert keep_questions(
        folder, [decks], print_of([decks]), decks=heads, renames={}, questions=questions
    )
    return questions


def find(
    folder: Path, decks: Path, otherwise: Callable[[str], Sequence[Question]] = never
) -> KeptQuestions | None:
    """Look for the questions of some decks."""
    return find_questions(folder, [decks], print_of([decks]), otherwise)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A folder with one deck."""
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    return folder


class TestQuestions:
    """Kept questions."""

    def test_they_are_what_they_were(self, tmp_path: Path) -> None:
        """Every field of every question of the shipped decks, and the order of the cards."""
        questions = keep(tmp_path, SHIPPED)
        kept = find(tmp_path, SHIPPED)
        assert kept is not None
        made = MadeStock(questions)

        assert list(kept.facts.items()) == list(made.facts.items())
        for card in made.facts:
            assert list(kept.questions(card)) == list(made.questions(card))

    def test_any_value_survives(self) -> None:
        """Whatever a text holds."""
        [question, *_] = library.generate(library.load(SHIPPED).decks).questions

        assert unpacked(json.loads(json.dumps(packed(question)))) == question
        assert unpacked(packed(("a", None, True, 3, ()))) == ("a", None, True, 3, ())

    def test_an_edit_drops_them(self, tmp_path: Path, deck: Path) -> None:
        """Also one that leaves size and time as they were."""
        keep(tmp_path, deck)
        file = deck / "bones.yaml"
        status = file.stat()
        file.write_text(DECK.replace("longest?", "largest?"), encoding="utf-8")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

        assert file.stat().st_size == status.st_size
        assert find(tmp_path, deck) is None

    def test_another_file_drops_them(self, tmp_path: Path, deck: Path) -> None:
        """Added, or renamed."""
        keep(tmp_path, deck)
        (deck / "more.yaml").write_text(DECK.replace("x7k2", "y8"), encoding="utf-8")
        assert find(tmp_path, deck) is None

        (deck / "more.yaml").unlink()
        assert find(tmp_path, deck) is not None
        (deck / "bones.yaml").rename(deck / "bone.yaml")
        assert find(tmp_path, deck) is None

    def test_another_program_drops_them(
        self, tmp_path: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A newer version makes other questions."""
        keep(tmp_path, deck)
        monkeypatch.setattr(files, "__version__", "99.0")

        assert find(tmp_path, deck) is None

    def test_a_file_that_cannot_be_read_drops_them(self, tmp_path: Path, deck: Path) -> None:
        """The decks are then read as ever, and say what is wrong."""
        keep(tmp_path, deck)
        (deck / "gone.yaml").symlink_to(deck / "nowhere.yaml")

        assert print_of([deck]) == ""
        assert find(tmp_path, deck) is None

    @pytest.mark.parametrize("length", [0, 3, 40, 120, 300])
    def test_a_file_that_breaks_off_is_passed_over(
        self, length: int, tmp_path: Path, deck: Path
    ) -> None:
        """Wherever it ends in its front."""
        keep(tmp_path, deck)
        [path] = tmp_path.glob("questions-*")
        path.write_bytes(path.read_bytes()[:length])

        assert find(tmp_path, deck) is None

    @pytest.mark.parametrize("place", [0, 20, 30, 60, 200])
    def test_a_changed_byte_is_noticed(self, place: int, tmp_path: Path, deck: Path) -> None:
        """In the first line, and in what is read at once."""
        keep(tmp_path, deck)
        [path] = tmp_path.glob("questions-*")
        data = bytearray(path.read_bytes())
        data[place] ^= 1
        path.write_bytes(bytes(data))

        assert find(tmp_path, deck) is None

    def test_a_damaged_question_is_made_anew(self, tmp_path: Path, deck: Path) -> None:
        """And the file is gone for the next start."""
        questions = keep(tmp_path, deck)
        [path] = tmp_path.glob("questions-*")
        data = bytearray(path.read_bytes())
        data[-5] ^= 1
        path.write_bytes(bytes(data))
        kept = find(tmp_path, deck, MadeStock(questions).questions)
        assert kept is not None

        asked = [question for card in kept.facts for question in kept.questions(card)]
        assert asked == [*questions]
        assert not path.exists()

    def test_a_question_is_read_from_the_file_that_was_opened(
        self, tmp_path: Path, deck: Path
    ) -> None:
        """Another start may keep others meanwhile."""
        before = keep(tmp_path, deck)
        kept = find(tmp_path, deck)
        assert kept is not None
        (deck / "bones.yaml").write_text(DECK.replace("bone", "long bone"), encoding="utf-8")
        keep(tmp_path, deck)

        assert [question for card in kept.facts for question in kept.questions(card)] == [*before]

    def test_where_nothing_can_be_written_nothing_is_kept(self, tmp_path: Path) -> None:
        """A file stands where the folder should be; a disk is full."""
        (tmp_path / "cache").write_text("in the way")

        assert not files.write_cache(tmp_path / "cache" / "questions-x", b"front")
        assert not files.write_cache(Path("/dev/full/questions-x"), b"front")

    def test_few_files_are_kept(self, tmp_path: Path) -> None:
        """Those not used for longest go."""
        for number in range(20):
            assert files.write_cache(tmp_path / f"questions-{number:02}", b"front")
            os.utime(tmp_path / f"questions-{number:02}", (number, number))
        files.write_cache(tmp_path / "questions-99", b"front")

        assert len([*tmp_path.iterdir()]) <= 12
        assert (tmp_path / "questions-99").exists()


class TestQuizzes:
    """A quiz drawn ahead."""

    def test_it_is_taken_once(self, tmp_path: Path, deck: Path) -> None:
        """Whole, and never asked twice; one of another sort is another quiz."""
        loaded = library.load(deck).decks
        quiz = pick_quiz(library.generate(loaded).questions, loaded, count=2, seed="s")
        assert keep_quiz(tmp_path, [deck], print_of([deck]), "quiz", quiz)

        assert take_quiz(tmp_path, [deck], print_of([deck]), "exam") is None
        assert take_quiz(tmp_path, [deck], print_of([deck]), "quiz") == quiz
        assert take_quiz(tmp_path, [deck], print_of([deck]), "quiz") is None
        assert [*tmp_path.glob("quiz-*")] == []

    def test_an_edit_drops_it(self, tmp_path: Path, deck: Path) -> None:
        """Its questions would be old."""
        loaded = library.load(deck).decks
        quiz = pick_quiz(library.generate(loaded).questions, loaded, count=2, seed="s")
        keep_quiz(tmp_path, [deck], print_of([deck]), "quiz", quiz)
        (deck / "bones.yaml").write_text(DECK + "# a comment\n", encoding="utf-8")

        assert take_quiz(tmp_path, [deck], print_of([deck]), "quiz") is None


class TestCards:
    """A kept outline of the folded log."""

    def written(self, home: Path, count: int = 6) -> ReviewLog:
        """Write some answers to a log."""
        log = ReviewLog(home, "here")
        for number in range(count):
            when = moment(NOON + number * 60_000, 60)
            log.append(
                Review(
                    id=event_id(when.instant, number.to_bytes(10, "big")),
                    moment=when,
                    card=f"deck/f{number % 3}/forward",
                    kind="recall",
                    answer=Answer(took=900),
                    rating=Rating.GOOD,
                    interval=Fsrs6().outcomes(None, "x", 0, when)[Rating.GOOD].interval,
                )
            )
        return log

    def keep(self, home: Path, log: ReviewLog, state: str = "state") -> None:
        """Keep the outline of a log."""
        read = log.read()
        places: dict[str, Place] = {
            event.id: place for event, place in zip(read.events, read.places, strict=True)
        }
        made = outline(fold(read.events, Fsrs6()), places)
        problem = Problem(
            severity=Severity.WARNING, code="bad-log-line", message="m", hint="h",
            position=library.load(SHIPPED).decks[0].position,
        )  # fmt: skip
        kept = KeptCards(outline=made, stretches=read.stretches, problems=(problem,))
        assert keep_cards(home / "cache", state, kept)

    def test_it_is_what_it_was(self, tmp_path: Path) -> None:
        """The outline, how far the log was read, and what could not be read of it."""
        log = self.written(tmp_path)
        self.keep(tmp_path, log)
        kept = find_cards(tmp_path / "cache", "state")

        assert kept is not None
        assert list(kept.outline.cards) == [f"deck/f{n}/forward" for n in range(3)]
        assert kept.stretches == log.read().stretches
        assert [problem.code for problem in kept.problems] == ["bad-log-line"]
        assert find_cards(tmp_path / "cache", "other") is None

    def test_only_what_is_new_in_the_log_is_read(self, tmp_path: Path) -> None:
        """The events behind the stretches, of this device and others."""
        log = self.written(tmp_path)
        known = log.read().stretches
        event = log.read().events[0]
        ReviewLog(tmp_path, "there").append(event)

        beyond = log.read_beyond(known)
        assert beyond is not None
        assert beyond.events == (event,)

    @pytest.mark.parametrize("harm", ["shorter", "other", "gone"])
    def test_a_log_that_was_changed_by_hand_is_read_whole(self, harm: str, tmp_path: Path) -> None:
        """A shorter file, other bytes, a file that is gone."""
        log = self.written(tmp_path)
        known = log.read().stretches
        [path] = tmp_path.glob("log/*/*.jsonl")
        data = path.read_bytes()
        if harm == "gone":
            path.unlink()
        else:
            path.write_bytes(data[:-20] if harm == "shorter" else data.replace(b"900", b"901", 1))

        assert log.read_beyond(known) is None

    def test_other_renames_or_another_scheduler_are_another_state(self) -> None:
        """So the outline is made anew."""
        scheduler = Fsrs6()
        same = cards_print({}, scheduler, scheduler.settings)

        assert cards_print({}, scheduler, scheduler.settings) == same
        assert cards_print({"a": "b"}, scheduler, scheduler.settings) != same
        assert cards_print({}, scheduler, "other settings") != same
        for policy in (TIMED, AsLogged()):
            assert cards_print({}, Fsrs6(policy=policy), scheduler.settings) != same


def test_the_same_is_asked_with_the_cache_and_without(tmp_path: Path) -> None:
    """A session over three study days, question by question, whatever made the questions."""
    questions = keep(tmp_path, SHIPPED)
    kept = find(tmp_path, SHIPPED)
    assert kept is not None
    stocks: list[Stock] = [
        MadeStock(questions),
        kept,
        QuestionsOnDemand(library.load(SHIPPED).decks),
    ]
    sessions = [_session(stock) for stock in stocks]

    assert len(sessions[0]) > 60
    for one, other in pairwise(sessions):
        assert one == other


def _session(stock: Stock) -> list[Question]:
    scheduler, progress = Fsrs6(), fold([], Fsrs6())
    queue = StudyQueue(stock, StudySettings(new_limit=15))
    asked: list[Question] = []
    for number in range(150):
        now = moment(NOON + number // 50 * 86_400_000 + number * 45_000, 60)
        question = queue.next(progress, now)
        if question is None:
            continue
        asked.append(question)
        card = progress.card(question.card)
        rating = Rating.AGAIN if number % 7 == 0 else Rating.GOOD
        outcomes = scheduler.outcomes(card.memory, card.id, card.reps, now)
        progress.add(
            Review(
                id=event_id(now.instant, number.to_bytes(10, "big")),
                moment=now,
                card=question.card,
                kind=question.kind,
                answer=Answer(),
                rating=rating,
                interval=outcomes[rating].interval,
            )
        )
    return asked


HEAVY = {
    *("yaml", "rich", "jinja2", "genanki", "difflib", "importlib.resources", "secrets", "tomllib"),
    *("quizgen.deck_reader", "quizgen.distractors", "quizgen.generator", "quizgen.kinds"),
    *("quizgen.planning", "quizgen.scheduler.formulas", "quizgen.scheduler.likelihood"),
}
"""What no first question waits for once the caches are there."""


class TestStart:
    """The program as a whole."""

    def start(self, home: Path, *arguments: str) -> tuple[str, set[str]]:
        """Start a session that ends at once; return its output and the modules it loaded."""
        program = (
            "import sys; from quizgen.cli import run; code = run(sys.argv[1:]);"
            "print('MODULES', *sys.modules, file=sys.stderr); sys.exit(code)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            input="", text=True, capture_output=True, check=True, cwd=ROOT,
            env=os.environ | {"QUIZGEN_HOME": str(home), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return done.stdout, set(done.stderr.partition("MODULES ")[2].split())

    def test_a_second_start_reads_no_deck_and_makes_no_question(
        self, tmp_path: Path, deck: Path
    ) -> None:
        """Neither YAML nor the rooms that make questions are loaded; the output is the same."""
        home = tmp_path / "home"
        first, loaded = self.start(home, "study", str(deck))
        assert {"yaml", "quizgen.kinds", "quizgen.deck_reader"} <= loaded
        end = time.monotonic() + 20
        while not [*home.glob("cache/questions-*")] and time.monotonic() < end:
            time.sleep(0.02)
        second, loaded = self.start(home, "study", str(deck))

        assert second == first
        assert not loaded & (HEAVY | {"quizgen.checks", "quizgen.model.facts"})

    def test_the_next_quiz_is_drawn_while_one_is_taken(self, tmp_path: Path, deck: Path) -> None:
        """It begins without reading a deck; who wishes for a seed gets that one."""
        home = tmp_path / "home"
        self.start(home, "quiz", str(deck))
        end = time.monotonic() + 20
        while not [*home.glob("cache/quiz-*")] and time.monotonic() < end:
            time.sleep(0.02)
        _, loaded = self.start(home, "quiz", str(deck), "--seed", "7")
        assert "quizgen.deck_reader" in loaded
        output, loaded = self.start(home, "quiz", str(deck))

        assert "Question 1 of 2." in output
        assert not loaded & HEAVY

    def test_a_deck_with_errors_is_not_kept(self, tmp_path: Path, deck: Path) -> None:
        """Its warnings are said at every start."""
        (deck / "bones.yaml").write_text(DECK + "  - {id: x, aks: What?}\n", encoding="utf-8")
        home = tmp_path / "home"
        self.start(home, "study", str(deck))
        _, loaded = self.start(home, "study", str(deck))

        assert "quizgen.deck_reader" in loaded
        assert not [*home.glob("cache/questions-*")]


def answered(number: int, size: int) -> Review:
    """Answer a card of its own with a text of some length."""
    return Review(
        id=event_id(NOON, number.to_bytes(10, "big")),
        moment=moment(NOON, 60),
        card=f"bones-x7k2/{number}/forward",
        kind="typed",
        answer=Answer(typed="x" * size, took=9),
        rating=Rating.GOOD,
        interval=Interval(days=3),
    )


@pytest.mark.parametrize(
    ("before", "since", "afresh"),
    [
        pytest.param(1, 100, False, id="little is new"),
        pytest.param(1, 20_000, True, id="most is new, and much"),
        pytest.param(100_000, 20_000, False, id="much is new, but most is kept"),
    ],
)
def test_a_log_that_is_mostly_new_is_read_afresh(
    tmp_path: Path, *, before: int, since: int, afresh: bool
) -> None:
    """What was kept is then kept anew; of few events else, each is added; both lead to the same."""
    learner = Learner(
        home=tmp_path,
        settings=Settings(),
        log=ReviewLog(tmp_path, "here"),
        scheduler=Fsrs6(),
    )
    for number in range(60):
        learner.log.append(answered(number, before))
    _, keep_first = learner.resumed({})
    assert keep_first is not None
    keep_first()
    for number in range(60, 120):
        learner.log.append(answered(number, since))

    progress, keep_again = learner.resumed({})

    assert (keep_again is not None) is afresh
    assert progress.cards == learner.progress({}).cards
    assert len(progress.cards) == 120
