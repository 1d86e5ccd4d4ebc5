"""Delimited text (CSV and its relatives): dialect, rows, cells, columns."""
