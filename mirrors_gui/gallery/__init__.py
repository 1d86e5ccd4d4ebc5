"""The gallery of samples and presets, with thumbnails."""
