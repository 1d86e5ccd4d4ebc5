# Every target sets up what it needs: python3 (3.11 or later) with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# what Qt needs from the system, Debian's names; a desktop has it, a bare server may not
QT_LIBRARIES := libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0

.PHONY: run test check bench exe format clean

run: $(VENV)/app
	$(BIN)/python main.py

# Windows pile up in a process (pyqtgraph's cannot be taken down safely), so that each file of
# window tests has a process of its own, two at a time.
test: check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile tests/engine
	ls tests/gui/test_*.py | QT_QPA_PLATFORM=offscreen xargs -P 2 -n 1 $(BIN)/python -m pytest

check: $(VENV)/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/bench
	$(BIN)/python -m tests.bench

exe: $(VENV)/exe
	$(BIN)/pyinstaller --noconfirm --clean mirrors.spec
	$(BIN)/python -m tests.check_exe dist/Mirrors

format: $(VENV)/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@$(MAKE) --no-print-directory qt-libraries
	@touch $@

$(VENV)/test: $(VENV)/app
	$(PIP) -e '.[test]'
	@touch $@

$(VENV)/bench: $(VENV)/app
	$(PIP) -e '.[bench]'
	@touch $@

$(VENV)/exe: $(VENV)/app
	$(PIP) -e '.[exe]'
	@touch $@

# Qt's wheels expect a few system libraries. Install them where we may, else say which.
.PHONY: qt-libraries
qt-libraries:
	@$(BIN)/python -c "import PySide6.QtWidgets" 2>/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing the system libraries Qt needs ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(QT_LIBRARIES) >/dev/null; \
	else \
	  echo "Qt cannot load: install its system libraries first, on Debian or Ubuntu:"; \
	  echo "  sudo apt-get install $(QT_LIBRARIES)"; exit 1; \
	fi
