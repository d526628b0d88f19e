PYTHON ?= python3
BIN := .venv/bin
SHOWN := theorem-3.4.1 theorem-3.4.2 theorem-3.4.3

.PHONY: demo test notebooks lectures lint install

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[test]'
	touch .venv/installed

install: .venv/installed

.venv/warm: .venv/installed
	$(BIN)/theorysim doctor --warm $(SHOWN)
	touch .venv/warm

demo: .venv/warm
	$(BIN)/theorysim check $(SHOWN) --effort quick -j 2
	$(BIN)/theorysim study clipped_against_fixed_step

test: .venv/installed
	$(BIN)/python -m pytest -q -n 2 --dist loadscope --no-loadscope-reorder

notebooks: .venv/installed
	$(BIN)/python -m pytest -q -n 2 -m notebook
	$(BIN)/python -m pytest -q -m browser tests/test_browser.py

lectures: .venv/installed
	$(BIN)/python tests/lectures.py

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/mypy
