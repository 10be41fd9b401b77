"""Every page is tried to the letter: commands run, what is shown is what comes out, Python holds, links lead on.

A page's steps run in their order, in a folder of their own with the samples, as a reader would who follows it. What
cannot run here stands in ``docs_not_run.toml``, with the reason.
"""

import ast
import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.markdown_pages import Step, page_to_steps

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md", "samples/*.md") for path in ROOT.glob(pattern)
)
STEPS = {path.relative_to(ROOT).as_posix(): page_to_steps(path, path.relative_to(ROOT).as_posix()) for path in PAGES}
NOT_RUN = tomllib.loads((ROOT / "tests" / "docs_not_run.toml").read_text("utf-8"))["command"]
LINK = re.compile(r"(?<!`)\[[^]\n]*\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")

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
}


def runs(name: str) -> list[Step]:
    """The steps of a page that are run, with what is run in place of others."""
    told = [
        (step, next((row for row in NOT_RUN if re.fullmatch(row["fits"], step.text)), None)) for step in STEPS[name]
    ]
    return [
        step if row is None else replace(step, text=row["instead"], shown=None)
        for step, row in told
        if row is None or "instead" in row
    ]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reader's folder: the samples, the examples, some reports of one's own; the command on the path."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    (tmp_path / "reports").mkdir()
    for name, sample in OWN.items():
        shutil.copy(ROOT / "samples" / sample, tmp_path / name)
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
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", step.text],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert run.returncode in (0, step.exit), f"{step}\nexit {run.returncode}\n{run.stdout}"
    if step.shown is not None and any(line.strip() for line in step.shown):
        wanted = "\n".join(line.rstrip() for line in step.shown).strip("\n") + "\n"
        said = "\n".join(line.rstrip() for line in run.stdout.splitlines()).strip("\n") + "\n"
        same = doctest.OutputChecker().check_output(wanted, said, doctest.ELLIPSIS)
        assert same, f"{step}\nprints\n{said}\nand not\n{wanted}"


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
