"""Errors a caller can catch.

InfoviewError
├── UsageError      (ValueError)  the request makes no sense: unknown format, no such folder
├── OutputError     (OSError)     the result cannot be written there
└── ProfileError    (ValueError)  the profile file does not say what a profile says
"""

__all__ = ["InfoviewError", "OutputError", "ProfileError", "UsageError"]


class InfoviewError(Exception):
    """Base of every error this package raises on purpose."""


class UsageError(InfoviewError, ValueError):
    """The request cannot be carried out as asked; the message says how to mend it."""


class OutputError(InfoviewError, OSError):
    """The result cannot be written where it was asked for."""


class ProfileError(InfoviewError, ValueError):
    """The profile is not understood; the message names file, line or key, and the remedy."""
