"""The prepared index of the shipped vocabulary, so that it loads quickly.

``python -m infoview_analysis.language.vocabulary.index`` builds it anew after the files of the vocabulary have changed;
an index of other files is passed over.
"""

import gzip
import json
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from infoview_analysis.language.vocabulary.entries import Entry, load_entries
from infoview_analysis.language.vocabulary.matcher import Index, build_index

__all__ = ["fingerprint", "read_index", "write_index"]

_FILE = "index.json.gz"


def fingerprint(entries: tuple[Entry, ...]) -> int:
    """Number that changes when a name changes."""
    return crc32("\n".join(f"{entry.name};{';'.join(entry.aliases)}" for entry in entries).encode())


def read_index(wanted: int) -> Index | None:
    """The prepared index if it has this fingerprint, else None."""
    file = files(__package__).joinpath(_FILE)
    if not file.is_file():
        return None
    data = json.loads(gzip.decompress(file.read_bytes()))
    return Index(data["exact"], data["loose"]) if data["fingerprint"] == wanted else None


def write_index(path: Path) -> None:
    """Build the index of the shipped entries and write it."""
    entries = load_entries()
    index = build_index(entries)
    data = {"fingerprint": fingerprint(entries), "exact": index.exact, "loose": index.loose}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    write_index(Path(__file__).parent / _FILE)
