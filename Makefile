# Every target sets up what it needs: python3 (3.11 or later) with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# what Qt needs from the system, Debian's names; a desktop has it, a bare server may not
QT_LIBRARIES := libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 \
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
  libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0

# the exported web page is tested in a real browser
BROWSER := chromium chromium-driver

# Compiled once and kept, not anew in each of the hundreds of processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: translations run test check package-test constraints bench docs exe icons format clean

run: $(VENV)/app
	$(BIN)/python main.py

# Windows pile up in a process (pyqtgraph's cannot be taken down safely), so that a process runs
# three files of window tests (starting it takes as long as a dozen windows), two at a time.
# The engine's tests run as where neither Qt nor pytest-qt is installed.
test: check browser
	$(BIN)/python -m pytest -n 2 --dist loadfile -p no:pytest-qt -p tests.without_qt tests/engine
	ls tests/gui/test_*.py | QT_QPA_PLATFORM=offscreen xargs -P 2 -n 3 $(BIN)/python -m pytest

check: $(VENV)/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The sdist, from it the wheel, installed into a new environment and used from another folder.
package-test: $(VENV)/package
	$(BIN)/python -m tests.check_package

# Upgrade to the newest that pyproject.toml allows; run the tests before you commit it. The last
# four are what pytest and PyInstaller need besides on Windows and macOS.
constraints:
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --disable-pip-version-check \
	  --upgrade '.[test,bench,docs,exe,package]' \
	  setuptools colorama macholib pefile pywin32-ctypes
	{ sed -n '/^#/p' constraints.txt; build/constraints/bin/python -m pip freeze --all --exclude pip --exclude mirrors; } \
	  > build/constraints.txt
	mv build/constraints.txt constraints.txt

# Texts of the window that are new, and the compiled translations that it loads.
translations: $(VENV)/app
	$(BIN)/python resources/packaging/translations.py

bench: $(VENV)/bench
	$(BIN)/python -m tests.bench

# The manual as a site. Its examples run here, and in `make test`; warnings are errors.
docs: $(VENV)/docs $(VENV)/test
	$(BIN)/python -m pytest -p no:pytest-qt -p tests.without_qt tests/engine/test_manual.py
	$(BIN)/python -m sphinx -q -W --keep-going -c resources/site resources/manual build/docs
	@echo "build/docs/index.html"

exe: $(VENV)/exe
	$(BIN)/pyinstaller --noconfirm --clean mirrors.spec
	$(BIN)/python -m tests.check_exe dist/Mirrors

icons: $(VENV)/exe
	$(BIN)/python resources/packaging/make_icons.py build/icons

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

$(VENV)/docs: $(VENV)/app
	$(PIP) -e '.[docs]'
	@touch $@

$(VENV)/package: $(VENV)/app
	$(PIP) -e '.[package]'
	@touch $@

$(VENV)/exe: $(VENV)/app
	$(PIP) -e '.[exe]'
	@touch $@

.PHONY: browser
browser:
	@command -v chromedriver >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing the browser that tests the web page ..."; \
	  apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BROWSER) >/dev/null; \
	else \
	  echo "No chromedriver: the web page is not tested. On Debian: sudo apt-get install $(BROWSER)"; \
	fi

# Qt's wheels expect a few system libraries. Install them where we may, else say which.
.PHONY: qt-libraries system-libraries
system-libraries:
	@DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(QT_LIBRARIES) >/dev/null

qt-libraries:
	@$(BIN)/python -m mirrors_gui.platform_check 2>/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing the system libraries Qt needs ..."; \
	  apt-get update -qq && $(MAKE) --no-print-directory system-libraries; \
	else \
	  echo "Qt cannot load: install its system libraries first, on Debian or Ubuntu:"; \
	  echo "  sudo apt-get install $(QT_LIBRARIES)"; exit 1; \
	fi
