"""Answers → one HTML page that stands alone.

``sections`` gathers what each section shows, with the words behind it (``citing``), ``content`` puts them together;
``network`` is what the interactive picture shows, ``drawing`` draws it, ``lines`` draws curves; ``page`` puts
templates, styles and scripts together; ``reader/`` holds the script of the page in parts, ``explorer/`` that of the
picture.
"""

from infoview_analysis.report.citing import make_link
from infoview_analysis.report.page import cohort_page, network_page, report_page, write_report

__all__ = ["cohort_page", "make_link", "network_page", "report_page", "write_report"]
