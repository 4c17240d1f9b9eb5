# Everything happens in .venv; the first target that needs it makes it, once.
#
#   make run        open the sample article in the reader
#   make test       all checks and all tests
#   make bench      speed, size and accuracy
#   make format     put the code into shape
#   make pictures   take the pictures of the documentation anew
#   make tables     write the keys and the help of commands into the documentation
#   make snapshots  write down anew what every screen looks like
#   make clean      remove what these targets made
#
# PYTHON=... names another interpreter (3.11 or later).

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?=
SAMPLE := seeds/000_e6830725a6523a0a.txt

# An interpreter of another virtual environment, or modules on a search path, must not leak in here.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: run test bench format pictures tables snapshots clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

run: $(READY)
	@$(BIN)/annotate $(SAMPLE)

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: $(READY)
	$(BIN)/python docs/pictures.py

tables: $(READY)
	$(BIN)/python docs/tables.py

snapshots: $(READY)
	SNAPSHOTS=take $(BIN)/pytest tests/tui/test_snapshots.py

# The stamp is touched last, so an interrupted installation starts again from nothing.
$(READY): pyproject.toml constraints.txt
	@set -eu; python=; \
	for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	    then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "annotate needs Python 3.11 or later, and none was found:" \
	        "install it, or name it with 'make PYTHON=/path/to/python3.11'." >&2; \
	    exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version), once ..."; \
	rm -rf $(VENV); \
	"$$python" -m venv $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	touch $(READY)

# The peers that the figures are measured against are needed for nothing else. frogmouth wants a
# Textual of its own.
$(VENV)/.bench: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@$(BIN)/python -m venv $(VENV)/frogmouth
	@$(VENV)/frogmouth/bin/python -m pip install --quiet --disable-pip-version-check 'frogmouth>=0.9.2,<1'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache \
	    .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
