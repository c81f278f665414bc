"""The built wheel, installed in a fresh environment, maps the shipped seeds from any folder."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.docs.test_docs import LOADS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_data_seeds_and_notebooks(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("gazetteer/places.csv", "seeds/", "notebooks/"):
        assert any(name.startswith(f"mapper/_shipped/{part}") for name in names), part
    assert "mapper/py.typed" in names
    assert not [name for name in names if name.endswith((".min.js", ".gaz", ".gpkg"))]


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install(folder, str(wheel))
    return folder


def install(environment: Path, what: str) -> None:
    pip = [environment / "bin" / "pip", "install", "--quiet"]
    subprocess.run([*pip, what], check=True, capture_output=True)


def call(environment: Path, folder: Path, command: str, *words: str) -> str:
    """Run a command of the environment, with no checkout and no other environment in sight."""
    commands = environment / "bin"
    clean = {**os.environ, "PATH": f"{commands}{os.pathsep}{os.defpath}"}
    clean.pop("PYTHONPATH", None)
    done = subprocess.run(
        [commands / command, *words],
        cwd=folder,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_fresh_environment_maps_the_seeds_from_another_folder(
    environment: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shown = call(environment, elsewhere, "mapper", "map", "-o", "map.html")
    assert "Rastan" in shown
    assert (
        "Zafaraneh" in (elsewhere / "map.html").read_text(encoding="utf-8")
        or (elsewhere / "map.html").stat().st_size > 100_000
    )
    where = call(environment, elsewhere, "python", "-c", "import mapper; print(mapper.__file__)")
    assert str(environment) in where


@pytest.mark.slow
def test_the_notebooks_run_with_the_wheel_and_its_extra_alone(
    environment: Path, wheel: Path, tmp_path: Path
) -> None:
    install(environment, f"{wheel}[notebooks]")
    call(environment, tmp_path, "mapper", "notebooks", "--folder", "mine", "--copy-only")
    copies = sorted(path.relative_to(tmp_path) for path in (tmp_path / "mine").glob("*.ipynb"))
    assert [path.name[0] for path in copies] == list("123456")
    call(environment, tmp_path, "jupyter", "execute", "--inplace", *map(str, copies))
    for copy in copies:
        cells = json.loads((tmp_path / copy).read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        assert not [output for output in outputs if output["output_type"] == "error"]
        told = "".join("".join(output.get("text", "")) for output in outputs)
        assert "mapper: " not in told, f"a command in {copy.name} ended with an error"
        assert "Warning" not in told, f"{copy.name} shows a learner a warning"
        kinds = {kind for output in outputs for kind in output.get("data", {})}
        assert "image/png" in kinds, f"{copy.name} draws something"
        pages = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
        assert not [found[0] for page in pages for found in LOADS.finditer(html.unescape(page))]
