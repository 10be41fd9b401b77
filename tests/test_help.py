"""The help of the command, made ahead so that it answers at once: it is what the commands themselves say."""

import sys
from pathlib import Path

from typer.testing import CliRunner

from prongsai.cli.app import app
from prongsai.cli.help import HELP
from tests.processes import run_apart

MODULE = '"""What ``prongsai --help`` prints; made from the commands by ``pytest tests/test_help.py --rewrite``."""\n\n'
CODE = "import sys; from prongsai.cli import main; main(); print(*sys.modules, file=sys.stderr)"


def test_the_help_is_that_of_the_commands(root: Path, rewrite: bool):
    wide = {"COLUMNS": "80", "TERMINAL_WIDTH": "80"}
    said = CliRunner().invoke(app, ["--help"], prog_name="prongsai", env=wide).stdout
    made = f'{MODULE}HELP = """\\\n{said}"""\n'
    path = root / "prongsai" / "cli" / "help.py"
    if rewrite:
        path.write_text(made, "utf-8")
    assert path.read_text("utf-8") == made, "the commands changed: pytest tests/test_help.py --rewrite"


def test_help_loads_no_library():
    done = run_apart([sys.executable, "-c", CODE, "--help"], check=True)
    assert done.stdout == HELP
    assert not {"typer", "pydantic", "regex"} & set(done.stderr.split())
