"""Downloads from a real server on this machine, with the layout of GeoNames' own."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mapper.errors import GazetteerError
from mapper.gazetteer.fetching import fetch_geonames
from tests.gazetteer.test_importing import GEONAMES


def _zip(name: str = "SY.txt") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "\n".join([GEONAMES] * 50))
    return stream.getvalue()


class _Server(ThreadingHTTPServer):
    files: dict[str, bytes]
    asked: list[str | None]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        body = self.server.files.get(self.path.rsplit("/", 1)[-1])
        wanted = self.headers.get("Range")
        self.server.asked.append(wanted)
        if body is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self.wfile.write(body[start:])

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    httpd = _Server(("127.0.0.1", 0), _Handler)
    httpd.files, httpd.asked = {"SY.zip": _zip()}, []
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield httpd
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def _url(server: _Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/export/dump/"


def test_a_dump_is_fetched_whole(server: _Server, tmp_path: Path) -> None:
    path = fetch_geonames("SY", base_url=_url(server), folder=tmp_path)
    assert path.read_bytes() == server.files["SY.zip"]
    assert [p.name for p in tmp_path.iterdir()] == ["SY.zip"]


def test_a_broken_download_goes_on_where_it_stopped(server: _Server, tmp_path: Path) -> None:
    (tmp_path / "SY.zip.part").write_bytes(server.files["SY.zip"][:100])
    path = fetch_geonames("SY", base_url=_url(server), folder=tmp_path)
    assert server.asked == ["bytes=100-"]
    assert path.read_bytes() == server.files["SY.zip"]


def test_what_is_no_zip_is_deleted(server: _Server, tmp_path: Path) -> None:
    server.files["SY.zip"] = b"<html>please sign in</html>"
    with pytest.raises(GazetteerError, match="no whole zip"):
        fetch_geonames("SY", base_url=_url(server), folder=tmp_path)
    server.files["SY.zip"] = _zip("UA.txt")
    with pytest.raises(GazetteerError, match=r"holds no SY\.txt"):
        fetch_geonames("SY", base_url=_url(server), folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_errors_say_the_way_out(server: _Server, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="404"):
        fetch_geonames("QQ", base_url=_url(server), folder=tmp_path)
    with pytest.raises(GazetteerError, match="two-letter"):
        fetch_geonames("../etc", base_url=_url(server), folder=tmp_path)
    with pytest.raises(GazetteerError, match="cannot reach"):
        fetch_geonames("SY", base_url="http://127.0.0.1:9/", folder=tmp_path)
