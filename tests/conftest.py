"""What all tests share: none of them touches the cache folder of whoever runs them."""

import os
import tempfile

_FOLDER = tempfile.TemporaryDirectory(prefix="infoview-tests-")
os.environ["INFOVIEW_CACHE"] = _FOLDER.name
