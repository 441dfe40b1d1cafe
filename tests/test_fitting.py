"""Weights from answers: they come near the truth, help on unseen answers, and harm no one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from math import log, sqrt

import fsrs_rs_python
import pytest
from hypothesis import given
from hypothesis import strategies as st
from true_learners import DAY, NOON, reviews_of, true_histories

from quizgen.fitting import (
    ENOUGH,
    FEWEST,
    OFFSETS,
    Advice,
    bin_of,
    compare,
    count_scored,
    estimate,
    figures,
    histories_of,
    in_order,
    judge,
    lowest,
    split_at,
    weights_of,
    window,
)
from quizgen.model import (
    Answer,
    Count,
    Event,
    Interval,
    Mark,
    Rating,
    Reset,
    Review,
    Undo,
    Verdict,
)
from quizgen.progress import fold
from quizgen.scheduler import EVIDENCE, PARAMETER_RANGES, Fsrs6, moment
from quizgen.scheduler.engine import Engine
from quizgen.scheduler.likelihood import (
    DEFAULT_WEIGHTS,
    Likelihood,
    Sequel,
    Trial,
    all_weights,
    clipped,
    good_intervals,
)

FORGETFUL = weights_of((-0.7, 0.3, -0.3, -0.3, -0.2))
STEADY = weights_of((0.8, -0.2, 0.3, 0.3, 0.2))


class TestSimplex:
    """The search for the lowest point."""

    def test_a_known_optimum(self) -> None:
        """Rosenbrock's valley, whose bottom is at (1, 1)."""
        found = lowest(
            lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2,
            (-1.2, 1.0),
            (0.5, 0.5),
            most=400,
            near=1e-12,
        )

        assert found == pytest.approx((1, 1), abs=1e-4)

    @given(st.lists(st.floats(-2, 2), min_size=5, max_size=5))
    def test_bowls_in_five_dimensions(self, bottom: list[float]) -> None:
        """Wherever the bottom is, it is found."""
        found = lowest(
            lambda p: sum(
                (x - y) ** 2 * (n + 1) for n, (x, y) in enumerate(zip(p, bottom, strict=True))
            ),
            (0.0,) * 5,
            (0.5,) * 5,
            most=2000,
            near=1e-10,
        )

        assert found == pytest.approx(bottom, abs=1e-3)

    def test_it_ends_in_time(self) -> None:
        """After so many evaluations, or the few that a simplex' own shrinking takes more."""
        count = 0

        def rough(point: Sequence[float]) -> float:
            nonlocal count
            count += 1
            return hash((point, count)) % 1000

        lowest(rough, (0.0,) * 5, (1.0,) * 5, most=50, near=0)

        assert 50 <= count <= 57


def trials(*answers: tuple[int, int] | tuple[int, int, float]) -> tuple[Trial, ...]:
    """A history of ratings and elapsed days; with a third number a guess may have been right."""
    day = NOON // DAY
    found = []
    for number, (rating, elapsed, *guess) in enumerate(answers):
        day += elapsed
        scored = elapsed > 0 and not guess and number > 0
        found.append(Trial(Rating(rating), elapsed, day, day * DAY, sum(guess), scored))

    return tuple(found)


def any_history() -> st.SearchStrategy[tuple[Trial, ...]]:
    """Any ratings, gaps and guesses."""
    first = st.tuples(st.integers(1, 4), st.just(0), st.sampled_from([0.0, 0.25, 0.5]))
    answer = st.tuples(
        st.integers(1, 4), st.integers(0, 400), st.sampled_from([0.0, 0.0, 0.25, 0.5])
    )

    return st.tuples(first, st.lists(answer, max_size=12)).map(
        lambda it: trials(*((a, b, c) if c else (a, b) for a, b, c in (it[0], *it[1])))
    )


ANY_WEIGHTS = st.tuples(*(st.floats(-2 * it.spread, 2 * it.spread) for it in OFFSETS)).map(
    weights_of
)


