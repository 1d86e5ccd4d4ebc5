"""Features with kinks at data points: hinges (two layers), ramps and pairs of kinks."""
