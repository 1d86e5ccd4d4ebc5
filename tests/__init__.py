"""Ours come first: a package that is measured installs one of this name too."""
