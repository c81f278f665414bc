"""One HTML file around a folium map: Leaflet, our own script and style, and the data blocks.

Nothing that comes from a report, a file name or a gazetteer is ever written as HTML or as
script. It stands in data blocks whose characters cannot end a script element, and the page
writes it with `textContent` only. The content security policy names the hash of each script
and each style that we wrote; anything else would not run even if it got in.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import folium
from branca.element import Figure
from xstatic.pkg import leaflet

__all__ = ["MapFrame", "assemble_page"]

_ASSETS = Path(__file__).resolve().parent / "assets"
_SCRIPTS = (
    *("start", "words", "bytes", "geodesic", "data", "accounts", "symbols", "basemap"),
    *("markers", "filters", "evidence", "timeline", "radius", "search", "table"),
    *("downloads", "address", "overview", "main"),
)
_TILE_HOST = "https://tile.openstreetmap.org"


class MapFrame(folium.Map):
    """A folium map that fetches nothing: no links to scripts or styles, and a fixed name.

    Add folium elements to it as to any folium map; those that need the network stay empty,
    because the page's policy forbids it.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own attribute
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own attribute

    def __init__(self, *, lat: float, lon: float, zoom: int) -> None:
        super().__init__(
            location=(lat, lon),
            zoom_start=zoom,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            # our canvas places strikes to the pixel at whole zoom steps
            max_zoom=16,
            min_zoom=1,
            bounce_at_zoom_limits=False,
            world_copy_jump=True,
            keyboard=True,
        )
        self._id = "strikes"

    def parts(self) -> tuple[str, str]:
        """Return the map's own HTML and script, without folium's header."""
        figure = self.get_root()
        assert isinstance(figure, Figure)
        figure.render()
        return figure.html.render(), figure.script.render()


@lru_cache(maxsize=1)
def _leaflet() -> tuple[str, str]:
    folder = Path(leaflet.BASE_DIR)
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    style = (folder / "leaflet.css").read_text(encoding="utf-8")
    # the sheet's pictures lie in files beside it, which a single page does not have
    style = re.sub(r"background-image:\s*url\([^)]*\);?", "", style)
    return re.sub(r"//# sourceMappingURL=\S*", "", script), style


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _policy(scripts: Iterable[str], styles: Iterable[str], *, online_tiles: bool) -> str:
    images = "data: blob:" + (f" {_TILE_HOST}" if online_tiles else "")
    script_hashes = " ".join(f"'sha256-{_digest(text)}'" for text in scripts)
    style_hashes = " ".join(f"'sha256-{_digest(text)}'" for text in styles)
    return (
        f"default-src 'none'; script-src {script_hashes}; style-src {style_hashes}; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )


def assemble_page(
    *,
    frame: MapFrame,
    title: str,
    first: Iterable[tuple[str, str, str]],
    later: Iterable[tuple[str, str, str]],
    online_tiles: bool = False,
) -> str:
    """Return the whole page.

    Parameters
    ----------
    frame
        The folium map.
    title
        Plain text of the page's title.
    first, later
        Data blocks (id, type, content) that stand before and after the script: with `first`
        alone the page draws its markers while the rest is still being read.
    """
    map_html, map_script = frame.parts()
    leaflet_script, leaflet_style = _leaflet()
    style = leaflet_style + "\n" + _asset("map.css")
    own = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    script = f"{map_script.strip()}\n(function () {{\n'use strict';\n{own}\n}})();\n"
    script = script.replace("$MAP", frame.get_name())
    # a script element ends at its first end tag, so none may stand inside it
    leaflet_script = leaflet_script.replace("</script", "<\\/script")
    policy = _policy([leaflet_script, script], [style], online_tiles=online_tiles)
    parts = [
        "<!DOCTYPE html>\n",
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n',
        '<meta name="color-scheme" content="light dark">\n',
        f"<title>{html.escape(_plain(title))}</title>\n",
        f"<style>{style}</style>\n</head>\n<body>\n",
        _asset("page.html").replace("<!--map-->", map_html.strip()),
        *_written(first),
        f"<script>{leaflet_script}</script>\n<script>{script}</script>\n",
        *_written(later),
        "</body>\n</html>\n",
    ]
    return "".join(parts)


def _written(blocks: Iterable[tuple[str, str, str]]) -> Iterable[Any]:
    for name, kind, content in blocks:
        yield f'<script type="{kind}" id="{name}">{content}</script>\n'


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
