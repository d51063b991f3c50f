"""``findings.csv``: the findings for whoever wants them in another tool."""

from __future__ import annotations

import csv
import io

from scanner.i18n import Translator
from scanner.model import ScanResult
from scanner.report.build import build
from scanner.report.clean import inert
from scanner.report.tables import findings_sheet


class CsvWriter:
    """Writes RFC 4180: commas, CRLF, UTF-8 with a byte order mark (else Excel reads it as Windows-1252)."""

    name = "csv"
    filename = "findings.csv"

    def write(self, result: ScanResult, t: Translator) -> bytes:
        """One line a finding, worst first; no cell can start a formula."""
        sheet = findings_sheet(build(result, t), t)
        text = io.StringIO(newline="")
        rows = csv.writer(text)
        rows.writerow(sheet.headers)
        for row in sheet.rows:
            rows.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
        return text.getvalue().encode("utf-8-sig")
