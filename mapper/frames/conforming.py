"""Frames of a catalog's tables, with the same types from wherever the rows come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapper.frames.rows import table_rows
from mapper.frames.tables import CRS, TABLES, Kind, Table
from mapper.model import Catalog

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

__all__ = [
    "claims_frame",
    "conform",
    "places_frame",
    "reports_frame",
    "strikes_frame",
    "table_frame",
]


def strikes_frame(catalog: Catalog) -> geopandas.GeoDataFrame:
    """Return one row a strike in EPSG:4326; a strike without a pin has no geometry."""
    return _spatial_frame("strikes", catalog)


def places_frame(catalog: Catalog) -> geopandas.GeoDataFrame:
    """Return one row for each place that a report names, struck or not, in EPSG:4326."""
    return _spatial_frame("places", catalog)


def claims_frame(catalog: Catalog) -> pd.DataFrame:
    """Return one row a claim; `strikes` and `places` are joined by "; "."""
    frame: pd.DataFrame = table_frame("claims", catalog)
    return frame


def reports_frame(catalog: Catalog) -> pd.DataFrame:
    """Return one row a report, with its text."""
    frame: pd.DataFrame = table_frame("reports", catalog)
    return frame


def table_frame(name: str, catalog: Catalog) -> Any:  # noqa: ANN401
    """Return any table of `TABLES` as a frame, a GeoDataFrame when the table is spatial."""
    import pandas as pd

    table = TABLES[name]
    rows = list(table_rows(name, catalog))
    return conform(pd.DataFrame(rows, columns=list(table.names)), table)


def _spatial_frame(name: str, catalog: Catalog) -> geopandas.GeoDataFrame:
    frame: geopandas.GeoDataFrame = table_frame(name, catalog)
    return frame


def conform(frame: pd.DataFrame, table: Table) -> Any:  # noqa: ANN401
    """Give a frame the table's columns, order and types, whichever store it came from.

    Text is a string column, dates are datetime64[s], whole numbers int64; a missing value is
    null. Spatial tables come back as GeoDataFrames.
    """
    import pandas as pd

    columns = {column.name: _typed(frame[column.name], column.kind) for column in table.columns}
    plain = pd.DataFrame(columns)
    return _with_points(plain) if table.spatial else plain


def _typed(values: pd.Series[Any], kind: Kind) -> pd.Series[Any]:
    import pandas as pd

    values = values.reset_index(drop=True)
    if kind == "text":
        return values.astype("str").where(values.notna(), None).astype("str")
    if kind == "date":
        return pd.to_datetime(values, errors="coerce").astype("datetime64[s]")
    if kind == "real":
        return pd.to_numeric(values).astype("float64")
    if kind == "boolean":
        return values.fillna(False).astype("bool")
    return pd.to_numeric(values).fillna(0).astype("int64")


def _with_points(frame: pd.DataFrame) -> geopandas.GeoDataFrame:
    import geopandas
    import numpy as np
    import shapely

    drawn = frame["lat"].notna() & frame["lon"].notna()
    if "mapped" in frame:
        drawn &= frame["mapped"]
    geometry = np.full(len(frame), None, dtype=object)
    chosen = drawn.to_numpy()
    geometry[chosen] = shapely.points(
        frame["lon"].to_numpy()[chosen], frame["lat"].to_numpy()[chosen]
    )
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs=CRS)
