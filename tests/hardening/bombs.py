"""Small files that stand for much: `python -m tests.hardening.bombs` reads each and tells the cost.

Each is read in a process of its own, whose processor seconds and greatest memory are printed.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import warnings
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["BOMBS", "file_name", "pack", "pages", "plain", "read_apart", "write_pdf"]

_TEXT = b"BT /F1 12 Tf 40 700 Td (Jets hit Karvel.) Tj ET\n"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TYPE0 = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode %d 0 R "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [%s] >>] >>"
)


def write_pdf(parts: list[bytes], *, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(parts) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def pack(data: bytes, times: int = 1, entries: bytes = b"") -> bytes:
    """Return a stream object, packed so many times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    named = b" ".join([b"/FlateDecode"] * times)
    head = b"<< /Length %d /Filter [%s] %s >>" % (len(data), named, entries)
    return head + b"\nstream\n%s\nendstream" % data


def pack_alike(beginning: bytes, ends: Iterable[bytes]) -> list[bytes]:
    """Return streams that begin alike and end each in its own way; the beginning is packed once."""
    packer = zlib.compressobj(9)
    packed = packer.compress(beginning)
    streams = []
    for end in ends:
        rest = packer.copy()
        streams.append(plain(packed + rest.compress(end) + rest.flush(), b"/Filter /FlateDecode"))
    return streams


def plain(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object as it is."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pages(
    contents: list[bytes],
    *,
    each: int = 1,
    fonts: bytes = b"/F1 3 0 R",
    resources: bytes = b"",
    more: tuple[bytes, ...] = (),
) -> bytes:
    """Return a PDF with `each` pages for every content; object 3 is a font, `more` begins at 4."""
    first = 4 + len(more)
    leaves, streams = [], []
    for number, content in enumerate(contents):
        streams.append(content)
        leaves += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << %s >> %s >> >>" % (first + number, fonts, resources)
        ] * each
    start = first + len(streams)
    kids = b" ".join(b"%d 0 R" % (start + n) for n in range(len(leaves)))
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(leaves))
    return write_pdf([catalog, tree, _FONT, *more, *streams, *leaves])


def _forms() -> bytes:
    """Forms that draw each other ten times over, eight deep."""
    made = []
    for depth in range(8):
        inner = b"/F%d Do " % (depth + 1) * 10 if depth < 7 else _TEXT * 50
        use = b"/Resources << /XObject << /F%d %d 0 R >> /Font << /F1 3 0 R >> >>"
        made.append(plain(inner, b"/Type /XObject /Subtype /Form " + use % (depth + 1, 5 + depth)))
    return pages([plain(b"/F0 Do " * 10)], resources=b"/XObject << /F0 4 0 R >>", more=tuple(made))


def _object_stream(count: int) -> bytes:
    """Very many objects in one packed stream, one of them the tree of pages."""
    body = b"<< /Type /Pages /Kids [] >> " + b"1 " * count
    index = b"3 0 " + b" ".join(b"%d %d" % (9 + n, 28 + 2 * n) for n in range(count)) + b"\n"
    entries = b"/Type /ObjStm /N %d /First %d" % (count + 1, len(index))
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, part in (
        (1, b"<< /Type /Catalog /Pages 3 0 R >>"),
        (2, pack(index + body, 1, entries)),
    ):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    row = lambda kind, at, more: bytes([kind]) + at.to_bytes(4, "big") + more.to_bytes(3, "big")  # noqa: E731
    table = [row(0, 0, 0), row(1, places[0], 0), row(1, places[1], 0), row(2, 2, 0)]
    table += [row(0, 0, 0)] * 5 + [row(2, 2, n + 1) for n in range(count)]
    at = len(out)
    entries = b"/Type /XRef /W [1 4 3] /Root 1 0 R /Size %d" % len(table)
    out += b"8 0 obj\n%s\nendobj\n" % pack(b"".join(table), 1, entries)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at)


def _maps(fonts: int, per: bytes, repeat: int) -> bytes:
    """Many fonts, each with a long map to Unicode."""
    table = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n" + per * repeat
    made = [pack(table + b"endcmap")]
    made += [_TYPE0 % (4, b"") for _ in range(fonts)]
    named = b" ".join(b"/G%d %d 0 R" % (n, 5 + n) for n in range(fonts))
    return pages([plain(_TEXT.replace(b"F1", b"G0"))], each=100, fonts=named, more=tuple(made))


