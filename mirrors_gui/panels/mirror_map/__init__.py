"""The Mirror map view."""
