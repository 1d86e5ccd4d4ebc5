"""The view of pinned fits."""
