"""Explanations for people, in plain text of 80 columns, and for programs, as JSON."""

from quizgen.explanation_report.data import explanation_data, render_json
from quizgen.explanation_report.text import render_explanation

__all__ = ["explanation_data", "render_explanation", "render_json"]
