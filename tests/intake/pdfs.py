"""PDF files written by hand."""

import textwrap
import zlib

Print = tuple[float, float, float, str]


def pdf(pages: list[list[Print] | bytes], info: dict[str, str] | None = None, *, packed: bool = False) -> bytes:
    """A PDF of pages, each a list of (x, y, size of print, text) in points, or its drawing commands."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"", b"", font]
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else b"\n".join(_shown(*one) for one in page)
        filtered = b"/Filter /FlateDecode " if packed else b""
        data = zlib.compress(content) if packed else content
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filtered, len(data), data))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    told = b""
    if info:
        objects.append(
            b"<< %s >>"
            % b" ".join(b"/%s (%s)" % (key.encode(), value.encode("latin-1")) for key, value in info.items())
        )
        told = b" /Info %d 0 R" % len(objects)
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (size, told, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)


def _shown(x: float, y: float, size: float, text: str) -> bytes:
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, x, y, escaped)


def set_in(
    paragraphs: list[str], x: float = 72, y: float = 700, *, width: int = 85, gap: float = 8, indent: float = 0
) -> list[Print]:
    """Paragraphs set in lines of at most ``width`` characters, ten points high."""
    out: list[Print] = []
    for paragraph in paragraphs:
        for number, line in enumerate(textwrap.wrap(paragraph, width)):
            out.append((x + (0 if number else indent), y, 10, line))
            y -= 12
        y -= gap
    return out
