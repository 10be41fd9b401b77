"""PDFs made byte by byte, so that a test says exactly what is drawn.

The font is made too (Type 3: each glyph is a filled box), so a glyph's advance, its ink and the character its table
claims for it can be chosen one by one: that is what real fonts get wrong.
"""

from dataclasses import dataclass, field

THAI_UPPER, THAI_LOWER, THAI_TONES = "ัิีึื็", "ุู", "่้๊๋์"

# Shapes in thousandths of an em: advance, then the ink's box.
_LETTER = (600, (50, 0, 550, 500))
_SHAPES: dict[str, tuple[int, tuple[int, int, int, int] | None]] = {
    " ": (250, None),
    "า": (450, (20, 0, 400, 500)),
    "ำ": (450, (-150, 0, 400, 750)),
    "\ue033": (450, (20, 0, 400, 750)),  # a ำ that keeps within its width
    "ํ": (0, (-190, 550, -20, 720)),
    "ุ": (0, (-150, -250, -40, -60)),
    "ู": (0, (-300, -250, -40, -60)),
    "่": (0, (-120, 650, -60, 780)),
    "้": (0, (-300, 650, -40, 830)),
    "เ": (300, (50, 0, 250, 500)),
    ".": (250, (80, 0, 160, 80)),
}


def shape(letter: str) -> tuple[int, tuple[int, int, int, int] | None]:
    if letter in _SHAPES:
        return _SHAPES[letter]
    if letter in THAI_UPPER + THAI_TONES:
        return 0, (-350, 550, -40, 750)
    return _LETTER


