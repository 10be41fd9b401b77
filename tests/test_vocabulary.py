"""A user's own vocabulary: what it adds, what it leaves alone, how its faults are told, and that workers have it."""

import ast
import json
import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

import prongsai
from extract.belief.records import UNREAD
from extract.indicators import subject_of
from extract.tables.columns import heading_of
from prongsai.batch.settings import read_settings
from prongsai.cli.app import app
from schemas.errors import UsageError
from schemas.place import TextPlace
from schemas.vocabulary import built_in, load, using
from schemas.vocabulary.own import read_vocabulary
from schemas.vocabulary.shapes import SHAPES
from tests.scanmaker import Misread, ScanMaker

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "procurement"
WORDS, PURCHASES = EXAMPLE / "vocabulary", EXAMPLE / "purchases.txt"

FAMILY = """
[[family]]
name = "training"
needs = ["course"]
[[family.column]]
role = "course"
type = "text"
headings = ["ชื่อหลักสูตร"]
[[family.column]]
role = "people"
type = "number"
headings = ["จำนวนผู้เข้าอบรม"]
"""
CASES = """
[[role]]
role = "follow_up"
strong = ["การดูแลหลังทำ"]
[[role]]
role = "responsible"
exact = ["กิจกรรม"]
"""


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def read(text: str, vocabulary: Path | None = None) -> prongsai.Report:
    return prongsai.read_bytes(text.encode(), "report.txt", vocabulary=vocabulary)


def tabbed(*rows: str, before: str = "") -> str:
    return before + "\n".join(row.replace(" | ", "\t") for row in rows) + "\n"


@pytest.fixture(scope="module")
def purchases() -> prongsai.Report:
    return prongsai.read(PURCHASES, vocabulary=WORDS)


def test_the_worked_example(purchases: prongsai.Report):
    assert (purchases.status, purchases.report.kind) == ("ok", "results")
    assert purchases.report.agency.type == "สำนักงานทางน้ำ"
    assert [table.kind for table in purchases.tables] == ["entries"]
    assert [(entry.family, entry.total) for entry in purchases.entries] == [("purchase", False)] * 3 + [
        ("purchase", True)
    ]
    first = purchases.entries[0].values
    assert (first["budget"].raw, first["budget"].number) == ("๒,๔๕๐,๐๐๐.๐๐", 2_450_000.0)
    assert str(first["contract_date"].start) == str(first["contract_date"].end) == "2023-12-12"
    assert purchases.entries[1].values["owner"].items == ["ฝ่ายเครื่องหมายการเดินเรือ", "ฝ่ายร่องน้ำ"]
    assert first["เลขที่สัญญา"].text == "7/2567"
    assert purchases.unclaimed == []


def test_what_gives_no_value_says_why(purchases: prongsai.Report):
    third = purchases.entries[2].values
    told = {role: (value.number, value.start, value.reason) for role, value in third.items() if value.reason}
    assert told == {
        "reference_price": (None, None, "the cell says nothing"),
        "price": (None, None, "no number, or more than one"),
        "contract_date": (None, None, "more than one day"),
    }


def test_every_value_leads_back_to_its_place(purchases: prongsai.Report):
    lines = PURCHASES.read_text("utf-8").split("\n")
    for entry in purchases.entries:
        for value in entry.values.values():
            place = value.provenance
            assert isinstance(place, TextPlace)
            assert lines[place.line - 1][place.column - 1 :].startswith(value.raw)


def test_they_are_shown_to_a_person():
    command = ["extract", str(PURCHASES), "--vocabulary", str(WORDS), "--format", "table"]
    run = CliRunner(env={"COLUMNS": "160"}).invoke(app, command)
    assert run.exit_code == 0
    assert all(told in run.output for told in ("purchase", "winner", "e1", "e4 total"))


def test_without_it_the_report_has_no_records():
    plain = prongsai.read(PURCHASES)
    assert (plain.status, plain.entries, plain.report.kind) == ("ok_no_records", [], "unknown")


