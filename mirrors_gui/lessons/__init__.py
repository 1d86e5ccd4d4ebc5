"""The first minute: a start page, and lessons that point at the controls themselves."""
