"""Asks axe-core, in headless chromium, what of a page keeps readers out."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Literal, NamedTuple

import pytest
from printing import CHROMIUM

needs_axe = pytest.mark.skipif(
    not (CHROMIUM and find_spec("axe_playwright_python")),
    reason="chromium and axe-playwright-python are not both installed",
)

Scheme = Literal["light", "dark"]


class Violation(NamedTuple):
    """A rule that a page breaks: its id, its weight, and where."""

    rule: str
    impact: str
    places: tuple[str, ...]


def violations(
    html: str | bytes,
    scheme: Scheme = "light",
    media: Literal["screen", "print"] = "screen",
) -> list[Violation]:
    """Return what a page breaks of axe-core's rules, as it looks on a medium in a scheme."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not everybody has it

    text = html if isinstance(html, str) else html.decode()
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        # The page's own policy lets no script in.
        page = browser.new_context(bypass_csp=True, offline=True).new_page()
        # In this order: a change of the medium forgets the scheme.
        page.emulate_media(media=media)
        page.emulate_media(color_scheme=scheme)
        page.set_content(text)
        assert page.evaluate(f"matchMedia('{media}').matches")
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        page.evaluate(script)
        found = page.evaluate("axe.run()")
        browser.close()
    assert found["passes"], "nothing was looked at"
    return [_violation(each) for each in found["violations"]]


def serious(found: Sequence[Violation]) -> list[Violation]:
    """Keep what axe-core calls serious or critical."""
    return [each for each in found if each.impact in {"serious", "critical"}]


def _violation(found: Mapping[str, Any]) -> Violation:
    places = tuple(f"{node['target']}: {node['html'][:200]}" for node in found["nodes"])
    return Violation(found["id"], found["impact"] or "", places)
