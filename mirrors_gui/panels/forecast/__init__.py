"""The Forecast view."""
