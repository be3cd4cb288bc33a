"""Colours on light and on dark ground."""

from types import TracebackType
from typing import Literal, get_args

from infoview_analysis.errors import UsageError

__all__ = ["Theme", "pick_color", "use_theme"]

Theme = Literal["light", "dark"]

# After Okabe and Ito (2008), Color Universal Design. On light ground vermilion and sky are shifted a little so that
# text in vermilion can be read; on dark ground most are lighter. Sky is the weaker of both blues on either. A test
# simulates how people with other colour vision see them.
_PALETTES: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#262626",
        "grey": "#606060",
        "pale": "#b3b3b3",
        "rule": "#d0d0d0",
        "faint": "#ececec",
        "blue": "#0072b2",
        "sky": "#5bb8ec",
        "vermilion": "#c65100",
        "orange": "#e69f00",
        "green": "#009e73",
        "purple": "#cc79a7",
    },
    "dark": {
        "paper": "#1a1a1a",
        "ink": "#ececec",
        "grey": "#868686",
        "pale": "#666666",
        "rule": "#444444",
        "faint": "#2c2c2c",
        "blue": "#4ca3f5",
        "sky": "#3b6a9b",
        "vermilion": "#da6e25",
        "orange": "#dcc43a",
        "green": "#36d68a",
        "purple": "#f8a4d8",
    },
}
_theme: Theme = "light"


class use_theme:  # noqa: N801 - called like a function
    """Draw all figures from now on light or dark; in a ``with`` block, those drawn inside it.

    Parameters
    ----------
    theme
        ``light``, as at the beginning, or ``dark``. A figure keeps the colours it was drawn in.

    Raises
    ------
    UsageError
        When there is no such theme.

    Examples
    --------
    >>> with use_theme("dark"):
    ...     pick_color("paper")
    '#1a1a1a'
    >>> pick_color("paper")
    '#ffffff'
    """

    def __init__(self, theme: Theme) -> None:
        global _theme
        if theme not in get_args(Theme):
            raise UsageError(f'there is no theme "{theme}"; choose one of {", ".join(get_args(Theme))}')
        self._before, _theme = _theme, theme

    def __enter__(self) -> None:
        """The theme holds since the call."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        global _theme
        _theme = self._before


def pick_color(name: str) -> str:
    """Pick a colour of the theme: paper and ink, four greys, six hues that people with any colour vision tell apart.

    Examples
    --------
    >>> pick_color("blue")
    '#0072b2'
    """
    return _PALETTES[_theme][name]