class TestLikelihood:
    """The door to the engine."""

    @given(st.lists(any_history(), max_size=4), ANY_WEIGHTS)
    def test_it_predicts_what_the_scheduler_does(
        self, histories: list[tuple[Trial, ...]], weights: Sequence[float]
    ) -> None:
        """Answer by answer with the scheduler's own engine, guesses included, it is the same."""
        engine = Engine(weights, 0.9)
        stepped: list[tuple[int, float]] = []
        for history in histories:
            memory = (0.0, 0.0)
            for trial in history:
                if trial.scored:
                    chance = engine.retrievability(memory[0], trial.elapsed)
                    stepped.append((trial.elapsed, chance))
                state = engine.states(*memory, trial.elapsed, trial.guess)[trial.rating]
                memory = state.stability, state.difficulty

        answers = Likelihood(histories)
        found = zip((it.elapsed for it in answers.sequels), answers.recalls(weights), strict=True)
        for one, other in zip(sorted(found), sorted(stepped), strict=True):
            assert one == pytest.approx(other, rel=1e-4, abs=2e-6)

    @given(st.lists(any_history(), min_size=1, max_size=4), ANY_WEIGHTS)
    def test_loss(self, histories: list[tuple[Trial, ...]], weights: Sequence[float]) -> None:
        """The quick sum is the sum over single predictions."""
        answers = Likelihood(histories)
        pairs = zip(answers.sequels, answers.recalls(weights), strict=True)
        loss = -sum(log(recall) if it.passed else log(1 - recall) for it, recall in pairs)

        assert answers.loss(weights) == pytest.approx(loss, rel=1e-6, abs=1e-4)

    def test_the_engine_itself_counts_late_answers_for_more(self) -> None:
        """Its log loss is ours weighted by 0.25 to 1 along the list, so it is not for fitting."""
        histories = true_histories(FORGETFUL, 1, cards=60)
        items = [
            fsrs_rs_python.FSRSItem(
                [fsrs_rs_python.FSRSReview(it.rating, it.elapsed) for it in history[: at + 1]]
            )
            for history in histories
            for at, trial in enumerate(history)
            if trial.scored
        ]
        answers = Likelihood(histories)
        losses = [
            -log(recall if it.passed else 1 - recall)
            for it, recall in zip(answers.sequels, answers.recalls(DEFAULT_WEIGHTS), strict=True)
        ]
        last = len(losses) - 1
        weights = [0.25 + 0.75 * (n / last) ** 3 for n in range(len(losses))]
        weighted = sum(a * b for a, b in zip(losses, weights, strict=True)) / sum(weights)
        engine = fsrs_rs_python.FSRS(list(DEFAULT_WEIGHTS))

        assert engine.evaluate(items).log_loss == pytest.approx(weighted, rel=1e-5)
        assert answers.loss(DEFAULT_WEIGHTS) == pytest.approx(sum(losses), rel=1e-6)

    def test_weights_beyond_their_ranges(self) -> None:
        """Clipping them first changes nothing that the engine would not have changed itself."""
        history = trials((1, 0), (3, 1), (3, 4), (2, 9), (1, 30), (3, 0), (3, 5))
        for at, (low, high) in enumerate(PARAMETER_RANGES):
            for end, beyond in ((low, low / 2 - 0.1), (high, high * 2)):
                wild = (*DEFAULT_WEIGHTS[:at], beyond, *DEFAULT_WEIGHTS[at + 1 :])
                ends = (*DEFAULT_WEIGHTS[:at], end, *DEFAULT_WEIGHTS[at + 1 :])

                assert clipped(wild) == ends
                states = [
                    fsrs_rs_python.FSRS(list(weights)).memory_state(
                        fsrs_rs_python.FSRSItem(
                            [fsrs_rs_python.FSRSReview(it.rating, it.elapsed) for it in history]
                        )
                    )
                    for weights in (wild, ends)
                ]
                assert states[0].stability == states[1].stability

    def test_where_an_answer_stands(self) -> None:
        """Repeats of one day neither lengthen a history nor lapse."""
        history = trials((1, 0), (3, 0), (1, 2), (1, 0), (2, 3), (4, 9))

        assert Likelihood([history]).sequels == [
            Sequel(elapsed=2, length=2, lapses=0, passed=False),
            Sequel(elapsed=3, length=3, lapses=1, passed=True),
            Sequel(elapsed=9, length=4, lapses=1, passed=True),
        ]

    def test_intervals(self) -> None:
        """What a card that is always known would get; the third of the defaults is 46 days."""
        assert good_intervals(DEFAULT_WEIGHTS, 0.9, 3) == [2, 11, 46]
        assert good_intervals(DEFAULT_WEIGHTS, 0.9, 4, longest=30) == [2, 11, 30, 30]
        assert good_intervals(DEFAULT_WEIGHTS, 0.8, 1) > good_intervals(DEFAULT_WEIGHTS, 0.9, 1)


