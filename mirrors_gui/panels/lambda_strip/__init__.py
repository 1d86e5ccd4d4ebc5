"""The λ strip at the bottom: slider, events, choice of λ."""
