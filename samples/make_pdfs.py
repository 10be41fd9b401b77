"""Print some of the samples to PDF: NAME.office.pdf (LibreOffice), NAME.chrome.pdf (Chromium), NAME.lostam.pdf.

Needs soffice, chromium and Thai fonts on the machine (Debian: libreoffice-writer-nogui chromium fonts-thai-tlwg), so
the results are kept beside this script. Two runs differ in their dates and identifiers.

``lostam`` is a print by Chromium whose text layer has lost SARA AM the way files of Word often have: the font draws ำ
as a NIKHAHIT and an า, and the font's table (ToUnicode) is made to say that the NIKHAHIT is a space. The page looks the
same; its text says "ต าบล". The ActualText round such letters, which would tell otherwise, is taken out.
"""

import re
import subprocess
import tempfile
import zlib
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
A4, A4_ACROSS, A5_ACROSS = "210mm 297mm", "297mm 210mm", "210mm 148mm"
# paper, size and font by maker; large type on small paper cuts rows at the page breaks
PRINTS = {
    "town_two_years.txt": {
        "office": (A4_ACROSS, "16pt", "Laksaman"),
        "chrome": (A4, "13pt", "Loma"),
        "lostam": (A5_ACROSS, "11pt", "Norasi"),
    },
    "subdistrict_plan_pipes.txt": {
        "office": (A4, "15pt", "Norasi"),
        "chrome": (A4_ACROSS, "16pt", "Garuda"),
        "lostam": (A4, "17pt", "Laksaman"),
    },
    "hospital_merged_cells.html": {
        "office": (A4_ACROSS, "14pt", "Garuda"),
        "chrome": (A5_ACROSS, "12pt", "Laksaman"),
        "lostam": (A4, "13pt", "Loma"),
    },
    "police_merged_cells.docx": {"office": None},
}
STYLE = """<style>@page {{ size: {0}; margin: 15mm }}
body, p, h2, h3, td, th {{ font-size: {1}; font-family: {2} }} h2, h3 {{ text-align: center }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 1px solid #000; padding: 3px; vertical-align: top }}
ol, ul {{ margin: 0; padding-left: 1.3em }}</style>"""
CHROMIUM = """chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --no-pdf-header-footer
--disable-background-networking --disable-component-update --disable-sync""".split()
SOFFICE = "soffice --headless --convert-to pdf:writer_pdf_Export".split()
ITEM = re.compile(r"(?<=\S) (?=[0-9๐-๙]{1,2}[.)] )")  # an item further on in a cell begins a line of its own


def sample_to_html(path, look):
    """The report as a page: an HTML file with its tables ruled, or a text with its tables made into such."""
    text = path.read_text("utf-8")
    if path.suffix != ".html":
        text = f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"></head>{text_to_body(text)}</html>'
    # LibreOffice takes the rules of a table from its attributes, Chromium from the style
    return text.replace("</head>", f"{STYLE.format(*look)}</head>").replace("<table>", '<table border="1" width="100%">')


