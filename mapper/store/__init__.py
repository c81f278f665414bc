"""Stores keep readings and corrections, and answer questions about what follows from them."""

from __future__ import annotations

from pathlib import Path

from mapper.errors import StoreError
from mapper.store.interface import Ingested, Store

__all__ = ["Ingested", "Store", "open_store"]


def open_store(url_or_path: str | Path, *, create: bool = False) -> Store:
    """Open a GeoPackage file, a GeoParquet folder or a `postgresql://` address.

    Parameters
    ----------
    url_or_path
        A name ending in `.gpkg` is a GeoPackage; a folder, or a name without an ending or
        ending in `.parquet`, is GeoParquet; an address is PostGIS.
    create
        Make the store when it does not exist.

    Raises
    ------
    StoreError
        When there is no such store, it is not ours, or a newer version made it.
    """
    address = str(url_or_path)
    if "://" in address:
        scheme = address.partition("://")[0]
        if not scheme.startswith("postgres"):
            raise StoreError(f"unknown kind of store {scheme + '://'!r}; use postgresql://")
        from mapper.store.postgis import PostGISStore

        return PostGISStore(address, create=create)
    path = Path(address).expanduser()
    if path.is_dir() or path.suffix in {"", ".parquet"}:
        from mapper.store.geoparquet import GeoParquetStore

        return GeoParquetStore(path, create=create)
    from mapper.store.geopackage import GeoPackageStore

    return GeoPackageStore(path, create=create)
