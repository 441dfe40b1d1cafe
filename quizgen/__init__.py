"""Curated YAML facts in; quizzes for the terminal, Anki and paper out."""

__version__ = "0.1.0"
