"""Theme, icons, plots and layout: how everything looks and when it is repainted."""
