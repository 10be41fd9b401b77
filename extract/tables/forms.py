"""Measures written as forms: one field a line, its label on the left ("ผู้รับผิดชอบ: กองคลัง"); tables: tabled_forms.

A form is a measure table turned on its side. It becomes a sheet like any other: labels head columns, and each group of
fields, from the one that names the measure to the next, is a row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.tables.columns import assign_roles, heading_of, is_measure_header
from extract.tables.counting import counts_on, is_item, may_stand_below
from extract.tables.labels import LISTS, MEASURE, Field, bare_field, line_field
from extract.tables.numbering import reads_as_section
from extract.tables.sheet import Row, Sheet
from extract.tables.titled import titles_of_forms
from schemas.document import Cell, Document, Line

if TYPE_CHECKING:
    from schemas.records import Role

_MOST_BELOW = 3  # lines of a value that run on below
_WRAPS = 60  # characters: a line as long may run on below
_LEAST_FIELDS = 3


@dataclass(slots=True)
class Form:
    """Groups of fields: what is said of one measure after another."""

    groups: list[list[Field]] = field(default_factory=list)

    def add(self, item: Field) -> None:
        """Add a field; one that the group has already opens the next."""
        if not self.groups or any(_same(item, other) for other in self.groups[-1]):
            self.groups.append([])
        self.groups[-1].append(item)

    @property
    def last(self) -> Field | None:
        """The field added last."""
        return self.groups[-1][-1] if self.groups else None


def _same(one: Field, other: Field) -> bool:
    if one.heading and other.heading:
        return one.heading.role == other.heading.role and one.heading.role in ("measure", "responsible")
    return one.label == other.label


def lines_to_forms(document: Document, lines: list[tuple[int, Line]]) -> Iterator[tuple[Sheet | None, list[Line]]]:
    """Every form among lines of prose, each with the lines between it and the one before; at last None and the rest.

    ``lines`` come with the numbers of their pages.
    """
    between: list[Line] = []
    for form, held in _runs(document, lines):
        sheet = form_to_sheet(form) if form.groups else None
        if sheet:
            yield sheet, between
            between = []
        else:
            between += held
    yield None, between


def _runs(document: Document, lines: Iterable[tuple[int, Line]]) -> Iterator[tuple[Form, list[Line]]]:
    """Stretches of fields with the lines they take, and single lines of none."""
    form, held = Form(), list[Line]()
    for page, line, labelled, titles, below in _with_fields(document, list(lines)):
        goes_on = form.last is not None and (_goes_on(document, form.last, line) or _is_within(form, line, below))
        item = _title(line, page) if titles and not (goes_on and _is_item(document, form, line)) else labelled
        if item and (form.groups or (item.heading and not item.bare)):
            form.add(item)
        elif form.last and goes_on:
            form.last.value = Cell((*(span for span in form.last.value.spans if span[0] < span[1]), line.span))
        else:
            if form.groups:
                yield form, held
            form, held = Form(), []
            yield Form(), [line]
            continue
        held.append(line)
    if form.groups:
        yield form, held


def _with_fields(
    document: Document, lines: list[tuple[int, Line]]
) -> Iterator[tuple[int, Line, Field | None, bool, Field | None]]:
    """Every line with its page, the field it is, whether it titles the fields below it, and the field it stands above.

    That is None where a title or a gap comes first, or more lines of no field than a value runs on.
    """
    fields = [line_field(document, line, page) for page, line in lines]
    if any(item and item.heading for item in fields):
        following = [*(line for _, line in lines[1:]), None]
        fields = [
            item or bare_field(document, *at, after) for item, at, after in zip(fields, lines, following, strict=True)
        ]
    headings = [item.heading if item else None for item in fields]
    known = any(headings)
    titles = titles_of_forms([document.text[slice(*line.span)] for _, line in lines], headings) if known else set()
    for index, ((page, line), item) in enumerate(zip(lines, fields, strict=True)):
        below = None if item or line.gap or not known else _field_below(lines, fields, titles, index)
        yield page, line, item, index in titles, below


def _field_below(
    lines: list[tuple[int, Line]], fields: list[Field | None], titles: set[int], index: int
) -> Field | None:
    for nth in range(index, min(index + _MOST_BELOW + 1, len(lines))):
        if nth in titles or (fields[nth] is None and lines[nth][1].gap):
            return None
        if item := fields[nth]:
            return item
    return None


def _is_within(form: Form, line: Line, below: Field | None) -> bool:
    """The line stands within a form: the field below is a further one of the same measure. So it is of the one above.

    How long a line may be differs from file to file; that a value ran on is sure here however short it is.
    """
    if below is None or not below.heading or line.gap:
        return False
    return not any(_same(below, item) for item in form.groups[-1])


def _title(line: Line, page: int) -> Field:
    """The field of a measure that has no label."""
    at = line.span[0]
    return Field(MEASURE, (at, at), heading_of(MEASURE), Cell((line.span,)), page)


def _is_item(document: Document, form: Form, line: Line) -> bool:
    """A numbered line is an item of the field above it, unless it counts on from the title of its form."""
    title = form.groups[-1][0]
    above, text = document.text[slice(*title.value.spans[0])], document.text[slice(*line.span)]
    return is_item(text) and not (title.label == MEASURE and counts_on(above, text))


def _goes_on(document: Document, last: Field, line: Line) -> bool:
    """The line is of the value above it: the first of one that begins below its label, an item, or run on."""
    above, text = document.text[slice(*last.value.spans[-1])], document.text[slice(*line.span)]
    if not above.strip():
        return True
    if reads_as_section(text.strip()) and any(map(str.isdigit, text)):
        return False
    listed = last.heading is not None and last.heading.role in LISTS and is_item(text)
    if line.gap:
        return listed and counts_on(above, text)
    value = "\n".join(document.text[slice(*span)] for span in last.value.spans)
    return may_stand_below(value, text) if listed else _fills_line(last)


def _fills_line(last: Field) -> bool:
    """The last line of a value is so long that it may run on; its label stands on the first."""
    start, end = last.value.spans[-1]
    return end - (last.span[0] if len(last.value.spans) == 1 else start) >= _WRAPS


def form_to_sheet(form: Form) -> Sheet | None:
    """The sheet of a form's groups; None where they do not say enough to be measures."""
    groups = [group for group in form.groups if len(group) > 1]
    columns: list[tuple[str, str]] = []
    for group in groups:
        columns += [key for item in group if (key := _column(item)) not in columns]
    first = {key: next(i for group in groups for i in group if _column(i) == key) for key in columns}
    roles = assign_roles([first[key].heading for key in columns])
    labels = [first[key].label for key in columns]
    named = any(i.heading and i.heading.strong and i.heading.role == "measure" for group in groups for i in group)
    if not named or len(columns) < _LEAST_FIELDS or not is_measure_header(roles, labels):
        return None
    counted = any(item.count for group in groups for item in group)
    numbered: list[Role | None] = ["seq"] * counted
    rows = [Row([*_number(group, counted), *_cells(group, columns)], group[0].page) for group in groups]
    header = [*_number(groups[0], counted, blank=True), *(Cell((first[key].span,)) for key in columns)]
    return Sheet(
        header=[header],
        rows=rows,
        labels=[""] * counted + labels,
        roles=numbered + roles,
        pages=sorted({row.page for row in rows}),
        heads=[[]] * counted + [[label] for label in labels],
    )


def _column(item: Field) -> tuple[str, str]:
    return (item.heading.role, "") if item.heading and item.heading.role != "ignore" else ("", item.label)


def _number(group: list[Field], counted: bool, *, blank: bool = False) -> list[Cell]:
    """The cell of the number in a group's label, in a sheet that has such."""
    count = next((item.count for item in group if item.count), None)
    at = group[0].span[0]
    return [Cell((count if count and not blank else (at, at),))] if counted else []


def _cells(group: list[Field], columns: list[tuple[str, str]]) -> list[Cell]:
    held = {_column(item): item.value for item in reversed(group)}
    end = group[-1].value.spans[-1][1]
    return [held.get(key) or Cell(((end, end),)) for key in columns]