def test_entries_are_a_tidy_table(purchases: prongsai.Report):
    frame = purchases.to_frames()["entries"]
    wide = frame[frame["total"] == 0].pivot(index="entry_id", columns="role", values="number")
    assert wide["budget"].sum() == 3_170_000
    assert wide["budget"].sum() == frame[frame["total"] == 1].set_index("role").loc["budget", "number"]


FAMILY_TABLES = [
    pytest.param(
        tabbed("ที่ | ชื่อหลักสูตร | จำนวนผู้เข้าอบรม (คน)", "1 | จริยธรรมเบื้องต้น | 40", "2 | พัสดุภาครัฐ | 1,250"),
        [("จริยธรรมเบื้องต้น", 40.0), ("พัสดุภาครัฐ", 1250.0)],
        id="other columns stay under their headings",
    ),
    pytest.param(
        tabbed("ชื่อหลักสูตร | สถานที่", "จริยธรรมเบื้องต้น | หอประชุม", "พัสดุภาครัฐ | ห้องประชุม 2"),
        [("จริยธรรมเบื้องต้น", None), ("พัสดุภาครัฐ", None)],
        id="a column that it does not need may be missing",
    ),
    pytest.param(
        "| ชื่อหลักสูตร | จำนวนผู้เข้าอบรม |\n| --- | --- |\n| จริยธรรมเบื้องต้น | 40 |\n| | ต่อเนื่อง |\n| พัสดุ | 12 |\n",
        [("จริยธรรมเบื้องต้น", None), ("พัสดุ", 12.0)],
        id="a row that names nothing goes on with the one above",
    ),
    pytest.param(tabbed("สถานที่ | จำนวนผู้เข้าอบรม", "หอประชุม | 40", "ห้องประชุม 2 | 12"), [], id="what it needs is missing"),
]


@pytest.mark.parametrize(("text", "expected"), FAMILY_TABLES)
def test_tables_of_a_family(text: str, expected: list[tuple[str, float | None]], tmp_path: Path):
    report = read("รายงานการอบรม ประจำปี 2567\n\n" + text, write(tmp_path, families=FAMILY))
    found = [
        (entry.values["course"].text, entry.values["people"].number if "people" in entry.values else None)
        for entry in report.entries
    ]
    assert found == expected


def test_measures_and_scores_read_as_they_did(root: Path):
    for name in ("town_two_years.txt", "hospital_merged_cells.html", "subdistrict_plan_pipes.txt"):
        plain = prongsai.read(root / "samples" / name)
        assert prongsai.read(root / "samples" / name, vocabulary=WORDS) == plain


def test_a_heading_of_ones_own_fills_a_field(tmp_path: Path):
    text = tabbed(
        "มาตรการ | ผู้รับผิดชอบ | การดูแลหลังทำ",
        "จัดช่องทางร้องเรียน | กองคลัง | ตรวจทุกเดือน",
        "เผยแพร่ข้อมูล | กองช่าง | รายงานผู้บริหาร",
        before="มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2567\n\n",
    )
    folder = write(tmp_path, columns=CASES)
    assert [measure.follow_up for measure in read(text, folder).measures] == [["ตรวจทุกเดือน"], ["รายงานผู้บริหาร"]]
    assert [measure.other for measure in read(text).measures] == [
        {"การดูแลหลังทำ": "ตรวจทุกเดือน"}, {"การดูแลหลังทำ": "รายงานผู้บริหาร"},
    ]  # fmt: skip


def test_a_word_that_is_taken_over_leaves_the_built_in_row(tmp_path: Path):
    own = read_vocabulary(write(tmp_path, columns=CASES))
    before = heading_of("กิจกรรม")
    with using(own):
        within = heading_of("กิจกรรม")
    assert [told and told.role for told in (before, within, heading_of("กิจกรรม"))] == [
        "measure",
        "responsible",
        "measure",
    ]


