"""Mirrors from a checkout: `python main.py …` is what `mirrors …` is once installed."""

from __future__ import annotations

import sys

from mirrors_gui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
