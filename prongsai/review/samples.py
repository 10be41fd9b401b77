"""Samples: drawn once from the index, kept with their seed and population, and judged item by item."""

import json
import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from prongsai import __version__
from prongsai.review.index import Subjects
from prongsai.review.plans import Plan, plan_from_json
from prongsai.review.sampling import Stratum, draw
from prongsai.review.standing import Standing, standing
from prongsai.review.store import Store, Subject, now

CLAIM_SECONDS = 600  # how long an item shown to one auditor is kept from the queue of another


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as kept. ``population``: documents, fields, tool version, and the size of every stratum."""

    id: int
    at: str
    auditor: str
    seed: str
    plan: Plan
    population: dict[str, Any]

    @property
    def strata(self) -> dict[Stratum, int]:
        return {Stratum(*stratum): size for *stratum, size in self.population["strata"]}


@dataclass(frozen=True, slots=True)
class Item:
    """One field of a sample. ``subject`` is its present value; None where the run no longer has it."""

    position: int
    sha256: str
    document_id: str
    path: str
    stratum: Stratum
    subject: Subject | None
    standing: Standing | None


def population(index: sqlite3.Connection) -> dict[Stratum, int]:
    """The strata of a run and how many fields each holds."""
    rows = index.execute("SELECT reader, kind, confidence, size FROM strata ORDER BY 1, 2, 3")
    return {Stratum(row["reader"], row["kind"], row["confidence"]): row["size"] for row in rows}


def population_to_json(index: sqlite3.Connection) -> dict[str, Any]:
    """The population of a run as it is kept with a sample."""
    sizes, documents = population(index), index.execute("SELECT count(*) FROM documents").fetchone()[0]
    return {
        "documents": documents, "fields": sum(sizes.values()), "tool_version": __version__,
        "strata": [[*stratum, size] for stratum, size in sizes.items()],
    }  # fmt: skip


def draw_sample(index: sqlite3.Connection, store: Store, plan: Plan, seed: str, auditor: str) -> int:
    """Draw a sample, keep it, and return its number. The same run, plan and seed give the same fields in order."""
    sizes = population(index)
    rows = index.execute(
        "SELECT f.no, d.sha256 || ' ' || f.path AS key, d.reader, f.kind, f.confidence FROM fields f"
        " JOIN documents d ON d.no = f.document"
    )
    drawn = draw(
        ((row[0], row[1], Stratum(row[2], row[3], row[4])) for row in rows), sizes, seed, plan.size, plan.least
    )
    told = population_to_json(index)
    with store.connection() as connection:
        cursor = connection.execute(
            "INSERT INTO samples (at, auditor, seed, plan, population) VALUES (?, ?, ?, ?, ?)",
            (now(), auditor, seed, json.dumps(plan.to_json()), json.dumps(told, ensure_ascii=False)),
        )
        sample = int(cursor.lastrowid or 0)
        for position, one in enumerate(drawn, 1):
            field = index.execute(
                "SELECT d.sha256, d.document_id, f.path FROM fields f JOIN documents d ON d.no = f.document"
                " WHERE f.no = ?",
                (one.number,),
            ).fetchone()
            row = (sample, position, *tuple(field), *one.stratum)
            connection.execute("INSERT INTO sample_items VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return sample


def list_samples(store: Store) -> list[Sample]:
    """All samples, newest first."""
    rows = store.connection().execute("SELECT * FROM samples ORDER BY id DESC")
    return [
        Sample(
            row["id"], row["at"], row["auditor"], row["seed"], plan_from_json(json.loads(row["plan"])),
            json.loads(row["population"]),
        )
        for row in rows
    ]  # fmt: skip


def find_sample(store: Store, number: int | None) -> Sample | None:
    """The sample of that number; the newest for None; None where there is none."""
    return next((sample for sample in list_samples(store) if number in (None, sample.id)), None)


def sample_items(subjects: Subjects, store: Store, sample: Sample) -> list[Item]:
    """The items of a sample in the order they were drawn, each with what stands for it now."""
    rows = store.connection().execute("SELECT * FROM sample_items WHERE sample = ? ORDER BY position", (sample.id,))
    return [_item(subjects, store, row) for row in rows.fetchall()]


def _item(subjects: Subjects, store: Store, row: sqlite3.Row) -> Item:
    subject = subjects.find(row["document_id"], row["path"])
    if subject is not None and subject.sha256 != row["sha256"]:
        subject = None
    stands = standing(subject, store.on_field(subject.sha256, subject.source, subject.path)) if subject else None
    stratum = Stratum(row["reader"], row["kind"], row["confidence"])
    return Item(row["position"], row["sha256"], row["document_id"], row["path"], stratum, subject, stands)


def next_position(store: Store, sample: Sample, items: list[Item], auditor: str, after: int = 0) -> int | None:
    """The first item still to judge after ``after`` (then from the start) that no other auditor is looking at.

    Where only items before other auditors are left, the first of these; None when all are judged.
    """
    waiting = [item.position for item in items if item.subject and item.standing is None]
    waiting.sort(key=lambda position: (position <= after, position))
    rows = store.connection().execute(
        "SELECT position FROM claims WHERE sample = ? AND auditor <> ? AND until > ?", (sample.id, auditor, time.time())
    )
    taken = {row["position"] for row in rows}
    return next((position for position in waiting if position not in taken), waiting[0] if waiting else None)


def claim(store: Store, sample: Sample, position: int, auditor: str) -> None:
    """Keep an item from the queue of other auditors for a while."""
    with store.connection() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?)",
            (sample.id, position, auditor, time.time() + CLAIM_SECONDS),
        )
