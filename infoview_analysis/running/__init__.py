"""How the work on notes is done: what was found before is kept and used again.

``packing`` turns records into bytes and back, ``store`` keeps bytes in the user's cache folder, ``fingerprint`` tells
one version of the program from another, ``keeper`` puts notes through a step of work and keeps what comes out.
"""

from infoview_analysis.running.fingerprint import digest_model, digest_program
from infoview_analysis.running.keeper import Keeper
from infoview_analysis.running.store import Store, find_store

__all__ = ["Keeper", "Store", "digest_model", "digest_program", "find_store"]