@dataclass
class PdfPage:
    """A page's content. ``x`` and ``y`` are points from the left and top of the unrotated media box."""

    maker: "PdfMaker"
    width: float
    height: float
    rotate: int
    crop: tuple[float, float, float, float] | None
    content: list[str] = field(default_factory=list)
    fields: list[tuple[str, str, float, float]] = field(default_factory=list)

    def typed(self, x: float, y: float, value: str, *, kind: str = "Widget") -> "PdfPage":
        """A field of a form, or another annotation, with a value typed into it; its baseline is at ``y``."""
        for letter in value:
            self.maker.code(letter, letter)
        self.fields.append((kind, value, x, y))
        return self

    def text(
        self, x: float, y: float, drawn: str, *, said: str | None = None, size: float = 16, turn: int = 0
    ) -> "PdfPage":
        """One text object with its baseline at ``y``. ``said`` is what the font's table claims, glyph by glyph."""
        pairs = list(zip(drawn, said or drawn, strict=True))
        cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
        code = "".join(f"{self.maker.code(*pair):02x}" for pair in pairs)
        self.content.append(f"BT /F {size} Tf {cos} {sin} {-sin} {cos} {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def spaced(self, x: float, y: float, drawn: str, gap: float, *, size: float = 16) -> "PdfPage":
        """One text object whose letters stand ``gap`` points apart, but for marks."""
        parts = []
        for letter in drawn:
            kern = 0 if shape(letter)[0] == 0 else -gap * 1000 / size
            parts.append(f"{kern:.0f} <{self.maker.code(letter, letter):02x}>")
        self.content.append(f"BT /F {size} Tf 1 0 0 1 {x - gap} {self.height - y} Tm [{' '.join(parts)}] TJ ET")
        return self

    def slanted(self, x: float, y: float, drawn: str, *, size: float = 30) -> "PdfPage":
        """Text that runs up at 45 degrees."""
        code = "".join(f"{self.maker.code(letter, letter):02x}" for letter in drawn)
        self.content.append(f"BT /F {size} Tf 0.7 0.7 -0.7 0.7 {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def written(self, actual: str, x: float, y: float, *drawn: str, size: float = 16) -> "PdfPage":
        """Glyphs that ActualText stands for, one text object each, from left to right."""
        code = "FEFF" + actual.encode("utf-16-be").hex()
        self.content.append(f"/Span <</ActualText <{code}>>> BDC")
        for part in drawn:
            self.text(x, y, part, size=size)
            x += sum(shape(letter)[0] for letter in part) * size / 1000
        self.content.append("EMC")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "PdfPage":
        self.content.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def fill(self, x0: float, top: float, x1: float, bottom: float, grey: float = 0.0) -> "PdfPage":
        self.content.append(f"{grey} g {x0} {self.height - bottom} {x1 - x0} {bottom - top} re f 0 g")
        return self

    def clip(self, x0: float, top: float, x1: float, bottom: float) -> "PdfPage":
        """Of what follows, up to :meth:`unclip`, only what lies in the box is seen."""
        self.content.append(f"q {x0} {self.height - bottom} {x1 - x0} {bottom - top} re W n")
        return self

    def unclip(self) -> "PdfPage":
        self.content.append("Q")
        return self

    def image(self, x0: float, top: float, x1: float, bottom: float) -> "PdfPage":
        """A grey image of one pixel, drawn to that size."""
        box = f"{x1 - x0} 0 0 {bottom - top} {x0} {self.height - bottom}"
        self.content.append(f"q {box} cm BI /W 1 /H 1 /CS /G /BPC 8 ID z EI Q")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> "PdfPage":
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def table(self, xs: list[float], ys: list[float], rows: list[list[str]], *, ruled: bool = True) -> "PdfPage":
        """Text two points inside each cell; lines of a cell are parted by a line end."""
        if ruled:
            self.grid(xs, ys)
        for y, row in zip(ys, rows, strict=False):
            for x, cell in zip(xs, row, strict=False):
                for nth, line in enumerate(cell.split("\n")):
                    self.text(x + 2, y + 14 + 18 * nth, line, size=12)
        return self

    def form(self, inner: "PdfPage", matrix: str = "1 0 0 1 0 0") -> "PdfPage":
        """Draw another page's content as a form."""
        number = self.maker.add_form(inner)
        self.content.append(f"q {matrix} cm /X{number} Do Q")
        return self


class PdfMaker:
    """A document of pages."""

    def __init__(self) -> None:
        self.pages: list[PdfPage] = []
        self._codes: dict[tuple[str, str], int] = {}
        self._forms: list[PdfPage] = []

    def page(
        self,
        width: float = 595,
        height: float = 842,
        rotate: int = 0,
        crop: tuple[float, float, float, float] | None = None,
    ) -> PdfPage:
        page = PdfPage(self, width, height, rotate, crop)
        self.pages.append(page)
        return page

    def loose(self, width: float = 595, height: float = 842) -> PdfPage:
        """Content for a form, on no page of its own."""
        return PdfPage(self, width, height, 0, None)

    def code(self, drawn: str, said: str) -> int:
        return self._codes.setdefault((drawn, said), len(self._codes) + 1)

    def add_form(self, content: PdfPage) -> int:
        """The number of a form; content drawn again is the same form."""
        if not any(content is form for form in self._forms):
            self._forms.append(content)
        return next(number for number, form in enumerate(self._forms, 1) if form is content)

    def file(self, *, locked: bool = False) -> bytes:
        """The bytes of the document. A locked one says it needs a password; nobody knows which."""
        objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"", self._unicode_map()]
        objects += [_stream(body) for body in self._glyph_bodies()]
        objects[2] = self._font(first_glyph=5)
        first_form = len(objects) + 1
        forms = "".join(f"/X{n} {first_form + n - 1} 0 R" for n in range(1, len(self._forms) + 1))
        resources = f"/Font<</F 3 0 R>>/XObject<<{forms}>>"
        for form in self._forms:
            head = f"/Type/XObject/Subtype/Form/BBox[0 0 {form.width} {form.height}]/Resources<<{resources}>>"
            objects.append(_stream("\n".join(form.content), head))
        kids = []
        for page in self.pages:
            crop = f"/CropBox[{' '.join(map(str, page.crop))}]" if page.crop else ""
            objects.append(_stream("\n".join(page.content)))
            contents = len(objects)
            notes = []
            for kind, value, x, y in page.fields:
                code = "".join(f"{self.code(letter, letter):02x}" for letter in value)
                head = f"/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Resources<<{resources}>>"
                objects.append(_stream(f"/Tx BMC BT /F 12 Tf 0 5 Td <{code}> Tj ET EMC" if value else "", head))
                rect = f"{x} {page.height - y - 5} {x + 300} {page.height - y + 15}"
                field_type = "/FT/Tx/T(a)" if kind == "Widget" else ""
                objects.append(
                    f"<</Type/Annot/Subtype/{kind}{field_type}/F 4/Rect[{rect}]/AP<</N {len(objects)} 0 R>>>>".encode()
                )
                notes.append(f"{len(objects)} 0 R")
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]{crop}/Rotate {page.rotate}"
                f"/Resources<<{resources}>>/Contents {contents} 0 R/Annots[{' '.join(notes)}]>>".encode()
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
        return _file(objects, _LOCK if locked else "")

    def _glyph_bodies(self) -> list[str]:
        bodies = []
        for drawn, _ in self._codes:
            advance, ink = shape(drawn)
            x0, y0, x1, y1 = ink or (0, 0, 0, 0)
            bodies.append(f"{advance} 0 {x0} {y0} {x1} {y1} d1 {x0} {y0} {x1 - x0} {y1 - y0} re f")
        return bodies

    def _unicode_map(self) -> bytes:
        lines = "".join(
            f"1 beginbfchar <{code:02x}> <{said.encode('utf-16-be').hex()}> endbfchar "
            for (_, said), code in self._codes.items()
        )
        head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def "
        return _stream(f"{head}1 begincodespacerange <00> <ff> endcodespacerange {lines}endcmap end end")

    def _font(self, first_glyph: int) -> bytes:
        codes = range(1, len(self._codes) + 1)
        procs = "".join(f"/g{code} {first_glyph + code - 1} 0 R" for code in codes)
        names = "".join(f"/g{code}" for code in codes)
        widths = " ".join(str(shape(drawn)[0]) for drawn, _ in self._codes)
        return (
            "<</Type/Font/Subtype/Type3/FontBBox[-400 -300 700 900]/FontMatrix[0.001 0 0 0.001 0 0]"
            f"/CharProcs<<{procs}>>/Encoding<</Type/Encoding/Differences[1 {names}]>>/FirstChar 1"
            f"/LastChar {len(self._codes)}/Widths[{widths}]/ToUnicode 4 0 R/Resources<<>>>>"
        ).encode()


_LOCK = f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{'11' * 32}>/U<{'22' * 32}>/P -4>>"


def _stream(body: str, head: str = "") -> bytes:
    return f"<<{head}/Length {len(body)}>>\nstream\n{body}\nendstream".encode()


def _file(objects: list[bytes], more: str) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n".encode()