LIKE = Sequel(elapsed=4, length=3, lapses=0, passed=True)
MISSED = LIKE._replace(passed=False)


class TestFigures:
    """Log loss, RMSE(bins) and AUC."""

    def test_by_hand(self) -> None:
        """Two bins: of one, half was recalled where 0.7 was expected; of the other all of 0.9."""
        far = LIKE._replace(elapsed=40)
        found = figures([((LIKE, MISSED, far), (0.6, 0.8, 0.9))])

        assert found.log_loss == pytest.approx(-(log(0.6) + log(0.2) + log(0.9)) / 3)
        assert found.rmse_bins == pytest.approx(sqrt((2 * 0.2**2 + 0.1**2) / 3))
        assert found.auc == 0.5
        assert (found.answers, found.recalled) == (3, 2 / 3)
        assert found.expected == pytest.approx(2.3 / 3)

    @given(st.lists(st.tuples(st.booleans(), st.integers(1, 9)), max_size=40))
    def test_auc_of_all_pairs(self, drawn: list[tuple[bool, int]]) -> None:
        """Counted pair by pair, ties as half, it is exactly the same."""
        sequels = [LIKE if passed else MISSED for passed, _ in drawn]
        recalls = [chance / 10 for _, chance in drawn]
        known = [recall for recall, (passed, _) in zip(recalls, drawn, strict=True) if passed]
        forgotten = [
            recall for recall, (passed, _) in zip(recalls, drawn, strict=True) if not passed
        ]
        right = sum((a > b) + (a == b) / 2 for a, b in product(known, forgotten))

        assert in_order((sequels, recalls)) == (right, len(known) * len(forgotten))

    def test_auc_compares_only_what_one_model_said(self) -> None:
        """Two constants, each for its fold, tell nothing apart, though they differ."""
        found = figures([((LIKE, MISSED), (0.9, 0.9)), ((LIKE, MISSED), (0.5, 0.5))])

        assert found.auc == 0.5
        assert figures([((LIKE,), (0.9,))]).auc is None

    def test_bins_widen(self) -> None:
        """At powers of 3.62 in days, 1.89 in length and 1.73 in lapses."""

        def edges(name: str, last: int) -> list[int]:
            found = [bin_of(LIKE._replace(**{name: n})) for n in range(1, last)]  # type: ignore[arg-type]  # a number
            return [n for n, (a, b) in enumerate(pairwise(found), 2) if a != b]

        assert edges("elapsed", 200) == [4, 14, 48, 172]
        assert edges("length", 25) == [2, 4, 7, 13]
        assert edges("lapses", 10) == [2, 3, 6, 9]
        assert bin_of(LIKE) != bin_of(LIKE._replace(lapses=1))


def review(day: int, **more: object) -> Review:
    """An answer at noon."""
    values = {
        "id": f"r{day}",
        "moment": moment(NOON + day * DAY, 0),
        "card": "d/f/forward",
        "kind": "recall",
        "answer": Answer(),
        "rating": Rating.GOOD,
        "interval": Interval(days=1),
        **more,
    }

    return Review(**values)  # type: ignore[arg-type]  # any field of a review


def of_log(*events: Event) -> list[list[tuple[int, int, bool]]]:
    """Rating, elapsed days and whether it is scored, of the histories of a log."""
    progress = fold(events, Fsrs6())

    return [
        [(it.rating.value, it.elapsed, it.scored) for it in history]
        for history in histories_of(progress, progress.cards, EVIDENCE)
    ]


