"""Verdicts that were given in an HTML file, brought into the journal of a run.

The sample is known again by its seed, plan and population, and entered where the journal lacks it. Verdicts keep their
auditor and time. The same file brought in twice changes nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from prongsai.review.corrections import check_value
from prongsai.review.desk import Desk
from prongsai.review.edits import inputs_to_value
from prongsai.review.pages.frame import clean_name
from prongsai.review.plans import Plan
from prongsai.review.samples import Sample, list_samples
from prongsai.review.sheet import Given, Sheet, SheetItem, VerdictFile
from prongsai.review.store import Entry, Store, Subject


@dataclass(slots=True)
class Imported:
    """What became of a file's verdicts.

    added: entered. known: entered before. older: a later verdict on the value stands. strange: on a source that this
    run does not have, or a value the sheet does not. refused: corrections that are no value of the schema, with why;
    their verdict "wrong" is entered without them.
    """

    sample: int
    added: int = 0
    known: int = 0
    older: int = 0
    strange: int = 0
    refused: list[str] = field(default_factory=list)


def import_verdicts(desk: Desk, file: VerdictFile) -> Imported:
    """Enter a file's verdicts into the journal of a desk."""
    imported = Imported(sample=enter_sample(desk.store, file.sheet))
    subjects, items = desk.subjects(), {item.position: item for item in file.sheet.items}
    for given in sorted(file.verdicts, key=lambda given: given.at):
        item = items.get(given.position)
        present = subjects.find(item.document_id, item.path) if item else None
        if item is None or present is None or item.sha256 != present.sha256:
            imported.strange += 1
        else:
            _enter(desk, imported, item, given)
    return imported


def _enter(desk: Desk, imported: Imported, item: SheetItem, given: Given) -> None:
    about, auditor = _subject(item), clean_name(given.auditor) or "auditor"
    before = [
        entry
        for entry in desk.store.on_field(item.sha256, item.source, item.path)
        if entry.subject.sha256 == item.sha256
    ]
    if any(_same(entry, given, auditor) for entry in before):
        imported.known += 1
        return
    if any(entry.at > given.at for entry in before):
        imported.older += 1
        return
    corrected, person, verdict = False, None, given.verdict
    if given.typed is not None:
        try:
            person = _typed(desk, item, given.typed)
            corrected = person != item.machine
            verdict = "wrong" if corrected else "right"  # they typed what the machine read
        except (ValueError, KeyError) as error:
            imported.refused.append(f"{item.document_id}: {item.path}: {error}")
    desk.store.add(
        about, auditor, verdict, corrected=corrected, person=person if corrected else None, note=given.note,
        sample=imported.sample, at=given.at,
    )  # fmt: skip
    imported.added += 1


def _same(entry: Entry, given: Given, auditor: str) -> bool:
    return (entry.at, entry.auditor, entry.note) == (given.at, auditor, given.note)


def _subject(item: SheetItem) -> Subject:
    places = [place.model_dump(mode="json") for place in item.places]
    return Subject(item.sha256, item.source, item.document_id, item.path, item.kind, item.machine, item.raw, places)


def _typed(desk: Desk, item: SheetItem, typed: dict[str, str]) -> Any:
    """The value that the inputs tell, as the schema keeps it."""
    return check_value(desk.report(item.document_id) or {}, item.path, inputs_to_value(item.kind, typed, item.machine))


def enter_sample(store: Store, sheet: Sheet) -> int:
    """The number of a sheet's sample in a journal, entered first where it is not there."""
    population = sheet.population.model_dump(mode="json")
    found = same_sample(store, sheet.seed, sheet.plan, population)
    if found is not None:
        return found.id
    plan = json.dumps(sheet.plan.to_json())
    row = sheet.at, sheet.auditor, sheet.seed, plan, json.dumps(population, ensure_ascii=False)
    with store.connection() as connection:
        cursor = connection.execute(
            "INSERT INTO samples (at, auditor, seed, plan, population) VALUES (?, ?, ?, ?, ?)", row
        )
        number = int(cursor.lastrowid or 0)
        connection.executemany("INSERT INTO sample_items VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _rows(number, sheet))
    return number


def _rows(number: int, sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    for item in sheet.items:
        where = item.sha256, item.document_id, item.path
        yield number, item.position, *where, item.reader, item.kind, item.confidence


def same_sample(store: Store, seed: str, plan: Plan, population: dict[str, Any]) -> Sample | None:
    """The sample of a journal that was drawn from the same population by the same plan and seed; None for none."""
    for sample in list_samples(store):
        if (sample.seed, sample.plan, sample.population) == (seed, plan, population):
            return sample
    return None
