"""The model's version is told without loading the model."""

from __future__ import annotations

import os
import subprocess
import sys

from mapper.language import load_parser, model_version


def test_the_version_is_that_of_the_loaded_model() -> None:
    meta = load_parser().meta
    assert model_version() == f"{meta['lang']}_{meta['name']} {meta['version']}"


def test_spacy_is_not_imported_to_tell_it() -> None:
    code = (
        "import sys; from mapper.language import model_version; "
        "print(model_version(), 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False"


def test_a_model_that_is_not_there_is_told() -> None:
    code = "from mapper.language import model_version; model_version()"
    env = {**os.environ, "MAPPER_SPACY_MODEL": "en_no_such_model"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False
    )
    assert "MapperError: cannot load the language model 'en_no_such_model'" in done.stderr