def text_to_body(text):
    """Titles, paragraphs and tables. A table that repeats the header of the one before is the rest of it."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        rows = [cells for line in lines if (cells := line_to_cells(line))]
        if rows and blocks and blocks[-1][0] == rows[0]:
            blocks[-1] += rows[1:]
        else:
            blocks.append(rows or [text_to_inline(line) for line in lines])
    titles, *others = blocks
    return "".join([f"<h2>{'<br>'.join(titles)}</h2>", *map(block_to_html, others)])


def line_to_cells(line):
    """The cells of a row parted by tabs or pipes; none for a line of prose, or for the dashes below a pipe header."""
    cells = line[1:].rstrip("|").split("|") if line.startswith("|") else line.split("\t") if "\t" in line else []
    return [] if set("".join(cells)) <= set(" :-") else [text_to_inline(cell.strip()) for cell in cells]


def text_to_inline(text):
    """Text with the mark-up of the samples: headings, bold, and line ends in cells."""
    text = escape(re.sub(r"^#+ ", "", text), quote=False).replace("&lt;br&gt;", "<br>")
    return ITEM.sub("<br>", re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text))


def block_to_html(block):
    if isinstance(block[0], str):
        return f"<p>{'<br>'.join(block)}</p>"
    head, below, *rows = block
    two = not below[0]  # a header of two rows: what has nothing below it covers both
    if two:
        first = [f"<th{'' if under else ' rowspan=2'}>{cell}</th>" for cell, under in zip(head, below, strict=True)]
        header = [first, [f"<th>{under}</th>" for under in below if under]]
    else:
        header, rows = [[f"<th>{cell}</th>" for cell in head]], [below, *rows]
    body = [[f"<td>{cell}</td>" for cell in row] for row in rows]
    head, body = ("".join(f"<tr>{''.join(row)}</tr>" for row in part) for part in (header, body))
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def print_by_office(page, out, scratch):
    kind = ["--infilter=HTML (StarWriter)"] if page.suffix == ".html" else []  # else it is taken for a web page
    profile = f"-env:UserInstallation={(scratch / 'office').as_uri()}"
    subprocess.run([*SOFFICE, profile, *kind, "--outdir", str(scratch), str(page)], check=True, capture_output=True)
    (scratch / f"{page.stem}.pdf").replace(out)


def print_by_chromium(page, out, scratch):
    options = [f"--user-data-dir={scratch / 'chromium'}", f"--print-to-pdf={out}"]
    subprocess.run([*CHROMIUM, *options, page.as_uri()], check=True, capture_output=True)


def print_without_saraam(page, out, scratch):
    print_by_chromium(page, out, scratch)
    out.write_bytes(rewrite_streams(out.read_bytes(), lose_saraam))


def lose_saraam(stream):
    """Damage a font's table, and take the ActualText out of a page's content."""
    if b"begincmap" in stream:
        return without_nikhahit(stream)
    return re.sub(rb"/Span\s*<<\s*/ActualText\s*<[0-9A-F]*>\s*>>\s*BDC", b"/Span BMC", stream)


def without_nikhahit(cmap):
    """The table again with ranges written out, so that the one letter can be given another meaning."""
    codes = {code: letter for code, letter in re.findall(rb"^<(....)> <(....)>$", cmap, re.M)}
    for first, last, letter in re.findall(rb"^<(....)> <(....)> <(....)>$", cmap, re.M):
        for step in range(int(last, 16) - int(first, 16) + 1):
            codes[b"%04X" % (int(first, 16) + step)] = b"%04X" % (int(letter, 16) + step)
    codes = {code: b"0020" if letter == b"0E4D" else letter for code, letter in codes.items() if code != b"0000"}
    pairs = b"".join(b"1 beginbfchar\n<%s> <%s>\nendbfchar\n" % pair for pair in sorted(codes.items()))
    head, tail = cmap[: cmap.index(b"endcodespacerange")], cmap[cmap.rindex(b"endcmap") :]
    return head + b"endcodespacerange\n" + pairs + tail


def rewrite_streams(pdf, edit):
    """A PDF of Chromium with every packed stream edited. Its table of objects is made anew."""
    out, places = bytearray(pdf[: pdf.index(b"1 0 obj")]), {}
    for number, body in re.findall(rb"^(\d+) 0 obj\n(.*?)\nendobj$", pdf, re.M | re.S):
        head, mark, rest = body.partition(b">> stream\n")
        if mark and b"/FlateDecode" in head:
            packed = zlib.compress(edit(zlib.decompress(rest.removesuffix(b"\nendstream"))), 9)
            head = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), head)
            body = head + mark + packed + b"\nendstream"
        places[int(number)] = len(out)
        out += b"%s 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    return bytes(out + trailer + b"startxref\n%d\n%%%%EOF\n" % start)


MAKERS = {"office": print_by_office, "chrome": print_by_chromium, "lostam": print_without_saraam}


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, looks in PRINTS.items():
            for maker, look in looks.items():
                page = HERE / name
                if look:
                    page = Path(folder, f"{page.stem}.html")
                    page.write_text(sample_to_html(HERE / name, look), "utf-8")
                MAKERS[maker](page, HERE / f"{page.stem}.{maker}.pdf", Path(folder))


if __name__ == "__main__":
    main()
