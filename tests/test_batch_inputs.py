"""What a run is given: folders, links, odd files, archives and the names in them."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.batch.archives import list_members, open_member
from prongsai.batch.document import open_bytes
from prongsai.batch.files import digest_of
from prongsai.batch.sources import find_inputs
from schemas.errors import EncryptedInput, InputError, LimitExceeded, MalformedInput, UnsupportedInput, UsageError
from tests import bombs
from tests.batchruns import report_text


def zipped(path: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def shown(folder: Path) -> list[str]:
    return [one.shown.removeprefix(f"{folder}/") for one in find_inputs([str(folder)])]


def refusals(folder: Path) -> dict[str, tuple[str, str]]:
    return {one.name: one.refused for one in find_inputs([str(folder)]) if one.refused}


def test_a_folder_is_taken_at_any_depth_in_order(tmp_path: Path):
    for name in (
        "b.txt",
        "a/z.PDF",
        "a/b/c.docx",
        "scan.Tiff",
        "notes.xlsx",
        ".hidden.txt",
        ".git/x.txt",
        "รายงาน.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert shown(tmp_path) == ["a/b/c.docx", "a/z.PDF", "b.txt", "scan.Tiff", "รายงาน.html"]


def test_reports_in_a_form_that_is_not_read_are_told_of(tmp_path: Path):
    """What has the name of an old form may be of another: its reader says."""
    for name in ("old.doc", "open.odt", "rich.rtf", "packed.rar", "sheet.xlsx", "drawing.svg"):
        (tmp_path / name).write_bytes(b"x")
    zipped(tmp_path / "all.zip", ("old.doc", b"x"), ("sheet.xlsx", b"x"))
    assert shown(tmp_path) == ["all.zip!old.doc", "old.doc", "open.odt", "packed.rar", "rich.rtf"]


def test_links_stay_inside(tmp_path: Path):
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_bytes(b"x")
    (inside / "sub" / "a.txt").write_bytes(b"x")
    (inside / "within.txt").symlink_to(inside / "sub" / "a.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "away").symlink_to(tmp_path / "out")
    (inside / "secret.txt").symlink_to(tmp_path / "out" / "secret.txt")
    assert shown(inside) == ["away", "secret.txt", "sub/a.txt", "within.txt"]
    assert set(refusals(inside)) == {"away", "secret.txt"}
    assert {status for status, _ in refusals(inside).values()} == {"unsupported"}


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert refusals(tmp_path) == {"pipe.txt": ("unsupported", "not a regular file")}
    with pytest.raises(MalformedInput, match="not a regular file"), open_bytes(str(tmp_path / "pipe.txt"), None, "p"):
        pass


@pytest.mark.parametrize("paths", [["nowhere"], ["*.pdf"], ["."]])
def test_nothing_to_read_is_wrong_use(paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        find_inputs(paths)


def test_members_of_an_archive_are_inputs(tmp_path: Path):
    names = ("ก/รายงาน.txt", "../../up.txt", "b.PDF", "photo.gif", "__MACOSX/._b.pdf", ".x.txt", "c\\d.html")
    path = zipped(tmp_path / "many.zip", *((name, name.encode()) for name in names))
    found = find_inputs([str(path)])
    assert [one.shown for one in found] == [f"{path}!{names[n]}" for n in (0, 1, 2, 6)]
    assert [one.name for one in found] == ["รายงาน.txt", "up.txt", "b.PDF", "d.html"]
    for one, name in zip(found, (names[0], names[1], names[2], names[6]), strict=True):
        with open_bytes(one.path, one.member, one.name) as file:
            assert file.read() == name.encode()


# what the archive holds for its name, unmarked | the name
NAMES = [
    pytest.param("รายงานผล.txt".encode("cp874"), "รายงานผล.txt", id="Thai Windows"),
    pytest.param("รายงานผล.txt".encode(), "รายงานผล.txt", id="UTF-8 that does not say so"),
    pytest.param(b"plain name.txt", "plain name.txt", id="ASCII"),
    pytest.param("Caf\u00e9.txt".encode("cp437"), "Caf\u00e9.txt", id="DOS"),
]


@pytest.mark.parametrize(("raw", "name"), NAMES)
def test_names_in_archives_are_read_as_they_were_meant(raw: bytes, name: str, tmp_path: Path):
    stand_in = "x" * len(raw)
    data = zipped(tmp_path / "a.zip", (stand_in, b"")).read_bytes().replace(stand_in.encode(), raw)
    (tmp_path / "a.zip").write_bytes(data)
    assert [member.name for member in list_members(tmp_path / "a.zip")] == [name]


def _with_a_long_list() -> bytes:
    """An archive that says it holds one file, and whose list is longer than memory should be spent on."""
    data = bytearray(_archive())
    data[-10:-6] = (2_000_000_000).to_bytes(4, "little")
    return bytes(data)


def _archive(name: str = "a.txt") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


# archive | error
REFUSED = [
    pytest.param(lambda: bombs.zip_bomb(300), LimitExceeded, id="too much"),
    pytest.param(lambda: bombs.zip_bomb(5), LimitExceeded, id="too dense"),
    pytest.param(bombs.many_members, LimitExceeded, id="too many"),
    pytest.param(_with_a_long_list, LimitExceeded, id="too long a list"),
    pytest.param(lambda: _archive()[:-30], MalformedInput, id="cut"),
    pytest.param(lambda: b"PK\x03\x04 nothing", MalformedInput, id="not an archive"),
    pytest.param(lambda: b"", MalformedInput, id="empty"),
]


@pytest.mark.parametrize(("make", "error"), REFUSED)
def test_an_archive_that_cannot_be_trusted_is_refused_whole(
    make: Callable[[], bytes], error: type[InputError], tmp_path: Path
):
    (tmp_path / "a.zip").write_bytes(make())
    with pytest.raises(error):
        list_members(tmp_path / "a.zip")
    (one,) = find_inputs([str(tmp_path)])
    assert one.refused is not None
    assert one.refused[0] == ("limit_size" if error is LimitExceeded else "malformed")


def test_an_archive_without_reports_says_so(tmp_path: Path):
    zipped(tmp_path / "a.zip", ("photo.gif", b"x"))
    assert refusals(tmp_path) == {"a.zip": ("unsupported", "an archive without a report in it")}


def _locked(data: bytes) -> bytes:
    """The archive with the flag of a password on its member, in both its places."""
    local, listed = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    marked = bytearray(data)
    marked[local] |= 1
    marked[listed] |= 1
    return bytes(marked)


# archive made of | how its bytes are changed | error
MEMBERS = [
    pytest.param(zipfile.ZIP_DEFLATED, _locked, EncryptedInput, id="password"),
    pytest.param(zipfile.ZIP_LZMA, bytes, UnsupportedInput, id="LZMA, which may ask for any amount of memory"),
    pytest.param(zipfile.ZIP_STORED, lambda data: data.replace(b"mtrkn", b"mtrkx", 1), MalformedInput, id="checksum"),
]


@pytest.mark.parametrize(("method", "change", "error"), MEMBERS)
def test_a_member_that_cannot_be_read_fails_alone(method, change, error, tmp_path: Path):
    path = zipped(tmp_path / "a.zip", ("a.txt", b"mtrkn" * 9), method=method)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(error), open_member(str(path), 0, "a.txt") as file:
        digest_of(file)


def test_an_archive_that_changes_is_opened_anew(tmp_path: Path):
    for text in ("one", "two"):
        path = zipped(tmp_path / "a.zip", ("a.txt", report_text(len(text)).encode() + text.encode()))
        os.utime(path, ns=(0, len(text) + ord(text[0])))
        with open_member(str(path), 0, "a.txt") as file:
            assert file.read().endswith(text.encode())
