"""The language model: loading it once, and parsing text so that offsets stay true.

A parsed document has exactly as many characters as the report's text, so a span found in
it is a span of the report. Some characters are replaced one for one before parsing
(curly quotes, no-break spaces, ayn and hamza marks), because the model was trained without
them; quotes are therefore cut from the report's text, never from the document's.
"""

from __future__ import annotations

from mapper.language.detection import detect_language
from mapper.language.loading import Vocabulary, load_parser, model_version, read_vocabulary
from mapper.language.parsing import parse_text, parse_texts, recognize_names

__all__ = [
    "Vocabulary",
    "detect_language",
    "load_parser",
    "model_version",
    "parse_text",
    "parse_texts",
    "read_vocabulary",
    "recognize_names",
]
