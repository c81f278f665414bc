"""A hook of MkDocs: run each notebook in a clean kernel and add it to the site with its outputs.

The notebooks are kept without outputs, so what the pages show was computed by the build that made
them. A cell that fails stops the build. While writing, `NOTEBOOKS=unrun mkdocs serve` shows the
cells alone and does not wait; `NOTEBOOKS=2,5` runs these two.
"""

from __future__ import annotations

import base64
import html
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
COMPLAINT = re.compile(r"^mapper: .*", re.MULTILINE)  # how a command in a cell says that it failed
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PANDAS = re.compile(
    r'<style scoped>.*?</style>|(?<=<table) border="1" class="dataframe"', re.DOTALL
)
FRAME = re.compile(r'^<iframe srcdoc="(.*?)" (title=.*)$', re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each notebook, and its pictures and maps beside the page."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        if path.name[0] in os.environ.get("NOTEBOOKS", path.name):
            run(notebook, path.name)
        beside: dict[str, bytes] = {}
        text = "\n\n".join(_show_cell(cell, beside) for cell in notebook.cells)
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=text))
        for name, content in beside.items():
            uri = f"notebooks/{path.stem}/{name}"
            files.append(File.generated(config, uri, content=content))
    return files


def run(notebook: NotebookNode, name: str) -> None:
    """Fill in the outputs, in a folder that is gone afterwards.

    Raises
    ------
    PluginError
        When a cell, or a command in a cell, ends with an error.
    """
    commands = str(Path(sys.executable).parent)  # `!mapper …` is the command of this environment
    kernel = {**os.environ, "PATH": os.pathsep.join([commands, os.environ.get("PATH", "")])}
    with tempfile.TemporaryDirectory() as scratch:
        client = NotebookClient(notebook, timeout=240, resources={"metadata": {"path": scratch}})
        try:
            client.execute(env=kernel)
        except CellExecutionError as error:
            raise PluginError(f"{name}: a cell failed\n{error}") from error
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if complaint := COMPLAINT.search(output.get("text", "")):
                raise PluginError(f"{name}: a command failed: {complaint[0]}")


def _show_cell(cell: NotebookNode, beside: dict[str, bytes]) -> str:
    if cell.cell_type == "markdown":
        return str(cell.source)
    shown = [_show_output(output, cell.source, beside) for output in _join(cell.outputs)]
    return "\n\n".join([f"```python\n{cell.source}\n```", *shown])


def _join(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Text that was printed in portions is one output."""
    joined: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream" and joined and joined[-1].output_type == "stream":
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _show_output(output: NotebookNode, source: str, beside: dict[str, bytes]) -> str:
    if output.output_type == "stream":
        return _show_text(output.text)
    data = output.data
    if "image/png" in data:
        name = f"{len(beside)}.png"
        beside[name] = base64.b64decode(data["image/png"])
        alt = html.escape(f"drawn by {source.strip().splitlines()[-1]}")
        return f'<p class="output"><img src="{name}" alt="{alt}"></p>'
    if "text/html" in data:
        shown = _place_map(PANDAS.sub("", data["text/html"]), beside)
        return f'<div class="output">{shown}</div>'
    return _show_text(data["text/plain"])


def _place_map(shown: str, beside: dict[str, bytes]) -> str:
    """A map becomes a file beside the page, which the browser opens when the reader gets there."""
    frame = FRAME.match(shown)
    if frame is None:
        return shown
    name = f"{len(beside)}.html"
    beside[name] = html.unescape(frame[1]).encode()
    return f'<iframe src="{name}" loading="lazy" {frame[2]}'


def _show_text(text: str) -> str:
    # a progress bar writes over its own line; what stood last is what was read
    lines = COLOURS.sub("", text).replace("\r\n", "\n").split("\n")
    return "```text\n" + "\n".join(line.rsplit("\r", 1)[-1] for line in lines).strip("\n") + "\n```"
