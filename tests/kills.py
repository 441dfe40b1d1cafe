"""A learner who is killed in the middle of things, and remembers what the screen had said.

What the screen shows is a promise: whatever it shows of an answer must be in the log. The learner
keeps the promises of each screen in a :class:`Ledger` and compares them with the log, which is
read here line by line, without the program's own reader.
"""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from fork_server import QUIZGEN, ForkServer, Session
from pseudo_terminal import PATIENCE

FACTS = 20
AT_MOST = 0.020
_ITEM = re.compile(r"Item (\d{4})")
_VERDICT = re.compile(
    r"^\s*(Right|Right, with a slip|Wrong|Not enough)(, by your word)?\.", re.MULTILINE
)
_VERDICTS = {
    "Right": "right",
    "Right, with a slip": "slip",
    "Wrong": "wrong",
    "Not enough": "wrong",
}


def deck_text(deck: int) -> str:
    """Write a deck whose every question is known by its number, in each sort of response."""
    return "".join(_deck_lines(deck))


def _deck_lines(deck: int) -> Iterator[str]:
    yield f"format: 1\ndeck: kills-{deck:04}\ntitle: Kills {deck}\n"
    yield "sources: {book: Book}\nfacts:\n"
    for number in range(FACTS):
        item = f"{deck:02}{number:02}"
        yield f"  - id: i{item}\n    at: p. {number}\n    ask: 'Item {item}: which one?'\n"
        match number % 4:
            case 0 | 1:
                yield "    answer: this is right\n"
                yield f"    wrong: [no {item}, nor {item}, never {item}]\n"
            case 2:
                yield "    answer: hippocampus\n    kinds: [typed]\n"
            case _:
                yield "    answer: a long story\n    kinds: [recall]\n"


@dataclass(frozen=True, slots=True)
class Promise:
    """What a screen said of one answer; ``None``: it did not say."""

    verdict: str | None = None
    overruled: bool | None = None
    rating: int | None = None

    def kept_by(self, other: "Promise") -> bool:
        """Tell whether an answer in the log is the one that was promised."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.verdict, other.verdict),
                (self.overruled, other.overruled),
                (self.rating, other.rating),
            )
        )


Answers = dict[str, list[Promise]]
"""Item → its answers that hold, in order."""


@dataclass(slots=True)
class Log:
    """What the log's lines say, by rules of our own."""

    answers: Answers = field(default_factory=dict)
    #: Each answer that holds, in order: its item, the how manieth of the item it is, its sitting.
    order: list[tuple[str, int, str]] = field(default_factory=list)
    #: The same of those that count.
    learned: list[tuple[str, int, str]] = field(default_factory=list)
    counts: int = 0
    #: How many answers hold of each sitting.
    sittings: dict[str, int] = field(default_factory=dict)
    #: Lines that break off, as one may that a kill hits at the border of a page.
    torn: int = 0


def read_log(home: Path) -> Log:
    """Read the log of a home folder; a line that neither is an event nor breaks off fails."""
    live: dict[str, dict[str, object]] = {}
    counts: set[str] = set()
    torn = 0
    for path in sorted(home.glob("log/*/*.jsonl")):
        for line in path.read_bytes().splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                assert line.startswith(b'{"v":1,'), line
                torn += 1
                continue
            match event["ev"]:
                case "review":
                    live[event["id"]] = event
                    if old := event.get("replaces"):
                        # The one in its stead takes its place in the order, too.
                        del live[old]
                case "undo":
                    live.pop(event["ref"], None)
                case "count":
                    counts.add(event["session"])
                case other:
                    raise AssertionError(f"{other} was never asked for")
    log = Log(counts=len(counts), torn=torn)
    for event in live.values():
        found = _ITEM_OF_CARD.search(str(event["card"]))
        assert found
        item = found[1]
        verdict = event.get("mark")
        overruled = event.get("rule") == "overruled"
        promise = Promise(str(verdict) if verdict else None, overruled, int(str(event["rating"])))
        sitting = str(event["session"])
        log.sittings[sitting] = log.sittings.get(sitting, 0) + 1
        answers = log.answers.setdefault(item, [])
        log.order.append((item, len(answers), sitting))
        answers.append(promise)
        if event.get("counted", True) or event["session"] in counts:
            log.learned.append(log.order[-1])
    return log


