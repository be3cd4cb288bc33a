"""Make sense of informational interviews."""

__version__ = "0.1.0"
