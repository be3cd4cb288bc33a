"""Look for input that ends a reader otherwise than in words, guided by what code it reaches.

Needs atheris, which is not among the tools for tests (``pip install atheris``). Options of libFuzzer follow::

    python benchmarks/fuzz.py note -max_total_time=300 -max_len=4000 build/fuzz/note data/benchmark/c/notes

Input that ends in an exception, or takes longer than ``-timeout`` seconds, is kept in a file and printed.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def load_targets(instrument: Callable[..., Any]) -> dict[str, Callable[[str], object]]:
    """Import what is to be fuzzed, so that atheris sees which of its lines run."""
    with instrument(include=["infoview_analysis", "yaml", "tomllib", "markdown_it"]):
        from infoview_analysis.corpus.corrections import parse_corrections
        from infoview_analysis.identity.decisions import parse_decisions
        from infoview_analysis.identity.names import capitalize, is_common, parse_name, slugify
        from infoview_analysis.language.vocabulary.user import parse_vocabulary
        from infoview_analysis.reading import read_interviews, read_note
        from infoview_analysis.reading.dates import find_dates
        from infoview_analysis.reading.front_matter import parse_front_matter
        from infoview_analysis.reflection.profile import parse_profile
    return {
        "note": lambda text: read_interviews(read_note(text, "note.md")),
        "front_matter": lambda text: parse_front_matter(f"---\n{text}", "note.md"),
        "dates": lambda text: find_dates(text, year=2026),
        "name": lambda text: (is_common(capitalize(parse_name(text))), slugify(text)),
        "profile": lambda text: parse_profile(f"---\n{text}\n---\n"),
        "profile_toml": lambda text: parse_profile(text, name="profile.toml"),
        "vocabulary": parse_vocabulary,
        "people": parse_decisions,
        "corrections": parse_corrections,
    }


def main() -> None:
    """Fuzz the target that the first argument names."""
    import atheris

    from infoview_analysis.errors import InfoviewError

    targets = load_targets(atheris.instrument_imports)
    if len(sys.argv) < 2 or sys.argv[1] not in targets:
        sys.exit(f"name a target: {', '.join(targets)}")
    read = targets[sys.argv.pop(1)]

    def try_out(data: bytes) -> None:
        with suppress(InfoviewError):  # refused in words
            read(data.decode(errors="ignore"))

    atheris.Setup(sys.argv, try_out)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
