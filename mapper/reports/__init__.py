"""Documents of every kind -> Report, and a Reject with its reason for each that is not one.

A plain text file's text is never changed; Markdown loses its front matter, HTML is reduced to
its article, PDF to its text, and each record of a JSON Lines or CSV file is a report.
"""

from __future__ import annotations

from mapper.reports.records import Draft, finish_report, make_report
from mapper.reports.sources import read_reports

__all__ = ["Draft", "finish_report", "make_report", "read_reports"]
