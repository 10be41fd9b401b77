"""Every page is tried to the letter: commands run, what is shown is what comes out, Python holds, links lead on.

A page's steps run in their order, in a folder of their own with the samples, as a reader would who follows it. What
cannot run here stands in ``docs_not_run.toml``, with the reason.
"""

import ast
import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from prongsai.cli.app import app
from schemas.records import SCHEMA_VERSION
from tests.markdown_pages import Step, page_to_steps
from tests.processes import run_apart

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md", "samples/*.md") for path in ROOT.glob(pattern)
)
STEPS = {path.relative_to(ROOT).as_posix(): page_to_steps(path, path.relative_to(ROOT).as_posix()) for path in PAGES}
NOT_RUN = tomllib.loads((ROOT / "tests" / "docs_not_run.toml").read_text("utf-8"))["command"]
LINK = re.compile(r"(?<!`)\[[^]\n]*\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")

PLAIN = re.compile(r"""prongsai (?:[^|;&<>$`*?~]*|[^|;&<>$`?~'"\\]*)""")

# What a page calls a reader's own: names of files, and the samples that stand in for them.
OWN = {
    "report.txt": "town_two_years.txt",
    "report.docx": "police_merged_cells.docx",
    "report.pdf": "hospital_merged_cells.office.pdf",
    "reports/town.txt": "town_two_years.txt",
    "reports/town_faults.txt": "town_planted_faults.txt",
    "reports/hospital.pdf": "hospital_merged_cells.office.pdf",
    "reports/police.docx": "police_merged_cells.docx",
    "reports/league.txt": "province_league_table.txt",
    "more/hospital.pdf": "hospital_merged_cells.office.pdf",
}
NO_CORRECTIONS = {"schema_version": SCHEMA_VERSION, "corrections": []}


def runs(name: str) -> list[Step]:
    """The steps of a page that are run, with what is run in place of others.

    The commands of the Thai page are those of the English one, which another test holds.
    """
    told = [
        (step, next((row for row in NOT_RUN if re.fullmatch(row["fits"], step.text)), None)) for step in STEPS[name]
    ]
    return [
        step if row is None else replace(step, text=row["instead"], shown=None)
        for step, row in told
        if "instead" in (row or {}) or (row is None and (name != "README.th.md" or step.kind == "python"))
    ]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder: the samples, the examples, some reports of one's own; the command on the path."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    for name, sample in OWN.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "samples" / sample, tmp_path / name)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.write(tmp_path / "report.txt", "report.txt")
    (tmp_path / "corrections.json").write_text(json.dumps(NO_CORRECTIONS), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


@pytest.mark.parametrize("name", [name for name in STEPS if runs(name)])
def test_a_page_holds_to_the_letter(name: str, desk: Path):
    known: dict[str, object] = {}
    for step in runs(name):
        if step.kind == "python":
            run_python(step, known)
        else:
            run_command(step, desk)


def run_command(step: Step, folder: Path) -> None:
    code, output = run_here(step.text) if PLAIN.fullmatch(step.text) else run_in_shell(step.text, folder)
    assert code in (0, step.exit), f"{step}\nexit {code}\n{output}"
    if step.shown is not None and any(line.strip() for line in step.shown):
        wanted = "\n".join(line.rstrip() for line in step.shown).strip("\n") + "\n"
        said = "\n".join(line.rstrip() for line in output.splitlines()).strip("\n") + "\n"
        same = doctest.OutputChecker().check_output(wanted, said, doctest.ELLIPSIS)
        assert same, f"{step}\nprints\n{said}\nand not\n{wanted}"


def run_here(command: str) -> tuple[int, str]:
    """A command of ours that needs no shell: in this process, which has its dictionaries loaded."""
    words = [name for word in shlex.split(command)[1:] for name in as_a_shell(word)]
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


def as_a_shell(word: str) -> list[str]:
    """The names that a pattern stands for, or the word itself."""
    return ("*" in word and sorted(map(str, Path().glob(word)))) or [word]


def run_in_shell(command: str, folder: Path) -> tuple[int, str]:
    shell = ["bash", "-euo", "pipefail", "-c", command]
    done = run_apart(shell, cwd=folder, capture_output=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def run_python(step: Step, known: dict[str, object]) -> None:
    """Run a block; an expression with a literal in the comment behind it has that value."""
    lines = step.text.split("\n")
    for node in ast.parse(step.text).body:
        code = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if not isinstance(node, ast.Expr):
            exec(compile(ast.Module([node], []), str(step), "exec"), known)
            continue
        value = eval(compile(ast.Expression(node.value), str(step), "eval"), known)
        comment = code[node.end_col_offset or 0 :] if node.lineno == node.end_lineno else ""
        if told := re.match(r"\s+# (['\"\[{(\d\-].*|True|False|None)$", comment):
            wanted = re.sub(r"^('[^']*'|\"[^\"]*\"|[-\d.]+),\s.*$", r"\1", told[1])
            assert repr(value) == wanted, f"{step.page}:{step.line + node.lineno - 1}: {value!r}"


def test_what_is_not_run_has_a_reason_and_is_there():
    commands = [step.text for steps in STEPS.values() for step in steps if step.kind == "sh"]
    assert all(row["why"].strip() for row in NOT_RUN)
    unused = [row["fits"] for row in NOT_RUN if not any(re.fullmatch(row["fits"], command) for command in commands)]
    assert unused == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path):
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_thai_page_says_what_the_english_one_says():
    """The same commands, the same links to pages, the same measured figures: whoever changes one mends the other."""
    pages = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.th.md")}
    commands = {name: [step.text for step in STEPS[name] if step.kind == "sh"] for name in pages}
    figures = {name: re.findall(r"\d+(?:\.\d+)? %", text.split("## ")[-2]) for name, text in pages.items()}
    assert commands["README.th.md"] == commands["README.md"]
    assert set(figures["README.th.md"]) <= set(figures["README.md"])
    links = {name: {link for link in LINK.findall(text) if not link.endswith(".png")} for name, text in pages.items()}
    missing = links["README.md"] - links["README.th.md"]
    assert missing - {"README.th.md"} == set()


PAGE = """\
    prongsai a  # exit 3 when so
    prongsai b \\
        --c

Text.

    not a command

```console
$ echo 1
1
$ false  # exit 1
```

1. Do:

   ```sh
   cd x  # there
   ```
"""


def test_the_steps_of_a_page(tmp_path: Path):
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    steps = page_to_steps(tmp_path / "page.md", "page.md")
    assert [(step.line, step.text, step.shown, step.exit) for step in steps] == [
        (1, "prongsai a", None, 3), (2, "prongsai b --c", None, 0), (10, "echo 1", ["1"], 0), (12, "false", [], 1),
        (18, "cd x", None, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), [("echo 1; false", None), ("echo 1", ["2"]), ("nothing-of-the-kind", None)])
def test_a_command_that_fails_or_says_something_else_is_told(text: str, shown: list[str] | None, tmp_path: Path):
    with pytest.raises(AssertionError, match=r"page\.md:7"):
        run_command(Step("page.md", 7, "sh", text, shown), tmp_path)


def test_a_value_that_is_not_as_said_is_told():
    run_python(Step("page.md", 1, "python", "a = 2\na + 1  # 3, as told"), {})
    with pytest.raises(AssertionError, match=r"page\.md:2: 3"):
        run_python(Step("page.md", 1, "python", "a = 2\na + 1  # 4"), {})