def _kids(kids: bytes) -> bytes:
    tree = b"<< /Type /Pages /Kids [%s] >>" % kids
    return write_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, _FONT])


def _layers(depth: int, width: int) -> bytes:
    """Page trees in which every branch is every other one."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(depth):
        parts.append(b"<< /Type /Pages /Kids [%s] >>" % (b"%d 0 R " % (level + 3) * width))
    return write_pdf([*parts, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


def _loop() -> bytes:
    made = pages([plain(_TEXT)])
    table = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % table)


def _chain() -> bytes:
    """Ten thousand tables, each of which names the one before."""
    made = bytearray(pages([plain(_TEXT)]))
    last = made.rindex(b"xref\n0")
    for _ in range(60_000):
        at = len(made)
        made += b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\n" % last
        last = at
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % last)


def _entries() -> bytes:
    made = write_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *[b"<< >>"] * 150_000])
    return made.replace(b"2 0 obj\n<< >>", b"2 0 obj\n<<  >>", 1)


BOMBS: dict[str, Callable[[], bytes]] = {
    "spaces": lambda: pages([pack(b" " * 400_000_000)]),
    "spaces packed three times": lambda: pages([pack(b" " * 400_000_000, 3)]),
    "spaces on each of 500 pages": lambda: pages(
        pack_alike(b" " * 4_900_000, (b"%d" % n for n in range(500)))
    ),
    "one stream on 500 pages": lambda: pages([pack(_TEXT + b" " * 4_900_000)], each=500),
    "operations": lambda: pages([pack(b"0 g " * 1_200_000)], each=500),
    "few operations on each of 500 pages": lambda: pages([pack(b"0 g " * 20_000)], each=500),
    "text": lambda: pages([pack(_TEXT * 100_000)], each=500),
    "long words": lambda: pages([pack(b"BT /F1 1 Tf (%s) Tj ET" % (b"a" * 4_000_000))], each=500),
    "many short words": lambda: pages(
        [pack(b"BT /F1 1 Tf [%s] TJ ET" % (b"(a) 9 " * 90_000))], each=500
    ),
    "numbers": lambda: pages([pack(b"1 " * 2_400_000)], each=500),
    "dots": lambda: pages([pack(b". " * 2_400_000)], each=500),
    "pictures without an end": lambda: pages([pack(b"BI /W 1 ID " * 400_000)]),
    "arrays in arrays": lambda: pages([plain(b"[" * 5_000_000)]),
    "arrays in the catalog": lambda: write_pdf([b"[" * 5_000_000]),
    "words in the catalog": lambda: write_pdf([b"<< /A " * 1_500_000]),
    "forms in forms": _forms,
    "objects in a stream": lambda: _object_stream(100_000),
    "more objects in a stream": lambda: _object_stream(600_000),
    "maps": lambda: _maps(100, b"1 beginbfrange <0000> <ffff> <0000> endbfrange\n", 2000),
    "long maps": lambda: _maps(20, b"1 beginbfchar <0041> <0041> endbfchar\n", 100_000),
    "pages that are not there": lambda: (
        _kids(b"".join(b"%d 0 R " % n for n in range(9, 90_000))) + b"%" * 6_000_000
    ),
    "pages that are all pages": lambda: _layers(60, 50),
    "a table that follows itself": _loop,
    "tables that follow tables": _chain,
    "many objects": _entries,
    "many objects without a table": lambda: (
        b"%PDF-1.5\n" + b"1 0 obj\n<< >>\nendobj\n" * 400_000
    ),
    "no end": lambda: b"%PDF-1.5\n" + b"\n" * 9_900_000,
    "only ends": lambda: b"%PDF-1.5\n" + b"%%EOF\n" * 1_600_000,
    "one long line": lambda: b"%PDF-1.5\n" + b"7" * 9_900_000,
    "open words": lambda: pages([plain(b"(" * 5_000_000)]),
    "hexadecimal": lambda: pages([plain(b"<" + b"4" * 5_000_000)]),
    "run lengths": lambda: pages([plain(b"\x81a" * 4_000_000, b"/Filter /RunLengthDecode")]),
    "rows": lambda: pages(
        [pack((b"\x04" + b"a" * 200) * 24_000, 1, b"/DecodeParms << /Predictor 15 /Columns 200 >>")]
    ),
    "damaged packing": lambda: pages([plain(b"\x00" * 9_000_000, b"/Filter /FlateDecode")]),
}  # fmt: skip


_WORDS = b"Jets hit Karvel on Tuesday, killing three. "
_PAGE = b"<!doctype html><html><body>%s</body></html>"
_DATA = b"<script type='application/ld+json'>{'@type':'NewsArticle','headline':'%s'}</script>"
BOMBS |= {
    "paragraphs.html": lambda: _PAGE % ((b"<p>" + _WORDS) * 99_000),
    "short paragraphs.html": lambda: _PAGE % (b"<p>a" * 99_000),
    "links.html": lambda: _PAGE % (b"<a href=x>a</a>" * 49_000),
    "a long name.html": lambda: _PAGE % (b"<p class='" + b"a " * 4_900_000 + b"'>x"),
    "a long headline.html": lambda: _PAGE % (
        _DATA.replace(b"'", b'"') % (b"a " * 4_000_000) + (b"<p>" + _WORDS) * 10
    ),
    "metadata.html": lambda: b"<html><head>" + b"<meta name=author content='a b'>" * 99_000,
    "dates.html": lambda: _PAGE % (b"<p>12 May 2015 2015-05-12 12/05/2015 " * 99_000),
    "one paragraph.html": lambda: _PAGE % (b"<p>" + _WORDS * 220_000),
    "comment.html": lambda: _PAGE % (b"<!--" + b"-" * 9_900_000),
    "latin.txt": lambda: _WORDS.replace(b"e", b"\xe9") * 220_000,
    "random.txt": lambda: random.Random(1).randbytes(9_900_000),
    "front matter.md": lambda: b"---\n" + b"a: b\n" * 1_900_000 + b"---\n" + _WORDS,
    "rows.csv": lambda: b"text,date\n" + b"a,b\n" * 2_400_000,
    "commas.csv": lambda: b"text" + b"," * 9_900_000,
    "pages.jsonl": lambda: (b'{"html":"<html>%s</html>"}\n' % (b"<p>a" * 40_000)) * 40,
    "objects.json": lambda: b"[" + b'{"text":"a"},' * 700_000 + b'{"text":"a"}]',
    "arrays.json": lambda: b"[" * 9_900_000,
    "lines.jsonl": lambda: b'{"text":"a"}\n' * 700_000,
}  # fmt: skip


def file_name(bomb: str) -> str:
    """Return the name of the file that a bomb is: a PDF where nothing else is said."""
    return bomb if "." in bomb else f"{bomb}.pdf"


def read_apart(
    data: bytes, name: str, *, before: Callable[[], object] = lambda: None
) -> dict[str, object]:
    """Read a document in a child; return what came of it, processor seconds, megabytes."""
    from mapper.errors import ReportError
    from mapper.reports.documents import read_document
    from mapper.reports.tables import TABLE_SUFFIXES, read_table

    ours = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    out, answer = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(answer, "w") as pipe:
            try:
                before()
                if Path(name).suffix in TABLE_SUFFIXES:
                    told = f"{len(read_table(data, name)):,} records"
                else:
                    told = f"{len(read_document(data, name).text):,} characters"
            except ReportError as error:
                told = str(error)
            except BaseException as error:
                told = f"FAULT {error!r}"
            pipe.write(told)
        os._exit(0)
    os.close(answer)
    with os.fdopen(out) as pipe:
        told = pipe.read()
    _, _, used = os.wait4(child, 0)
    cpu = used.ru_utime + used.ru_stime
    return {"told": told, "cpu_s": round(cpu, 2), "mb": round(used.ru_maxrss / 1e3 - ours / 1e6)}


def main() -> None:
    """Read each and print what it took."""
    warnings.simplefilter("ignore")
    import charset_normalizer  # noqa: F401 - loaded once, and not by each
    import pypdf  # noqa: F401
    import trafilatura  # noqa: F401

    for name in sys.argv[1:] or BOMBS:
        path = Path(tempfile.gettempdir()) / "bomb"
        child = os.fork()  # so that what makes the file is not counted
        if not child:
            path.write_bytes(BOMBS[name]())
            os._exit(0)
        os.waitpid(child, 0)
        data = path.read_bytes()
        print(
            json.dumps({"bomb": name, "bytes": len(data), **read_apart(data, file_name(name))}),
            flush=True,
        )
    path.unlink()


if __name__ == "__main__":
    main()
