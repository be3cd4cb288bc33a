"""Tables that may be shown: people and organisations under pseudonyms, other names and addresses masked.

``key`` keeps who is who, ``known`` collects the names of the tables, ``masking`` goes through a text word by word,
``workplaces`` marks firms of everyday words, ``ordinary`` has the words that may stand, ``addresses`` masks mail, phone
and links, ``sentences`` tells the program's words from a note's, ``tables`` puts it all to work.
"""

from infoview_analysis.corpus.pseudonyms.key import Key, read_key, reveal, write_key
from infoview_analysis.corpus.pseudonyms.tables import pseudonymize

__all__ = ["Key", "pseudonymize", "read_key", "reveal", "write_key"]
