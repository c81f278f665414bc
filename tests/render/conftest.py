"""A real Chromium without network, and a page that remembers all that it asked for and said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mapper.model import Catalog
from mapper.render import render_map

CHROMIUM = Path(os.environ.get("MAPPER_CHROMIUM", "/usr/bin/chromium"))
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; install it or set MAPPER_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield chromium
        chromium.close()


class OpenMap:
    """One page with one map, and what it asked for, complained of and executed."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._catch)
        page.on("console", self._listen)

    def _catch(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _listen(self, message: Any) -> None:
        # the tests themselves read pixels, of which Chromium warns
        if message.type in {"error", "warning"} and "willReadFrequently" not in message.text:
            self.complaints.append(message.text)

    @property
    def foreign(self) -> list[str]:
        """Requests for anything but the file itself."""
        return [url for url in self.requests[1:] if not url.startswith("blob:")]

    def ready(self) -> OpenMap:
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        return self

    def text(self, selector: str) -> str:
        return " ".join(self.page.locator(selector).inner_text().split())

    def pixel(self, *, lat: float, lon: float) -> tuple[float, float]:
        """Where on the screen a point of the earth is drawn, once the map fills its frame.

        A sheet that was just raised or lowered moves the map with the next frames.
        """
        self.page.wait_for_function(
            """() => { const box = map_strikes.getContainer(), size = map_strikes.getSize();
            return size.x === box.clientWidth && size.y === box.clientHeight; }"""
        )
        x, y = self.page.evaluate(
            """([lat, lon]) => { const p = map_strikes.latLngToContainerPoint([lat, lon]);
            const box = map_strikes.getContainer().getBoundingClientRect();
            return [p.x + box.left, p.y + box.top]; }""",
            [lat, lon],
        )
        return x, y

    def click(self, *, lat: float, lon: float) -> None:
        self.page.mouse.click(*self.pixel(lat=lat, lon=lon))

    def saved(self, button: Any) -> tuple[str, str]:
        """Click and return the name and the text of the file that is saved."""
        with self.page.expect_download() as waiting:
            button.click()
        download = waiting.value
        return download.suggested_filename, Path(download.path()).read_bytes().decode("utf-8")


@pytest.fixture
def open_map(browser: Any, tmp_path: Path) -> Iterator[Callable[..., OpenMap]]:
    """Open a catalog's map or a page's text; afterwards nothing may have been asked or said."""
    contexts = []
    opened = []

    def open_it(
        content: Catalog | str,
        *,
        fragment: str = "",
        width: int = 1366,
        height: int = 800,
        dark: bool = False,
        expect_silence: bool = True,
        **wishes: Any,
    ) -> OpenMap:
        html = content if isinstance(content, str) else render_map(content, **wishes)
        path = tmp_path / f"map{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            offline=True,
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        shown = OpenMap(context.new_page())
        if expect_silence:
            opened.append(shown)
        shown.page.goto(path.as_uri() + fragment)
        return shown.ready()

    yield open_it
    for shown in opened:
        assert shown.foreign == []
        assert shown.complaints == []
    for context in contexts:
        context.close()
