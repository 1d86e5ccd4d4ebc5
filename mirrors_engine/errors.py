"""Errors a user can act on: one sentence that says what, where, and what to do."""


class MirrorsError(Exception):
    """Base of every error whose message is written for the user."""


class SignalError(MirrorsError):
    """The data cannot be read or used; the message names file, line and remedy."""


class ArchitectureError(MirrorsError):
    """The network asked for does not exist or is not covered by the theorem."""


class SizeError(MirrorsError):
    """The problem would not fit; raised before any memory is taken."""


class SettingError(MirrorsError, ValueError):
    """A setting such as lambda is outside its range."""


class UsageError(SettingError):
    """An option of the command line that cannot be read: wrong usage."""


class ProjectError(MirrorsError):
    """A project file is damaged, foreign, too large or too new."""


class Cancelled(MirrorsError):
    """The user cancelled; raised by a monitor and passed through unchanged."""