class TestHistories:
    """What of a log counts."""

    def test_answers_of_another_day_are_scored(self) -> None:
        """The first, and repeats of a day, only move the memory."""
        late = review(2, id="late", moment=moment(NOON + 2 * DAY + 6 * 3_600_000, 0))

        assert of_log(review(0), review(2, rating=Rating.AGAIN), late) == [
            [(3, 0, False), (1, 2, True), (3, 0, False)]
        ]

    def test_days_are_study_days(self) -> None:
        """Half past three belongs to the evening before, half past four does not."""
        half_past = NOON + 15 * 3_600_000 + 1_800_000
        night = review(0, id="night", moment=moment(half_past, 0))
        morning = review(0, id="morning", moment=moment(half_past + 3_600_000, 0))

        assert of_log(review(0), night) == [[(3, 0, False), (3, 0, False)]]
        assert of_log(review(0), morning) == [[(3, 0, False), (3, 1, True)]]

    def test_options_and_hints_are_not_scored(self) -> None:
        """A right choice counts as much as it proves; a hint helps."""
        right = Mark(verdict=Verdict.RIGHT, rule="exact")
        choice = review(1, mark=right, answer=Answer(shown=("a", "b"), chosen=(0,)), kind="choice")
        hinted = review(2, answer=Answer(hinted=True))
        typed = review(3, answer=Answer(typed="femur"), mark=right, kind="typed")
        progress = fold([review(0), choice, hinted, typed], Fsrs6())
        [history] = histories_of(progress, progress.cards, EVIDENCE)

        assert [it.scored for it in history] == [False, False, False, True]
        assert [it.guess for it in history] == [0, 0.5, 0, 0]

    def test_what_does_not_count(self) -> None:
        """Answers taken back, replaced, or of a quiz that does not count, are not there."""
        at = moment(NOON + 9 * DAY, 0)
        undone: list[Event] = [review(1), Undo(id="u", moment=at, ref="r1")]
        replaced: list[Event] = [review(2), review(3, replaces="r2", rating=Rating.HARD)]
        quiz = review(4, counted=False, session="q")

        assert of_log(review(0), *undone, *replaced, quiz) == [[(3, 0, False), (2, 3, True)]]
        counted = Count(id="c", moment=at, session="q")
        assert of_log(review(0), quiz, counted) == [[(3, 0, False), (3, 4, True)]]

    def test_a_reset_begins_another_life(self) -> None:
        """The card has two histories."""
        reset = Reset(id="x", moment=moment(NOON + 2 * DAY, 0), card="d/f/forward")

        assert of_log(review(0), review(1), reset, review(5), review(7)) == [
            [(3, 0, False), (3, 1, True)],
            [(3, 0, False), (3, 2, True)],
        ]

    def test_a_log_says_what_its_learner_did(self) -> None:
        """The histories that were made into a log come out of it."""
        made = true_histories(STEADY, 5, cards=20, chosen=0.3)
        progress = fold(reviews_of(made), Fsrs6())
        found = histories_of(progress, progress.cards, EVIDENCE)

        assert sorted(map(tuple, found)) == sorted(made)

    def test_the_policy_decides_what_an_answer_counts_for(self) -> None:
        """Said to be a guess, a right choice is as good as forgotten; sure, it is no guess."""
        right = Mark(verdict=Verdict.RIGHT, rule="exact")
        picked = Answer(shown=("a", "b"), chosen=(0,))
        guessed = review(1, mark=right, answer=replace(picked, guessed=True), kind="choice")
        sure = review(2, mark=right, answer=replace(picked, sure=True), kind="choice")
        progress = fold([review(0), guessed, sure], Fsrs6())
        [history] = histories_of(progress, progress.cards, EVIDENCE)

        assert [it.rating for it in history] == [Rating.GOOD, Rating.AGAIN, Rating.GOOD]
        assert history[2].guess == 0.05


class TestWindows:
    """Parts of a log in time."""

    def test_earlier_and_later_share_nothing(self) -> None:
        """Every scored answer is in one of them; what is fitted on ends before the cut."""
        made = true_histories(DEFAULT_WEIGHTS, 2, cards=40)
        [cut] = split_at(made, [0.8])
        earlier, later = window(made, until=cut), window(made, since=cut)

        assert count_scored(earlier) + count_scored(later) == count_scored(made)
        assert count_scored(earlier) == pytest.approx(0.8 * count_scored(made), abs=5)
        assert all((it.day, it.instant) < cut for history in earlier for it in history)
        assert all((it.day, it.instant) >= cut for history in later for it in history if it.scored)


