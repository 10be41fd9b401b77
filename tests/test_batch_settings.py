"""Settings from options and from a file."""

from pathlib import Path

import pytest

from prongsai.batch.settings import Limits, Settings, parse_size, read_settings
from schemas.errors import UsageError

SIZES = [("512M", 512 * 2**20), ("2G", 2 * 2**30), ("2 GB", 2 * 2**30), ("1.5k", 1536), ("100000", 100_000), (77, 77)]


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_sizes(text, size):
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "M", "-1M", "2T", "two", "1e9", "5 5"])
def test_what_is_no_size(text):
    with pytest.raises(UsageError):
        parse_size(text)


def config(folder: Path, text: str) -> Path:
    path = folder / "prongsai.toml"
    path.write_text(text, "utf-8")
    return path


def test_options_go_before_the_file_and_the_file_before_what_is_usual(tmp_path: Path):
    path = config(tmp_path, 'jobs = 3\nformats = ["csv", "json"]\nstrict = true\n[limits]\ntime = 5\nmemory = "1G"\n')
    told = read_settings(path, {"jobs": 2, "limit_pages": 9, "strict": None, "formats": None})
    limits = Limits(time=5, memory=2**30, pages=9)
    assert told == Settings(jobs=2, formats=("csv", "json"), strict=True, limits=limits)


def test_nothing_said_is_as_usual():
    assert read_settings(None, {"jobs": None}) == Settings()


def test_formats_in_one_option():
    assert read_settings(None, {"formats": "csv, JSON,csv"}).formats == ("csv", "json")


# file | what the one line names
WRONG = [
    ("job = 3", "job"),
    ("jobs = true", "jobs"),
    ('jobs = "3"', "jobs"),
    ("jobs = 0", "jobs"),
    ("limits = 3", "limits"),
    ("[limits]\nspeed = 3", "limits.speed"),
    ("[limits]\ntime = 0", "limits"),
    ('[limits]\ntime = "5"', "limits.time"),
    ('[limits]\nmemory = "much"', "much"),
    ('[limits]\nmemory = "20M"', "128 MB"),
    ('formats = ["pdf"]', "pdf"),
    ("jobs = ", "prongsai.toml"),
]


@pytest.mark.parametrize(("text", "named"), WRONG)
def test_what_does_not_fit_is_named(text, named, tmp_path: Path):
    with pytest.raises(UsageError, match=named):
        read_settings(config(tmp_path, text), {})


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(UsageError, match=r"none\.toml"):
        read_settings(tmp_path / "none.toml", {})


def test_limits_have_a_key_of_their_own():
    assert Limits().key() == Limits().key() != Limits(time=61).key()
    assert Settings(jobs=1).reading_key() == Settings(jobs=2, limits=Limits(pages=9)).reading_key()
