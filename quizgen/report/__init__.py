"""What was found, as text or JSON: problems, figures of quizzes, and what a guesser finds."""

from quizgen.report.lint import render_lint
from quizgen.report.problems import (
    Style,
    coverage_line,
    harmless,
    problem_data,
    render_check,
    render_problems,
    summary_line,
    visible,
    width,
)

__all__ = [
    "Style",
    "coverage_line",
    "harmless",
    "problem_data",
    "render_check",
    "render_lint",
    "render_problems",
    "summary_line",
    "visible",
    "width",
]
