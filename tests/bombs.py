"""Files made to harm a reader: small on disk, large or endless once opened. Every one is made here, byte by byte."""

import io
import zipfile
import zlib
from collections.abc import Callable

import docx

from tests.pdfmaker import PdfMaker

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(data), data)


def packed(data: bytes, times: int = 1) -> bytes:
    """A stream that Flate packed this many times over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%b]" % (b"/FlateDecode" * times))


def one_page(contents: bytes, box: bytes = b"0 0 595 842", resources: bytes = b"/Font<</F 5 0 R>>") -> bytes:
    """A PDF of one page with this content stream."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Resources<<%b>>/Contents 4 0 R>>" % (box, resources)
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, page, contents, _FONT])


def nested_forms(depth: int = 10, fan: int = 10) -> bytes:
    """Ten forms deep, each drawing the next ten times: 10^10 letters."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>/Font<</F %d 0 R>>>>"
    first, last = 6, 6 + depth
    objects += [stream(b"/X Do " * fan, head % (first, last)), stream(b"/X Do")]
    for number in range(first, last - 1):
        objects.append(stream(b"/X Do " * fan, head % (number + 1, last)))
    objects.append(stream(b"BT /F 9 Tf (a) Tj ET", head % (4, last)))
    return pdf([*objects, _FONT])


def many_glyphs() -> bytes:
    """A million letters in 3 KB."""
    return one_page(packed(b"BT /F 9 Tf " + (b"(" + b"a" * 1000 + b") Tj ") * 1000 + b"ET"))


def nested_flate(megabytes: int = 200) -> bytes:
    """A page of this many megabytes of operators, packed three times over to a kilobyte."""
    return one_page(packed(b"BT /F 9 Tf (a) Tj ET " * (megabytes * 1_000_000 // 21), 3))


def many_lines() -> bytes:
    return one_page(packed(b"0 0 m 9 9 l S\n" * 200_000))


def many_pages(count: int = 100_000) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    tree = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(b"%d 0 R" % (n + 3) for n in range(count)), count)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * count])


def huge_box(text: bytes = b"(A page as large as a land) Tj") -> bytes:
    return one_page(stream(b"BT /F 9 Tf " + text + b" ET"), box=b"0 0 1000000000 1000000000")


def huge_blank() -> bytes:
    """Nothing on it, so that a reader of scans would draw it to look."""
    return huge_box(b"")


def tiny_box() -> bytes:
    """A page smaller than a point, of which a picture has not two pixels."""
    return one_page(stream(b""), box=b"0 0 0.2 0.2")


def tall_box() -> bytes:
    """A page so tall that a picture of it would be narrower than a pixel."""
    return one_page(stream(b""), box=b"0 0 595 2147483647")


def circular_tree() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>"])


def lost_page() -> bytes:
    """A tree that leads to itself, and a blank page beside it that one reader of PDFs finds and another does not."""
    page = b"<</Type/Page/MediaBox[0 0 595 842]>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>", page])


def encrypted() -> bytes:
    maker = PdfMaker()
    maker.page().text(50, 50, "กข")
    return maker.file(locked=True)


def truncated() -> bytes:
    whole = many_lines()
    return whole[: len(whole) // 8]


def docx_bomb(megabytes: int = 300) -> bytes:
    """A Word file whose one part unpacks to this much."""
    return _zip({"[Content_Types].xml": b"<Types/>"}, {"word/document.xml": megabytes})


def zip_bomb(megabytes: int = 300) -> bytes:
    return _zip({}, {"report.txt": megabytes})


def many_members(count: int = 10_001) -> bytes:
    return _zip({f"{n}.txt": b"" for n in range(count)}, {})


def billion_laughs() -> bytes:
    """A Word file whose XML declares entities of entities."""
    file = io.BytesIO()
    docx.Document().save(file)
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><w>&l9;</w>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, laughs if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def _zip(parts: dict[str, bytes], zeros: dict[str, int]) -> bytes:
    """A ZIP archive of these parts, and of parts that are so many megabytes of zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        for name, megabytes in zeros.items():
            with archive.open(name, "w") as part:
                for _ in range(megabytes):
                    part.write(b"\0" * 1_000_000)
    return out.getvalue()


# name | maker | the statuses it may be given; more than one where it depends on which readers are installed
BOMBS: list[tuple[str, Callable[[], bytes], set[str]]] = [
    ("nested_forms.pdf", nested_forms, {"limit_size"}),
    ("many_glyphs.pdf", many_glyphs, {"limit_size"}),
    ("many_lines.pdf", many_lines, {"limit_size"}),
    ("many_pages.pdf", many_pages, {"limit_size"}),
    ("huge_box.pdf", huge_box, {"ok_no_records"}),
    ("huge_blank.pdf", huge_blank, {"ok_no_text", "limit_size", "limit_memory"}),
    ("tiny_box.pdf", tiny_box, {"ok_no_text"}),
    ("tall_box.pdf", tall_box, {"ok_no_text"}),
    ("circular_tree.pdf", circular_tree, {"malformed"}),
    ("lost_page.pdf", lost_page, {"ok_no_text"}),
    ("encrypted.pdf", encrypted, {"encrypted"}),
    ("truncated.pdf", truncated, {"malformed"}),
    ("nested_flate.pdf", nested_flate, {"limit_memory"}),
    ("bomb.docx", docx_bomb, {"limit_size"}),
    ("laughs.docx", billion_laughs, {"malformed"}),
    ("bomb.zip", zip_bomb, {"limit_size"}),
    ("members.zip", many_members, {"limit_size"}),
]
