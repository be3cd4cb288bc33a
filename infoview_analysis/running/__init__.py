"""How the work on notes is done: on all processors, and what was found before is kept and used again.

``packing`` turns records into bytes and back, ``store`` keeps bytes in the user's cache folder, ``fingerprint`` tells
one version of the program from another, ``workers`` shares the work out, ``keeper`` puts notes through a step of it and
keeps what comes out.
"""

from infoview_analysis.running.fingerprint import digest_model, digest_program
from infoview_analysis.running.keeper import Keeper
from infoview_analysis.running.store import Store, find_store
from infoview_analysis.running.workers import Workers, count_processors

__all__ = ["Keeper", "Store", "Workers", "count_processors", "digest_model", "digest_program", "find_store"]
