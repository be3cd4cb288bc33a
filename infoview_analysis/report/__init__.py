"""Answers → one HTML page that stands alone.

``content`` gathers what each section shows, ``picture`` makes a figure part of a page, ``page`` puts
template, style and script together.
"""

from infoview_analysis.report.page import network_page, report_page, write_report

__all__ = ["network_page", "report_page", "write_report"]
