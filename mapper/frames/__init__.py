"""The only room that knows column names and the coordinate system of tables.

Every table of a catalog is described once in `TABLES`; frames, stores and exports are all
made from that description. Lists are written as text joined by "; ", for people who read
them in a spreadsheet or in QGIS; the lossless form of everything is JSON (contract.py).
"""

from __future__ import annotations

from mapper.frames.conforming import (
    claims_frame,
    conform,
    places_frame,
    reports_frame,
    strikes_frame,
    table_frame,
)
from mapper.frames.rows import join_list, strike_row, table_rows
from mapper.frames.tables import CRS, TABLES, Column, Kind, Row, Table

__all__ = [
    "CRS",
    "TABLES",
    "Column",
    "Kind",
    "Row",
    "Table",
    "claims_frame",
    "conform",
    "join_list",
    "places_frame",
    "reports_frame",
    "strike_row",
    "strikes_frame",
    "table_frame",
    "table_rows",
]
