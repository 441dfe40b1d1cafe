"""Puts TeX and raised or lowered signs into plain Unicode text, as far as it reaches."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import combining

_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz°′″",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ°′″",
)
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

_COMMANDS: Mapping[str, str] = MappingProxyType(
    dict(
        re.findall(
            r"(\w+) (\S)",
            "alpha α, beta β, gamma γ, delta δ, epsilon ε, varepsilon ε, zeta ζ, eta η, theta θ, "
            "vartheta ϑ, iota ι, kappa κ, lambda λ, mu μ, nu ν, xi ξ, pi π, rho ρ, sigma σ, "
            "tau τ, upsilon υ, phi φ, varphi φ, chi χ, psi ψ, omega ω, Gamma Γ, Delta Δ, "
            "Theta Θ, Lambda Λ, Xi Ξ, Pi Π, Sigma Σ, Phi Φ, Psi Ψ, Omega Ω, times ×, cdot ·, "
            "div ÷, pm ±, mp ∓, ast ∗, le ≤, leq ≤, ge ≥, geq ≥, ne ≠, neq ≠, approx ≈, "
            "equiv ≡, sim ∼, propto ∝, ll ≪, gg ≫, to →, rightarrow →, leftarrow ←, "
            "leftrightarrow ↔, Rightarrow ⇒, Leftarrow ⇐, Leftrightarrow ⇔, mapsto ↦, "
            "rightleftharpoons ⇌, uparrow ↑, downarrow ↓, infty ∞, partial ∂, nabla ∇, sum ∑, "
            "prod ∏, int ∫, in ∈, notin ∉, subset ⊂, subseteq ⊆, cup ∪, cap ∩, emptyset ∅, "
            "forall ∀, exists ∃, neg ¬, land ∧, lor ∨, angle ∠, perp ⊥, parallel ∥, degree °, "
            "circ °, prime ′, ldots …, dots …, cdots ⋯, hbar ℏ, ell ℓ, Re ℜ, Im ℑ",
        )
    )
)
"""TeX commands that have a sign of their own."""

_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "vec": "\u20d7",
        "hat": "\u0302",
        "bar": "\u0304",
        "tilde": "\u0303",
        "dot": "\u0307",
        "ddot": "\u0308",
        "overline": "\u0305",
        "not": "\u0338",
        "overrightarrow": "\u20d7",
        "underline": "\u0332",
    }
)
"""Commands that put something on each sign of what follows: as it is written after a sign."""

_ROWS: Mapping[str, str] = MappingProxyType({"begin": "(", "end": ")"})
"""What is set in rows is in brackets, whichever they are."""

_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((",", ";", ":", "!", " ", "quad", "qquad"), " "),
        **dict.fromkeys(("left", "right", "text", "textrm", "textbf", "textit", "mathrm"), ""),
        **dict.fromkeys(("mathbf", "mathit", "mathsf", "mathbb", "operatorname", "ce"), ""),
        **dict.fromkeys(("displaystyle", "limits", "big", "Big"), ""),
        "\\": "; ",
    }
)
"""Spaces, the end of a row, and what leaves nothing behind."""

_WORD = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)

#: Source with more nesting than this is shown as it stands.
_DEEPEST = 100
_NESTS = frozenset(
    {"{", "^", "_", r"\frac", r"\dfrac", r"\tfrac", r"\sqrt"}
    | {f"\\{name}" for name in (*_ACCENTS, *_ROWS)}
)


def raised(text: str) -> str:
    """Return the text in superscript characters, or after a ``^`` where there are none."""
    return _shifted(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Return the text in subscript characters, or after a ``_`` where there are none."""
    return _shifted(text, _LOWERED, "_")


def _shifted(text: str, table: Mapping[int, int], sign: str) -> str:
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return sign + (text if text.isalnum() else f"({text})")


def tex(source: str) -> str:
    r"""Return TeX source as readable text: ``\frac{a}{b} \le x^{2}`` becomes ``a/b ≤ x²``.

    Commands without a sign of their own keep their name (``\sin``), so that nothing is lost.
    """
    words = _WORD.findall(source)
    if sum(word in _NESTS for word in words) > _DEEPEST:
        return source
    words.reverse()
    parts = []
    while words:
        parts.append(_part(words))
    return "".join(parts).strip()


def _part(words: list[str]) -> str:
    """Take the next part from the end of the reversed words and return it as text."""
    word = words.pop()
    match word:
        case "{":
            return _group(words)
        case "^":
            return raised(_argument(words))
        case "_":
            return lowered(_argument(words))
        case r"\frac" | r"\dfrac" | r"\tfrac":
            return f"{_bracketed(_argument(words))}/{_bracketed(_argument(words))}"
        case r"\sqrt":
            return "√" + _bracketed(_argument(words))
        case _:
            return _sign(word, words)


def _sign(word: str, words: list[str]) -> str:
    if not word.startswith("\\"):
        return " " if word.isspace() else word.translate({ord("-"): "−", ord("}"): None})
    name = word[1:]
    if name in _COMMANDS:
        # In "\alpha x" the space only ends the command; around other signs it helps the eye.
        if _COMMANDS[name].isalpha() and words and words[-1].isspace():
            words.pop()
        return _COMMANDS[name]
    if name in _ACCENTS:
        return _accented(_argument(words), _ACCENTS[name]) or name
    if name in _ROWS:
        return _ROWS[name] if _argument(words) else name
    return _OTHERS.get(name, name)


def _accented(text: str, accent: str) -> str:
    # What is above a sign already gets nothing more above it, or texts would double and double.
    return "".join(sign if combining(sign) else sign + accent for sign in text)


def _group(words: list[str]) -> str:
    parts = []
    while words and words[-1] != "}":
        parts.append(_part(words))
    if words:
        words.pop()
    return "".join(parts)


def _argument(words: list[str]) -> str:
    while words and words[-1].isspace():
        words.pop()
    return _part(words) if words else ""


def _bracketed(text: str) -> str:
    return text if text.isalnum() else f"({text})"
