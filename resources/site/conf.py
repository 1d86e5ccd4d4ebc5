"""The documentation site: the Markdown of resources/manual, built by `make docs`."""

from mirrors_engine import __version__

project = "Mirrors"
author = "The Mirrors authors"
copyright = f"2026, {author}"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
root_doc = "index"
myst_heading_anchors = 3
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings say them
autodoc_preserve_defaults = True
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
html_theme = "alabaster"
html_theme_options = {
    "description": "Deep networks on 1-D signals, to the certified global optimum",
    "page_width": "1100px",
    "sidebar_width": "260px",
}
html_show_sourcelink = False


def escape_bars(app, what, name, obj, options, lines):
    """`|A_jᵀu|` in a docstring is an absolute value, not a substitution of reStructuredText."""
    lines[:] = [line.replace("|", r"\|") for line in lines]


def setup(app):
    app.connect("autodoc-process-docstring", escape_bars)
