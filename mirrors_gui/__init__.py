"""The window of Mirrors: PySide6 and pyqtgraph over `mirrors_engine`."""
