"""``python -m infoview_analysis``."""

import sys

from infoview_analysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