class TestEstimate:
    """Five numbers from answers."""

    def test_without_answers_the_defaults(self) -> None:
        """Nothing pulls at the bell curves."""
        found = estimate(Likelihood([]))

        assert found.weights == DEFAULT_WEIGHTS

    def test_the_offsets_come_near_the_truth(self) -> None:
        """With many answers, the fit explains them at least as well as the true weights do."""
        made = Likelihood(true_histories(FORGETFUL, 3, cards=700))
        found = estimate(made)
        count = len(made.sequels)

        assert made.loss(weights_of(found.offsets)) <= made.loss(FORGETFUL) + 1
        assert made.loss(found.weights) / count < made.loss(DEFAULT_WEIGHTS) / count - 0.005
        assert found.offsets[0] == pytest.approx(-0.7, abs=0.2)

    def test_few_answers_move_little(self) -> None:
        """What is found is shrunk: 300 answers go half of the way."""
        made = true_histories(FORGETFUL, 4, cards=200)
        [cut] = split_at(made, [300.5 / count_scored(made)])
        answers = Likelihood(window(made, until=cut))
        found = estimate(answers)
        halved = weights_of(tuple(it / 2 for it in found.offsets))

        assert len(answers.sequels) == 300
        assert found.weights == pytest.approx(halved, abs=1e-4)

    @given(st.tuples(*(st.floats(-50, 50) for _ in OFFSETS)))
    def test_weights_stay_in_their_ranges(self, offsets: tuple[float, ...]) -> None:
        """However far the search goes."""
        for weight, (low, high) in zip(weights_of(offsets), PARAMETER_RANGES, strict=True):
            assert low <= weight <= high

    def test_a_start_that_is_near_leads_to_the_same(self) -> None:
        """It is only quicker."""
        answers = Likelihood(true_histories(STEADY, 5, cards=300))
        counts = [0, 0]

        def step(at: int) -> None:
            counts[at] += 1

        first = estimate(answers, step=lambda: step(0))
        second = estimate(answers, start=first, step=lambda: step(1))

        assert answers.loss(second.weights) == pytest.approx(answers.loss(first.weights), abs=0.5)
        assert counts[1] < counts[0] <= 165

    def test_all_weights_of_few_answers(self) -> None:
        """The engine keeps its defaults for fewer than eight."""
        found = all_weights([trials((3, 0), (3, 2), (1, 5))])

        assert found == pytest.approx(DEFAULT_WEIGHTS, abs=1e-6)

    def test_all_weights_of_very_long_histories(self) -> None:
        """What comes after 256 answers to a card changes nothing."""
        long = [trials((3, 0), *[(3, 1), (1, 2), (2, 5)] * 200) for _ in range(3)]

        assert all_weights(long) == all_weights([history[:256] for history in long])


def shortened(histories: list[tuple[Trial, ...]], count: int) -> list[tuple[Trial, ...]]:
    """The first so many scored answers of a log, and what comes between."""
    [cut] = split_at(histories, [(count + 0.5) / count_scored(histories)])
    found = window(histories, until=cut)
    assert count_scored(found) == count

    return [tuple(history) for history in found]


class TestJudge:
    """Whether to adopt."""

    def test_a_few_answers_are_not_enough(self) -> None:
        """One is missing, and then none is."""
        made = true_histories(FORGETFUL, 6, cards=100)
        few = judge(shortened(made, ENOUGH - 1), DEFAULT_WEIGHTS)
        enough = judge(shortened(made, ENOUGH), DEFAULT_WEIGHTS)

        assert (few.advice, few.later, few.weights) == (Advice.TOO_FEW, None, DEFAULT_WEIGHTS)
        assert (enough.scored, enough.advice) == (ENOUGH, Advice.ADOPT)

    def test_a_learner_unlike_the_defaults(self) -> None:
        """Fitted weights are better on answers that they have not seen: 2000, and 2000 others."""
        made = shortened(true_histories(FORGETFUL, 7, cards=300), 2000)
        unseen = Likelihood(true_histories(FORGETFUL, 1007, cards=300))
        found = judge(made, DEFAULT_WEIGHTS)
        gain = unseen.loss(DEFAULT_WEIGHTS) - unseen.loss(found.weights)

        assert found.advice is Advice.ADOPT
        assert gain / len(unseen.sequels) > 0.005

    @pytest.mark.parametrize("seed", range(6))
    def test_nothing_worse_is_adopted(self, seed: int) -> None:
        """The advice follows the later answers, whoever the learner is and whatever holds."""
        learner = (DEFAULT_WEIGHTS, FORGETFUL, STEADY)[seed % 3]
        made = true_histories(learner, seed, cards=130)
        for in_force in (DEFAULT_WEIGHTS, FORGETFUL, STEADY):
            found = judge(made, in_force)
            assert found.later is not None
            before, defaults = found.later.before.log_loss, found.later.defaults.log_loss
            after = found.later.after.log_loss

            assert (found.advice is Advice.ADOPT) == (after <= min(before, defaults) - 1e-4)
            if found.advice is Advice.DEFAULTS:
                assert defaults < before

    def test_back_to_the_defaults(self) -> None:
        """Where weights hold that do badly, it says that the defaults do better."""
        made = true_histories(DEFAULT_WEIGHTS, 3, cards=120)
        bad = weights_of((-2.0, 1.0, -1.0, -1.0, -1.0))
        found = judge(made, bad)

        assert found.advice in {Advice.DEFAULTS, Advice.ADOPT}
        assert found.later is not None
        assert found.later.defaults.log_loss < found.later.before.log_loss

    def test_the_later_part_is_later(self) -> None:
        """How the last answers went has no say in what they are predicted with."""
        made = true_histories(FORGETFUL, 8, cards=100)
        [cut] = split_at(made, [0.5])
        turned = [
            tuple(
                it._replace(rating=Rating.AGAIN) if (it.day, it.instant) >= cut else it
                for it in history
            )
            for history in made
        ]
        one, other = judge(made, DEFAULT_WEIGHTS), judge(turned, DEFAULT_WEIGHTS)
        assert one.later is not None
        assert other.later is not None

        assert one.later.earlier == other.later.earlier == count_scored(window(made, until=cut))
        assert other.later.after.recalled == 0


