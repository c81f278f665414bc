"""Take the README's pictures of the map from the shipped seeds.

    python tests/render/take_pictures.py docs/images

The pictures are of our own dispatches, so no publisher's sentence is in them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from mapper.pipeline import process
from mapper.render import write_map
from mapper.reports import read_reports
from mapper.shipped import locate_shipped

CHROMIUM = os.environ.get("MAPPER_CHROMIUM", "/usr/bin/chromium")
# name -> width, height, dark, what to open, what to click
PICTURES = {
    "map": (1280, 760, False, "#at=34.98,36.5,9", '.entry:has-text("Talbiseh")'),
    "compare": (1280, 760, True, "#at=34.98,36.72,9&view=compare", None),
    "phone": (360, 740, False, "", None),
}


def main(folder: Path) -> None:
    """Write one PNG for each picture."""
    folder.mkdir(parents=True, exist_ok=True)
    reports, rejects = read_reports([locate_shipped("seeds")])
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        page_path = Path(scratch) / "map.html"
        title = "30 September 2015: who was bombed?"
        write_map(process(reports, rejects=rejects), page_path, title=title)
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, (width, height, dark, fragment, click) in PICTURES.items():
            page = chromium.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            page.goto(page_path.as_uri() + fragment)
            page.wait_for_selector("html[data-ready]", state="attached")
            if click:
                page.locator(click).first.click()
                words = page.locator("#evidence h3", has_text="Who says what")
                words.evaluate("node => node.scrollIntoView()")
            page.wait_for_timeout(500)
            page.screenshot(path=str(folder / f"{name}.png"))
        chromium.close()
    _shrink(folder)


def _shrink(folder: Path) -> None:
    """Fewer colours, where Pillow is installed: a drawing loses nothing that one sees."""
    try:
        from PIL import Image
    except ImportError:
        return
    for name in PICTURES:
        path = folder / f"{name}.png"
        Image.open(path).convert("RGB").quantize(192).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"))
