"""Answers → one HTML page that stands alone.

``content`` gathers what each section shows, ``network`` what the interactive picture shows, ``drawing`` draws
it, ``page`` puts template, style and script together; ``explorer/`` holds the script of the picture in parts.
"""

from infoview_analysis.report.page import network_page, report_page, write_report

__all__ = ["network_page", "report_page", "write_report"]
