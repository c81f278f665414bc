"""Every notebook runs from a clean kernel, and is kept without outputs."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert [path.name[0] for path in NOTEBOOKS] == list("123456")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_a_clean_kernel(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nbclient = pytest.importorskip("nbclient", reason="notebooks need the notebooks extra")
    import nbformat

    commands = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", os.pathsep.join([commands, os.environ["PATH"]]))
    shutil.copyfile(path, tmp_path / path.name)
    notebook = nbformat.read(tmp_path / path.name, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=240, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    told = "".join(output.get("text", "") for output in outputs)
    assert "mapper: " not in told, "a command in a cell ended with an error"
    assert "Traceback" not in told
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert kinds & {"text/html", "image/png"}, "a notebook shows something to look at"
