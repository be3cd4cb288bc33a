"""Fonts that hold the letters of names, whatever their script."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontEntry

__all__ = ["BASE_FONT", "choose_fonts", "fit_fonts"]

BASE_FONT = "DejaVu Sans"
"""Comes with matplotlib: the same on every machine."""
_PREFERRED = (
    "Noto Sans",
    "Segoe UI",
    "Arial Unicode MS",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
    "Malgun Gothic",
    "WenQuanYi Zen Hei",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Nirmala UI",
)
"""Plain fonts, asked before any other font of the machine."""
_LAST_RESORT = "Last Resort High-Efficiency"
"""Comes with matplotlib from 3.11 on: has a frame with a letter of the script in place of each letter."""


def fit_fonts(ax: "Axes") -> None:
    """Give all texts of some axes fonts that hold their letters."""
    from matplotlib.text import Text

    for text in ax.findobj(Text):
        text.set_fontfamily(list(choose_fonts(text.get_text())))


def choose_fonts(text: str) -> tuple[str, ...]:
    """Choose the fonts for a text, the first one that holds a letter draws it.

    Letters that the usual font lacks come from those installed. Where none has them the reader sees of which script
    they are; in SVG the text stays, and the fonts of whoever looks at it count.

    Examples
    --------
    >>> choose_fonts("Ann Lee")
    ('DejaVu Sans',)
    """
    missing = frozenset(text) - _find_held(BASE_FONT, frozenset(text)) - {"\n"}
    return (BASE_FONT, *_find_fillers(missing)) if missing else (BASE_FONT,)


@lru_cache(maxsize=256)
def _find_fillers(missing: frozenset[str]) -> tuple[str, ...]:
    """Find installed fonts that between them hold as many of some letters as can be had."""
    fillers: list[str] = []
    for font in _list_fonts():
        held = _find_held(font, missing)
        if held:
            fillers.append(font)
            missing -= held
    return tuple(fillers)


@lru_cache(maxsize=1)
def _list_fonts() -> Mapping[str, str]:
    """List the installed fonts, the preferred ones first, with their files."""
    from matplotlib.font_manager import fontManager

    files = {font.name: font.fname for font in fontManager.ttflist if _is_plain(font)}
    first, last = (BASE_FONT, *_PREFERRED), (_LAST_RESORT,)
    names = (*first, *sorted(files.keys() - {*first, *last}), *last)
    return {name: files[name] for name in names if name in files}


def _is_plain(font: "FontEntry") -> bool:
    # Of a family without such a face matplotlib would take another one, and log that for every text.
    plain = (font.style, font.variant, font.stretch) == ("normal",) * 3
    return font.name == _LAST_RESORT or (plain and font.weight in ("normal", "regular", 400))


def _find_held(font: str, letters: Iterable[str]) -> frozenset[str]:
    from matplotlib.font_manager import get_font

    held = get_font(_list_fonts()[font])
    return frozenset(letter for letter in letters if held.get_char_index(ord(letter)))
