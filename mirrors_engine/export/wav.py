"""A fit as sound: the function at even steps of x."""

from __future__ import annotations

import io

import numpy as np

from mirrors_engine.errors import SizeError
from mirrors_engine.export.model import Model
from mirrors_engine.progress import Monitor, Progress, silent

SLOWEST, FASTEST = 1000, 768_000  # samples a second of what counts as a recording
PLAYED = 44_100  # samples a second of anything else
LONGEST = 50_000_000
_BLOCK = 200_000


def wav_sound(model: Model, monitor: Monitor = silent) -> bytes:
    """The function as a WAV file of one channel of float32.

    Where x steps as the seconds of a recording do, the file has its sampling rate; else
    every step of x is played as a sample, 44 100 a second. Values beyond ±1 are scaled to 1.

    Raises
    ------
    SizeError
        If the steps are so uneven that the file would have more than 50 million samples.
    """
    from scipy.io import wavfile

    x = model.signal.x
    seconds = 86400.0 if model.signal.x_is_time else 1.0
    step = float(np.median(np.diff(x))) if len(x) > 1 else 1.0
    rate = 1.0 / (step * seconds)
    recorded = SLOWEST <= rate <= FASTEST
    whole = round(rate) if recorded else PLAYED
    if recorded and abs(whole - rate) < 1e-3 * rate:
        step = 1.0 / (whole * seconds)
    span = (float(x[-1]) - float(x[0])) / step
    if span > LONGEST:
        raise SizeError(
            f"A sound of {span:.3g} samples is too long: thin the signal, or choose a part of it."
        )
    count = round(span) + 1
    values = np.empty(count)
    for start in range(0, count, _BLOCK):
        places = np.arange(start, min(count, start + _BLOCK))
        values[places] = model.predict(np.minimum(x[0] + places * step, x[-1]))
        monitor(Progress("Writing the sound", places[-1] / count))
    loudest = float(np.abs(values).max())
    if loudest > 1.0:
        values /= loudest
    stream = io.BytesIO()
    wavfile.write(stream, whole, values.astype(np.float32))
    return stream.getvalue()
