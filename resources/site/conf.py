"""The documentation site: the Markdown of resources/manual, built by `make docs`."""

import re

from docutils import nodes

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
    "page_width": "1180px",
    "sidebar_width": "250px",
    "font_family": "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif",
    "head_font_family": "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif",
    "font_size": "15px",
    "code_font_size": "13px",
}
html_static_path = ["static"]
html_css_files = ["manual.css"]
toc_object_entries_show_parents = "hide"  # the class stands above its members
html_show_sourcelink = False


def escape_bars(app, what, name, obj, options, lines):
    """`|A_jᵀu|` in a docstring is an absolute value, not a substitution of reStructuredText."""
    lines[:] = [line.replace("|", r"\|") for line in lines]


def short_labels(app, doctree, docname):
    """Show numpydoc's references, named R0123456789ab-1 to be unique, as [1]."""
    for text in list(doctree.findall(nodes.Text)):
        if re.fullmatch(r"\[?R[0-9a-f]{12}-\d+\]?", text):
            text.parent.replace(text, nodes.Text(re.sub(r"R[0-9a-f]{12}-", "", text)))


def setup(app):
    app.connect("autodoc-process-docstring", escape_bars)
    app.connect("doctree-resolved", short_labels)
