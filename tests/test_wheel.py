"""The built wheel, installed in a fresh environment, maps the shipped seeds from any folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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


@pytest.mark.slow
def test_a_fresh_environment_maps_the_seeds_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run(
        [environment / "bin" / "pip", "install", "--quiet", wheel], check=True, capture_output=True
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [environment / "bin" / "mapper", "map", "-o", "map.html"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Rastan" in done.stdout
    assert (
        "Zafaraneh" in (elsewhere / "map.html").read_text(encoding="utf-8")
        or (elsewhere / "map.html").stat().st_size > 100_000
    )
    shown = subprocess.run(
        [environment / "bin" / "python", "-c", "import mapper; print(mapper.__file__)"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(environment) in shown.stdout
