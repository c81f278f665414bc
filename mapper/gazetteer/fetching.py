"""Download a country's GeoNames dump: resumable, checked, and only ever moved in whole."""

from __future__ import annotations

import os
import re
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.gazetteer.defaults import locate_cache

__all__ = ["BASE_URL", "fetch_geonames"]

BASE_URL = "https://download.geonames.org/export/dump/"
MAX_BYTES = 3_000_000_000
_TIMEOUT = 30
_PIECE = 1 << 16


def fetch_geonames(
    country: str,
    *,
    base_url: str | None = None,
    folder: Path | None = None,
    advance: Callable[[int], None] | None = None,
) -> Path:
    """Download one country's dump (or allCountries) and return the checked zip file.

    A download that broke off goes on where it stopped. `base_url` (or MAPPER_GEONAMES_URL)
    names another server with the same layout.

    Raises
    ------
    GazetteerError
        When the country is unknown, the network is down, or the file is no whole zip.
    """
    if not re.fullmatch(r"[A-Z]{2}|allCountries", country):
        raise GazetteerError(f"{country!r} is no two-letter country code, for example SY")
    base = base_url or os.environ.get("MAPPER_GEONAMES_URL") or BASE_URL
    if not base.startswith(("http://", "https://")):
        raise GazetteerError(f"{base!r} is no http or https address")
    folder = folder or locate_cache() / "geonames"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target, part = folder / f"{country}.zip", folder / f"{country}.zip.part"
        _download(f"{base.rstrip('/')}/{country}.zip", part, advance)
        _check_zip(part, country)
        part.replace(target)
    except OSError as error:
        raise GazetteerError(f"cannot write to {str(folder)!r}: {error.strerror}") from error
    return target


def _download(url: str, part: Path, advance: Callable[[int], None] | None) -> None:
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"User-Agent": "strike-report-mapper"})  # noqa: S310
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            resumed = answer.status == 206
            length = int(answer.headers.get("Content-Length") or 0)
            if length > MAX_BYTES:
                raise GazetteerError(f"{url!r} is {length:,} bytes, larger than any GeoNames dump")
            taken = 0
            with part.open("ab" if resumed else "wb") as stream:
                while piece := answer.read(_PIECE):
                    stream.write(piece)
                    taken += len(piece)
                    if taken > MAX_BYTES:
                        raise GazetteerError(f"{url!r} does not end; the download was stopped")
                    if advance:
                        advance(len(piece))
            if length and taken < length:
                raise GazetteerError(
                    f"{url!r} broke off after {taken:,} of {length:,} bytes; run the same command"
                    " again to go on from there"
                )
    except urllib.error.HTTPError as error:
        if error.code == 416:  # nothing is missing
            return
        way = "is the code right?" if error.code == 404 else "try again later"
        raise GazetteerError(f"{url!r} answers {error.code} {error.reason}; {way}") from error
    except urllib.error.URLError as error:
        raise GazetteerError(
            f"cannot reach {url!r} ({error.reason}); without a network, download the file elsewhere"
            " and use `mapper gazetteer import`"
        ) from error
    except (TimeoutError, ConnectionError) as error:
        raise GazetteerError(f"{url!r} broke off ({error}); run the same command again") from error


def _check_zip(part: Path, country: str) -> None:
    try:
        with zipfile.ZipFile(part) as archive:
            if f"{country}.txt" not in archive.namelist():
                raise GazetteerError(f"the downloaded zip holds no {country}.txt; it was deleted")
            size = archive.getinfo(f"{country}.txt").file_size
            if size < 50_000_000 and archive.testzip() is not None:
                raise zipfile.BadZipFile("checksum")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        part.unlink(missing_ok=True)
        raise GazetteerError(
            f"the download of {country} is no whole zip file ({error}); it was deleted, try again"
        ) from error
    except GazetteerError:
        part.unlink(missing_ok=True)
        raise
