"""A Word file opened with care: how much it unpacks to is known before anything is unpacked.

Limits: see :mod:`extract.readers.unpacking`. XML is parsed without document types, so
that no entity expands and nothing is fetched.
"""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from extract.readers.unpacking import check_unpacked
from schemas.errors import EncryptedInput, MalformedInput, UnsupportedInput

if TYPE_CHECKING:
    from lxml.etree import _Element


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHER_KINDS = (
    ("xl/workbook.xml", "an Excel workbook; save the report as DOCX or PDF"),
    ("ppt/presentation.xml", "a PowerPoint presentation; save the report as DOCX or PDF"),
    ("content.xml", "an OpenDocument file; save it as DOCX or PDF"),
)


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts that hold text or say how it is numbered; None where the file has no such part."""

    body: "_Element"
    numbering: "_Element | None"
    styles: "_Element | None"


def open_word(data: bytes, name: str) -> WordParts:
    """Return the parts of a DOCX file.

    Raises UnsupportedInput for other kinds of office files, EncryptedInput, LimitExceeded (limit_size) for what would
    unpack to too much, and MalformedInput for everything that is damaged or has no body.
    """
    if data.startswith(_OLE[:4]):
        raise _ole_error(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_unpacked(archive.infolist(), name)
            return _read_parts(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise MalformedInput(name, f"a damaged or truncated DOCX file ({error})") from error


def _ole_error(data: bytes, name: str) -> MalformedInput | EncryptedInput | UnsupportedInput:
    if not data.startswith(_OLE):
        return MalformedInput(name, "neither a DOCX file nor an old Word file")
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedInput(name, "the document is protected by a password")
    if "WordDocument".encode("utf-16-le") in data:
        return UnsupportedInput(name, "an old Word document (.doc); save it as DOCX or PDF")
    return UnsupportedInput(name, "an old Office file; save the report as DOCX or PDF")


def _read_parts(archive: zipfile.ZipFile, name: str) -> WordParts:
    known = set(archive.namelist())
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise EncryptedInput(name, "the document is protected by a password")
    main = _related(archive, name, "", "/officeDocument") or "word/document.xml"
    for other, cause in _OTHER_KINDS:
        if other in known:
            raise UnsupportedInput(name, cause)
    if main not in known:
        raise MalformedInput(name, "a ZIP archive without a Word document in it")
    root = _parse(archive, name, main)
    body = None if root is None else root.find("{*}body")
    if body is None:
        raise MalformedInput(name, "a Word document without a body")
    numbering, styles = (_related(archive, name, main, kind) or "" for kind in ("/numbering", "/styles"))
    return WordParts(body, _parse(archive, name, numbering), _parse(archive, name, styles))


def _related(archive: zipfile.ZipFile, name: str, part: str, kind: str) -> str | None:
    """The part that ``part`` ("": the package) is related to by a relationship whose type ends in ``kind``."""
    folder, file = posixpath.split(part)
    root = _parse(archive, name, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in () if root is None else root:
        if (relation.get("Type") or "").endswith(kind) and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
    return None


def _parse(archive: zipfile.ZipFile, name: str, part: str) -> "_Element | None":
    """The root of an XML part; None when the archive has no such part."""
    from lxml import etree

    try:
        xml = archive.read(part)
    except KeyError:
        return None
    if _STRICT in xml:
        xml = xml.replace(_STRICT, _TRANSITIONAL)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise MalformedInput(name, f"{part} is not well-formed XML ({error})") from error
    if root.getroottree().docinfo.doctype:
        raise MalformedInput(name, f"{part} declares a document type, which no Word file does")
    return root