_ITEM_OF_CARD = re.compile(r"/i(\d{4})/")


@dataclass(frozen=True, slots=True)
class Move:
    """Keys to press, and the answers that hold once they have done their work."""

    keys: str
    #: ``None``: nothing is to be logged.
    after: Answers | None = None
    counts: bool = False
    #: They end the session.
    ends: bool = False


@dataclass(slots=True)
class Ledger:
    """What was promised so far, and what came of it."""

    answers: Answers = field(default_factory=dict)
    counts: int = 0
    torn: int = 0
    kills: int = 0
    shown: int = 0
    losses: list[str] = field(default_factory=list)


class Learner:
    """Answers, rates, overrules and takes back at random, and is killed."""

    def __init__(self, server: ForkServer, folder: Path, seed: str, call: str = QUIZGEN) -> None:
        """Begin with an empty home folder."""
        self._server = server
        self._folder = folder
        self._home = folder / "home"
        self._chance = Random(seed)  # noqa: S311  # no secret
        self._call = call
        self._deck = 0
        #: Answers of this session that were not taken back.
        self._given = 0
        #: The sitting that is on, once it has an answer, and those before it.
        self._sitting = ""
        self._former: set[str] = set()
        #: The quiz that was left last.
        self._left = ""
        #: Manner of the sitting that is on, and what the next start of each must say.
        self._manner = ""
        self._expected: dict[str, str] = {}
        self.ledger = Ledger()

    def live_and_die(self) -> None:
        """Start the program, answer for a while, be killed after a key, and compare."""
        session = self._start()
        try:
            for _ in range(self._chance.randrange(4)):
                if not self._step(session):
                    return
            self._last_step(session)
        finally:
            session.close()

    def _start(self) -> Session:
        """Start studying, or a quiz; the next deck where this one has nothing left."""
        self._given = 0
        while True:
            deck = self._folder / f"kills{self._deck:02}.yaml"
            if not deck.exists():
                deck.write_text(deck_text(self._deck), encoding="utf-8")
            study = self._chance.random() < 0.6
            arguments = ["study", "--new", "99"] if study else ["quiz"]
            session = self._server.start(
                *arguments, str(deck), call=self._call, QUIZGEN_HOME=str(self._home)
            )
            shown = session.settle(_ready)
            self._manner = arguments[0]
            self._check_resuming(" ".join(shown.split()))
            if study:
                self._check_progress(shown)
            if _ITEM.search(shown) and "look at again" not in shown:
                return session
            session.send("q")
            session.code()
            session.close()
            self._deck += 1
            # A quiz about another deck is another quiz.
            self._expected.pop("quiz", None)

    def _check_resuming(self, shown: str) -> None:
        """Compare what a start says of the sitting before it with what the log holds of that."""
        said = self._expected.pop(self._manner, None)
        if said is not None:
            assert said in shown, f"{said!r} is not in {shown!r}"
            assert bool(said) == ("cut off" in shown or "Going on with" in shown), shown
        self._former = {*read_log(self._home).sittings}
        self._sitting = self._left if "Going on with" in shown else ""

    def _expect(self, *, ends: bool) -> None:
        """Work out what the next start of this manner must say."""
        log = read_log(self._home)
        new = {it for it in log.sittings if it not in self._former and "/" not in it}
        self._sitting = next(iter(new), self._sitting)
        count = log.sittings.get(self._sitting, 0)
        if self._manner == "quiz":
            self._left = self._sitting
        if ends:
            # It had ended already, or not quite.
            self._expected.pop(self._manner, None)
        elif self._manner == "quiz":
            self._expected["quiz"] = f": {count} of 10 answered." if count else ""
        else:
            verb = "answer is" if count == 1 else "answers are"
            self._expected["study"] = f"; its {count} {verb} saved." if count else ""

    def _check_progress(self, shown: str) -> None:
        """Compare what is new at a start with what was answered before it."""
        prefix = f"{self._deck:02}"
        learned = read_log(self._home).learned
        answered = {item for item, _, _ in learned if item.startswith(prefix)}
        found = re.search(r"(\d+) new", shown.splitlines()[0])
        assert (int(found[1]) if found else 0) == FACTS - len(answered), shown

    def _step(self, session: Session) -> bool:
        """Make a move and wait for what comes of it; ``False``: it was the last one."""
        move = self._move(session)
        shown = session.text()
        session.send(move.keys)
        try:
            session.settle(
                lambda text: text != shown and (_ready(text) or "saved" in text),
                patience=0.5 if move.keys == "u" else PATIENCE,
            )
        except AssertionError:
            if move.keys != "u":
                raise
            # The card was answered twice: taking that back as well shows the same question.
            self._take_either(move)
            return True
        self._keep(session.text(), move)
        if not _ready(session.text()):
            assert session.code() == 0
            self._compare("at the end")
            self._expected[self._manner] = ""
            return False
        return True

    def _last_step(self, session: Session) -> None:
        move = self._move(session)
        shown = session.text()
        session.send(move.keys)
        if self._chance.random() < 0.5:
            time.sleep(self._chance.uniform(0, AT_MOST))
        else:
            session.ready(AT_MOST)
        session.kill()
        assert session.code() in {-9, 0}, session.text()
        self._expect(ends=move.ends)
        self.ledger.kills += 1
        if session.text() != shown:
            self.ledger.shown += move.after is not None or move.counts
            self._keep(session.text(), move)
            self._compare(f"after {move.keys!r}")
        else:
            self._take_either(move)

    def _keep(self, shown: str, move: Move) -> None:
        """Take what a screen shows after a move for a promise."""
        ledger = self.ledger
        if move.after is not None and "nothing more" not in shown:
            count = _count(move.after) - _count(ledger.answers)
            self._given = max(0, self._given + count)
            ledger.answers = move.after
        if move.counts:
            ledger.counts += 1
        verdict = _VERDICT.search(shown)
        item = _ITEM.search(shown)
        if verdict and item and ledger.answers.get(item[1]):
            *before, last = ledger.answers[item[1]]
            said = replace(last, verdict=_VERDICTS[verdict[1]], overruled=bool(verdict[2]))
            ledger.answers = ledger.answers | {item[1]: [*before, said]}

    def _compare(self, when: str) -> None:
        """Compare the promises with the log, and go on from what the log says."""
        log = read_log(self._home)
        if not _kept(self.ledger.answers, log.answers) or self.ledger.counts > log.counts:
            self.ledger.losses.append(_difference(when, self.ledger.answers, log.answers))
        self._go_on_from(log)

    def _take_either(self, move: Move) -> None:
        """Nothing was shown of the move: it may be in the log or not, but nothing else may."""
        log = read_log(self._home)
        after = self.ledger.answers if move.after is None else move.after
        if not (_kept(self.ledger.answers, log.answers) or _kept(after, log.answers)):
            self.ledger.losses.append(_difference("unseen", self.ledger.answers, log.answers))
        self._go_on_from(log)

    def _go_on_from(self, log: Log) -> None:
        count = _count(log.answers) - _count(self.ledger.answers)
        self._given = max(0, self._given + count)
        # One kill tears one line at most.
        assert log.torn <= self.ledger.torn + 1
        self.ledger.answers, self.ledger.counts = log.answers, log.counts
        self.ledger.torn = log.torn

    def _move(self, session: Session) -> Move:
        """Choose what to do on a screen; what is typed for it is shown already."""
        moves = list(self._moves(session, session.text()))
        assert moves, session.text()
        return self._chance.choice(moves)

    def _moves(self, session: Session, shown: str) -> Iterator[Move]:
        footer = shown.rstrip().splitlines()[-1]
        found = _ITEM.search(shown)
        item = found[1] if found else ""
        if "A–" in footer:
            yield from (Move(key, self._answered(item)) for key in self._letters(shown))
            yield from self._undo(footer)
        elif "Enter answer" in footer:
            self._type(session)
            yield Move("\r", self._answered(item))
        elif "show answer" in footer:
            yield Move(" ")
            yield from self._undo(footer)
        elif "go on" in footer or "knew it" in footer or "1 Again" in shown:
            yield from self._after_answer(item, shown, footer)
        else:
            yield from self._at_the_end(shown, footer)

    def _letters(self, shown: str) -> Iterator[str]:
        """Yield the right letter as often as the wrong ones together."""
        for letter, text in re.findall(r"^ *([A-D])  (this is right|n\w+ \d)", shown, re.MULTILINE):
            yield from [letter.lower()] * (3 if text == "this is right" else 1)

    def _type(self, session: Session) -> None:
        text = self._chance.choice(["hippocampus", "hippocampas", "cerebellum", "no idea"])
        session.send(text)
        session.settle(lambda shown: f"› {text}" in shown)

    def _answered(self, item: str) -> Answers:
        answers = self.ledger.answers
        return answers | {item: [*answers.get(item, ()), Promise()]}

    def _after_answer(self, item: str, shown: str, footer: str) -> Iterator[Move]:
        told = "go on" in footer
        for key, rating in re.findall(r"([1-4]) (Again|Hard|Good|Easy)", shown):
            if not told:
                yield Move(key, self._recalled(item, int(key)))
            # The rating in brackets is the one in the log already.
            elif f"[{key} {rating}" not in shown:
                yield Move(key, self._replaced(item, Promise(rating=int(key))))
        if "knew it" in footer:
            yield Move("y", self._recalled(item, 3))
            yield Move("n", self._recalled(item, 1))
        if told:
            yield from [Move("\r"), Move(" "), Move("\r")]
            yield from self._undo(footer)
        if "o overrule" in footer:
            yield Move("o", self._replaced(item, Promise()))
        if "g I guessed" in footer:
            yield Move("g", self._replaced(item, Promise(rating=1)))

    def _recalled(self, item: str, rating: int) -> Answers:
        return self._answered(item) | {
            item: [*self.ledger.answers.get(item, ()), Promise(rating=rating)]
        }

    def _replaced(self, item: str, promise: Promise) -> Answers:
        answers = self.ledger.answers
        return answers | {item: [*answers[item][:-1], promise]}

    def _undo(self, footer: str) -> Iterator[Move]:
        """Take the last answer back: this session's, else the last one that counts.

        In a quiz that goes on it is one of the quiz, whenever it was given.
        """
        log = read_log(self._home)
        if self._manner == "quiz" and self._sitting and not self._given:
            order = [each for each in log.order if each[2] == self._sitting]
        else:
            order = log.order if self._given else log.learned
        if "u undo" in footer and order:
            item, at, _ = order[-1]
            given = self.ledger.answers[item]
            yield Move("u", self.ledger.answers | {item: given[:at] + given[at + 1 :]})

    def _at_the_end(self, shown: str, footer: str) -> Iterator[Move]:
        if "count them" in footer:
            yield Move("y", counts=True, ends=True)
            yield Move("n", ends=True)
        elif "Enter end" in footer:
            yield Move("\r", ends=True)
        if "r misses again" in footer and "again" not in shown.splitlines()[0]:
            yield Move("r")


def _ready(shown: str) -> bool:
    """Tell whether a screen is drawn as far as its footer."""
    lines = shown.rstrip().splitlines()
    return bool(lines) and ("quit" in lines[-1] or "end" in lines[-1]) and "keys" in lines[-1]


def _count(answers: Answers) -> int:
    return sum(map(len, answers.values()))


def _kept(promised: Answers, found: Answers) -> bool:
    items = {item for item, answers in (promised | found).items() if answers}
    items |= {item for item, answers in promised.items() if answers}
    return all(
        len(promised.get(item, ())) == len(found.get(item, ()))
        and all(map(Promise.kept_by, promised.get(item, ()), found.get(item, ())))
        for item in items
    )


def _difference(when: str, promised: Answers, found: Answers) -> str:
    items = sorted(promised.keys() | found.keys())
    wrong = [it for it in items if not _kept({it: promised.get(it, [])}, {it: found.get(it, [])})]
    return f"{when}: " + "; ".join(
        f"{item}: shown {promised.get(item)}, logged {found.get(item)}" for item in wrong
    )