def test_an_alias_of_an_indicator(tmp_path: Path):
    table = '[[indicator]]\nno = 3\naliases = ["การใช้ดุลพินิจ"]\n[overall]\nnames = ["แต้มรวม"]\n'
    with using(read_vocabulary(write(tmp_path, indicators=table))):
        found = subject_of("3. การใช้ดุลพินิจ"), subject_of("แต้มรวม"), subject_of("การใช้อำนาจ")
    assert [(subject.scope, subject.no) for subject in found if subject] == [
        ("indicator", 3), ("overall", None), ("indicator", 3),
    ]  # fmt: skip
    assert subject_of("การใช้ดุลพินิจ") is None


def test_tables_as_they_ship_are_not_changed(tmp_path: Path):
    shipped = json.dumps(built_in("columns"))
    with using(read_vocabulary(write(tmp_path, columns=CASES))):
        assert json.dumps(load("columns")) != shipped
    assert json.dumps(load("columns")) == json.dumps(built_in("columns")) == shipped


FAULTS = [
    ("columns", '[[role]]\nrole = "measure"\nstrong = ["แผน"]\n\n[[role]]\nrole = "cost"\nweak = ["ทุน"]\n',
     "line 6: role[2].role: input should be 'seq'"),
    ("columns", '[[role]]\nrole = "measure"\n', "line 1: role[1]: no word; give exact, strong or weak"),
    ("columns", '[[role]]\nrole = "measure"\nstrong = [\n  "แผน",\n  " ",\n]\n',
     "line 3: role[1].strong[2]: a blank says nothing"),
    ("columns", '[[role]\nrole = "measure"\n', "no TOML: "),
    ("indicators", '# one\n[[indicator]]\nno = 11\naliases = ["ก"]\n',
     "line 3: indicator[1].no: input should be less than or equal to 10"),
    ("indicators", '[[indicator]]\nno = 1\nalias = ["ก"]\n', "indicator[1].aliases: field required"),
    ("families", FAMILY.replace('"number"', '"euro"'), "line 11: family[1].column[2].type: input should be 'text'"),
    ("families", FAMILY.replace('["course"]', '["price"]'), "line 2: family[1]: needs 'price', which no column has"),
    ("families", FAMILY.replace("จำนวนผู้เข้าอบรม", "ชื่อ หลักสูตร"), "family[1]: heading 'ชื่อหลักสูตร' twice"),
    ("families", FAMILY + FAMILY, "families: family 'training' twice"),
    ("agencies", '[[agency]]\ntype = "กองบิน"\nrank = "1"\n', "line 3: agency[1].rank: input should be a valid integer"),
    ("titles", '[[kind]]\nkind = "memo"\nwords = ["บันทึก"]\n', "line 2: kind[1].kind: input should be 'plan'"),
    ("months", "month = []\n", "no such table; there may be agencies.toml, columns.toml"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "told"), FAULTS)
def test_a_fault_is_told_with_its_file_line_key_and_cause(name: str, text: str, told: str, tmp_path: Path):
    with pytest.raises(UsageError) as raised:
        read_vocabulary(write(tmp_path, **{name: text}))
    message = str(raised.value)
    assert message.startswith(str(tmp_path / f"{name}.toml"))
    assert told in message
    assert "\n" not in message


def test_a_folder_that_is_none_or_empty(tmp_path: Path):
    for folder, cause in ((tmp_path / "nowhere", "no such folder"), (tmp_path, "no table in it")):
        with pytest.raises(UsageError, match=cause):
            read_vocabulary(folder)
    (tmp_path / "columns.toml").write_bytes("[[role]]\n# มาตรการ\n".encode("cp874"))
    with pytest.raises(UsageError, match="line 2: not UTF-8"):
        read_vocabulary(tmp_path)


def test_it_is_part_of_what_a_run_remembers_by(tmp_path: Path):
    plain, own = read_settings(None, {}), read_settings(None, {"vocabulary": write(tmp_path / "a", families=FAMILY)})
    same = read_settings(None, {"vocabulary": write(tmp_path / "b", families=FAMILY)})
    other = read_settings(None, {"vocabulary": write(tmp_path / "c", columns=CASES)})
    assert own.reading_key() == same.reading_key()
    assert len({plain.reading_key(), own.reading_key(), other.reading_key()}) == 3


