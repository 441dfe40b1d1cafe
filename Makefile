# Two commands matter: `make quiz` sets up and starts a quiz, `make test` sets up and runs the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := quizgen tests benchmarks

.PHONY: help quiz test check lint types slow golden decks wheel clean

help: ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(BIN)/quizgen: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("quizgen needs Python 3.11 or newer; try: make PYTHON=python3.11 quiz" if sys.version_info < (3, 11) else 0)'
	@echo 'Setting up in $(VENV); this takes a minute.'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(BIN)/quizgen
	@echo 'Setting up the tests; this takes a minute.'
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

quiz: $(BIN)/quizgen ## set up if need be and take a quiz on the shipped deck
	@trap : INT; $(BIN)/quizgen quiz decks/muscle-spasms || test $$? -eq 130 # Ctrl-C is no failure

test: $(VENV)/.dev ## set up if need be and run the tests
	$(BIN)/python -m pytest -n 2 -m 'not slow'

slow: $(VENV)/.dev ## run the slow tests too
	$(BIN)/python -m pytest -n 2 -m slow

check: lint types decks ## lint, types and the shipped decks

lint: $(VENV)/.dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(VENV)/.dev
	$(BIN)/mypy

decks: $(BIN)/quizgen
	$(BIN)/quizgen check decks --strict

golden: $(VENV)/.dev ## rewrite the golden files; review the difference
	$(BIN)/python -m pytest -n 2 -m 'not slow' --golden

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

clean: ## remove the environment and everything built
	rm -rf $(VENV) dist out .hypothesis .mypy_cache .pytest_cache .ruff_cache
