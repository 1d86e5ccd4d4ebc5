"""How much memory a computation may still take, asked before it takes any."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from mirrors_engine.errors import Remedy, SizeError

_ASKED_FROM = 10_000_000  # numbers from which it is worth asking the system
# of glibc's malloc.h; blocks from 32 MB, the most it allows, are given back when they are freed
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEPT, _MAPPED = 256 << 20, 32 << 20


def available_memory() -> int | None:
    """Bytes that this process can still take, None where the system does not say.

    The least of what the machine has free, of what its container may use, and of the limits
    set for the process (`ulimit -v`).
    """
    found = [_free(), _of_container(), _of_process()]
    known = [amount for amount in found if amount is not None]
    return max(0, min(known)) if known else None


def check_memory(numbers: float, what: str, instead: str, remedies: Sequence[Remedy] = ()) -> None:
    """Refuse arrays that would not fit, before they are made.

    Parameters
    ----------
    numbers : float
        Floats of all arrays that exist at once.
    what, instead : str
        What takes them, and what to do: "…: thin the signal."
    remedies : sequence of Remedy
        What a program can offer.

    Raises
    ------
    SizeError
    """
    if numbers < _ASKED_FROM:
        return
    free = available_memory()
    if free is not None and 8 * numbers > free:
        raise SizeError(
            f"{what} would take {8 * numbers / 2**30:.1f} GB of memory, of which "
            f"{free / 2**30:.1f} GB are free: {instead}.",
            remedies,
        )


@cache
def keep_freed_memory() -> None:
    """Let the C library keep up to 256 MB of freed memory for the next arrays.

    The system zeroes every page that a process takes, and glibc gives memory back as soon as some
    of it is unused: of a fit of a million samples, whose arrays have 8 MB each, up to a fifth of
    the time was spent so. Other C libraries have other rules.
    """
    with suppress(TypeError, OSError, AttributeError):  # no glibc
        library = ctypes.CDLL(None)
        _ = library.gnu_get_libc_version
        for parameter, bytes_ in ((_M_MMAP_THRESHOLD, _MAPPED), (_M_TRIM_THRESHOLD, _KEPT)):
            library.mallopt(parameter, bytes_)


def _free() -> int | None:
    if sys.platform == "win32":
        return _free_on_windows()
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with suppress(OSError, ValueError, AttributeError):  # as on macOS: what is installed
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _free_on_windows() -> int | None:
    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            *((name, ctypes.c_uint64) for name in ("total", "free", "pages", "free_pages")),
            *((name, ctypes.c_uint64) for name in ("virtual", "free_virtual", "extended")),
        )

    status = Status()
    status.length = ctypes.sizeof(Status)
    with suppress(OSError, AttributeError):
        if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):  # type: ignore[attr-defined]
            return min(status.free_pages, status.free_virtual)
    return None


def _of_container() -> int | None:
    """What a control group of Linux leaves; None without a limit."""
    for limit, used in (
        ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
        (
            "/sys/fs/cgroup/memory/memory.limit_in_bytes",
            "/sys/fs/cgroup/memory/memory.usage_in_bytes",
        ),
    ):
        with suppress(OSError, ValueError):  # "max" is no number: no limit
            return int(Path(limit).read_text()) - int(Path(used).read_text())
    return None


def _of_process() -> int | None:
    """What the limits of the process leave; None without one."""
    with suppress(ImportError, OSError, ValueError, IndexError):
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        if limit != resource.RLIM_INFINITY:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            return limit - pages * os.sysconf("SC_PAGE_SIZE")
    return None


__all__ = ["available_memory", "check_memory"]