def test_it_goes_to_other_processes():
    own = read_vocabulary(WORDS)
    assert pickle.loads(pickle.dumps(own)) == own
    ((_, report),) = prongsai.read_many([PURCHASES], jobs=2, vocabulary=own)
    assert isinstance(report, prongsai.Report)
    assert len(report.entries) == 4


def test_a_run_reads_with_it_and_again_when_it_changed(tmp_path: Path):
    out = tmp_path / "records"

    def convert(folder: Path) -> list[str]:
        run = CliRunner().invoke(app, ["convert", str(PURCHASES), "--out", str(out), "--vocabulary", str(folder)])
        assert run.exit_code == 0, run.output
        return [str(family) for family in prongsai.load(out).entries["family"].unique()]

    assert convert(WORDS) == ["purchase"]
    renamed = (WORDS / "families.toml").read_text("utf-8").replace('"purchase"', '"contract"')
    assert convert(write(tmp_path / "own", families=renamed)) == ["contract"]


@pytest.mark.parametrize("command", ["extract", "check"])
def test_commands_take_it(command: str, tmp_path: Path):
    run = CliRunner().invoke(app, [command, str(PURCHASES), "--format", "json", "--vocabulary", str(WORDS)])
    assert run.exit_code == 0, run.output
    wrong = CliRunner().invoke(app, [command, str(PURCHASES), "--vocabulary", str(write(tmp_path, columns="role = 1"))])
    assert (wrong.exit_code, wrong.output.count("\n")) == (2, 1)
    assert "columns.toml, line 1: role: input should be a valid list" in wrong.output


def test_a_number_of_a_scan_that_is_unread_is_no_value():
    rows = [
        ["งานที่จัดซื้อหรือจัดจ้าง", "วงเงินงบประมาณ", "ผู้ได้รับการคัดเลือก"],
        ["ซื้อทุ่นไฟนำร่อง", "540,000", "ห้างทุ่นทองพาณิชย์"],
        ["จ้างซ่อมเรือตรวจการณ์", "178,000", "อู่เรือบ้านปลาย"],
    ]
    maker = ScanMaker({"540,000": Misread("510,000", (("540,000", 0.5), ("590,000", 0.4)))})
    with using(read_vocabulary(WORDS)):
        report = maker.line("สรุปผลการจัดซื้อจัดจ้าง").table(rows).report()
    first, second = (entry.values["budget"] for entry in report.entries)
    assert (first.number, first.reason) == (None, UNREAD)
    assert (second.number, second.reason) == (178_000.0, None)


# Plain caches over tables that a user may add to, each with its reason.
PLAIN = {"official": "numbers, official names and instruments are the contract's; a user adds aliases alone"}


def decorators(function: ast.FunctionDef) -> set[str]:
    return {node.id for item in function.decorator_list for node in ast.walk(item) if isinstance(node, ast.Name)}


def functions_of(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


def test_nothing_derived_from_a_users_words_is_remembered_for_others(root: Path):
    """A plain cache would hand what one vocabulary says to the next report."""
    modules = {path: functions_of(path) for floor in ("extract", "prongsai") for path in (root / floor).rglob("*.py")}
    remembered = {path: {f.name for f in held if "remembered" in decorators(f)} for path, held in modules.items()}
    public = {name for names in remembered.values() for name in names if not name.startswith("_")}
    assert len(public) >= 3
    wrong = set()
    for path, function in ((path, function) for path, held in modules.items() for function in held):
        words = {node.value for node in ast.walk(function) if isinstance(node, ast.Constant)}
        calls = {node.func for node in ast.walk(function) if isinstance(node, ast.Call)}
        called = {func.id for func in calls if isinstance(func, ast.Name)} - decorators(function)
        derived = ("load" in called and words & set(SHAPES)) or called & (public | remembered[path])
        if derived and decorators(function) & {"cache", "lru_cache"} and function.name not in PLAIN:
            wrong.add(function.name)
    assert wrong == set()
