"""The code in Markdown pages: commands, what they are said to print, and Python."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^( *)```(\w*)\s*$")
_COMMANDS = re.compile(
    r"(?:prongsai|python3?|make|pip|pipx|uv|git|docker|podman|sudo|apt-get|systemctl|ray|cd|export|curl|sqlite3)(?= |$)"
)
_EXIT = re.compile(r"#.*\bexit (\d+)")
_COMMENT = re.compile(r"\s+# .*$")


@dataclass(slots=True)
class Step:
    """One command or one piece of Python, in the order of its page.

    line: where it stands, from 1. shown: what the page says it prints; None where the page shows nothing.
    exit: the exit code that the page allows beside 0.
    """

    page: str
    line: int
    kind: str
    text: str
    shown: list[str] | None = None
    exit: int = 0

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.text}"


def page_to_steps(path: Path, name: str) -> list[Step]:
    """Every step of a page: fenced blocks ``sh``, ``console`` and ``python``, and indented lines that are commands."""
    return [step for kind, first, lines in _blocks(path) for step in _steps(kind, first, lines, name)]


def _blocks(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Blocks as kind, line of the first line, and lines; an indented block is of kind "indented"."""
    lines = path.read_text("utf-8").splitlines()
    at = 0
    while at < len(lines):
        if fence := _FENCE.match(lines[at]):
            end = next(i for i in range(at + 1, len(lines)) if lines[i].strip() == "```")
            yield fence[2] or "text", at + 2, [line.removeprefix(fence[1]) for line in lines[at + 1 : end]]
            at = end + 1
        elif lines[at].startswith("    ") and (at == 0 or not lines[at - 1].strip()):
            end = next((i for i in range(at, len(lines)) if lines[i].strip() and lines[i][:4].strip()), len(lines))
            yield "indented", at + 1, [line[4:] for line in lines[at:end]]
            at = end
        else:
            at += 1


def _steps(kind: str, first: int, lines: list[str], page: str) -> Iterator[Step]:
    if kind == "python":
        yield Step(page, first, kind, "\n".join(lines))
    elif kind == "console":
        yield from _console(first, lines, page)
    elif kind == "sh" or (kind == "indented" and _COMMANDS.match(lines[0])):
        for number, line in _joined(lines, first):
            if line.strip() and not line.startswith("#"):
                allowed = _EXIT.search(line)
                yield Step(page, number, "sh", _COMMENT.sub("", line).strip(), exit=int(allowed[1]) if allowed else 0)


def _console(first: int, lines: list[str], page: str) -> Iterator[Step]:
    step: Step | None = None
    for number, line in _joined(lines, first):
        if line.startswith("$ "):
            if step:
                yield step
            allowed = _EXIT.search(line)
            text = _COMMENT.sub("", line.removeprefix("$ ")).strip()
            step = Step(page, number, "sh", text, [], int(allowed[1]) if allowed else 0)
        elif step and step.shown is not None:
            step.shown.append(line)
    if step:
        yield step


def _joined(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; one that ends with a backslash goes on below."""
    held, start = "", first
    for number, line in enumerate(lines, first):
        start = start if held else number
        if line.endswith("\\"):
            held += line[:-1].rstrip() + " "
        else:
            yield start, held + line.strip() if held else line
            held = ""
