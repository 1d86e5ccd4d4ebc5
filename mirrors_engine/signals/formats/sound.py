"""Sound: seconds on x, a column for each channel, samples between -1 and 1."""

from __future__ import annotations

import io
import struct

import numpy as np

from mirrors_engine.errors import SignalError
from mirrors_engine.signals.formats.typed import File, Values, needed, table_of
from mirrors_engine.signals.tables.table import Table

_KNOWN = (b"fmt ", b"fact", b"data", b"JUNK", b"Fake")


def wav(file: File) -> Table:
    """Samples of PCM or floating-point WAV."""
    from scipy.io import wavfile

    rate, data = wavfile.read(io.BytesIO(_bare(file.content)))
    if data.dtype.kind == "u":
        data = (data.astype(np.float64) - 128.0) / 128.0
    elif data.dtype.kind == "i":
        data = data / float(2 ** (8 * data.dtype.itemsize - 1))
    return _table(file, int(rate), np.asarray(data, dtype=np.float64))


def compressed(file: File) -> Table:
    """FLAC, Ogg Vorbis and the like."""
    soundfile = needed("soundfile", "soundfile", "sound")
    data, rate = soundfile.read(io.BytesIO(file.content), dtype="float64", always_2d=True)
    return _table(file, int(rate), data)


def _bare(content: bytes) -> bytes:
    """The file without chunks of notes and loops, which SciPy warns of."""
    if content[:4] != b"RIFF":
        return content
    kept, at = [], 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])[0]
        end = at + 8 + size + size % 2
        if name in _KNOWN:
            kept.append(content[at:end])
        at = end
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def _table(file: File, rate: int, data: np.ndarray) -> Table:
    if rate <= 0 or data.size == 0:
        raise SignalError(f"{file.name} holds no sound: choose another file.")
    channels = data.reshape(len(data), -1)
    seconds = Values("time", np.arange(len(channels)) / rate, "s")
    names = (
        ["sound"]
        if channels.shape[1] == 1
        else [f"channel {k + 1}" for k in range(channels.shape[1])]
    )
    columns = [Values(n, channels[:, k]) for k, n in enumerate(names)]
    return table_of(file, [seconds, *columns], [f"{rate} samples a second."])
