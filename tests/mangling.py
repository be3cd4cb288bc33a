"""Text of users' files with pieces cut out, doubled and put in, for tests that try anything."""

from collections.abc import Sequence

from hypothesis import strategies as st

__all__ = ["mangle"]

_PIECES = [
    *("\n", "\n\n", " ", "\t", "\r", "\u2028", "\ufeff", "\u200b", "\u202e", "\u0301", "\x1b[31m", "\x00"),
    *("---\n", "+++\n", "...", "# ", "- ", "- [ ] ", "> ", "|", "**", "~~", "`", "[[", "]]", "](", "<!--", "-->", "%%", "{{", "}}"),
    *(":", "::", "=", "[", "]", "{", "}", '"', '"""', "'", ",", "*a", "&a ", "!!python/name:os.system ", "null", "true", "nan"),
    *("0", "-1", "99999999999999999999", "1e999", "2026-02-30", "31/12/26", "Jane Doe", "JD: ", "me: ", "SQL", "at Acme", "面談", "👍🏽"),
]


@st.composite
def mangle(draw: st.DrawFn, texts: Sequence[str], most: int = 12) -> str:
    """Draw one of the texts, changed in up to ``most`` places."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 5, 40])))
        piece = draw(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8), st.just(text[start:end] * 2)))
        text = text[:start] + piece * draw(st.sampled_from([1, 1, 1, 3, 500])) + text[end:]
    return text