class TestCompare:
    """Models side by side."""

    def test_folds(self) -> None:
        """A short log is split once, a longer one five times; all but the first part is tested."""
        made = true_histories(FORGETFUL, 9, cards=150)
        short, long = compare(shortened(made, 400)), compare(shortened(made, 900))

        assert (short.folds, short.scored, short.tested) == (1, 400, 100)
        assert (long.folds, long.scored, long.tested) == (5, 900, 750)
        assert [name for name, _ in long.models] == [
            *("constant", "defaults", "5 parameters", "21 parameters")
        ]

    def test_what_each_is_worth(self) -> None:
        """For a learner unlike the defaults, five weights beat them; a constant sorts nothing."""
        models = dict(compare(true_histories(FORGETFUL, 10, cards=250)).models)

        assert models["5 parameters"].log_loss < models["defaults"].log_loss - 0.003
        assert models["5 parameters"].rmse_bins < models["defaults"].rmse_bins
        assert models["constant"].auc == 0.5
        assert (models["5 parameters"].auc or 0) > 0.51

    def test_too_few(self) -> None:
        """It takes twenty."""
        made = shortened(true_histories(FORGETFUL, 9, cards=20), FEWEST)

        assert compare(made).tested == 5
        with pytest.raises(ValueError, match="it takes 20"):
            compare(shortened(made, 19))

    def test_a_learner_who_never_fails(self) -> None:
        """Figures are finite, and there is no pair to sort."""
        made = [trials((3, 0), (3, 2), (3, 9), (3, 30)) for _ in range(20)]
        made = [
            tuple(it._replace(instant=it.instant + number) for it in history)
            for number, history in enumerate(made)
        ]

        for _, found in compare(made).models:
            assert 0 < found.log_loss < 1
            assert found.auc is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize(
    "offsets",
    [
        (0.0, 0.0, 0.0, 0.0, 0.0),
        (-0.7, 0.3, -0.3, -0.3, -0.2),
        (0.8, -0.2, 0.3, 0.3, 0.2),
        (0.0, 0.5, 0.0, 0.0, 0.0),
        (0.4, -0.4, -0.3, 0.4, 0.3),
        (-1.2, 0.0, 0.4, 0.0, 0.0),
    ],
)
@pytest.mark.parametrize("count", [512, 2000])
def test_unseen_answers_of_many_learners(offsets: tuple[float, ...], count: int, seed: int) -> None:
    """Where weights are adopted they lose at most 0.006 on unseen answers, and gain if they can.

    What can be gained is what the true weights gain; of more than 0.008 at least half is.
    """
    truth = weights_of(offsets)
    made = shortened(true_histories(truth, seed, cards=count // 4), count)
    unseen = Likelihood(true_histories(truth, seed + 1000, cards=800))
    found = judge(made, DEFAULT_WEIGHTS)
    base = unseen.loss(DEFAULT_WEIGHTS)
    lost = (unseen.loss(found.weights) - base) / len(unseen.sequels)
    possible = (base - unseen.loss(truth)) / len(unseen.sequels)

    assert lost <= 0.006
    if count == 2000 and possible > 0.008:
        assert found.advice is Advice.ADOPT
        assert -lost > possible / 2
