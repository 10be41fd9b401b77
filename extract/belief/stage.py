"""The stage of belief. The order of the steps:

1. every number that only the text engine saw gets a reading of its own
2. both engines are weighed against each other
3. years, days and numbering are tied to what stands around them
4. a first look at the tables, with the likeliest numbers put in, finds the scores
5. scores are tied by the sums they obey
6. each number is judged: agreed, settled or unread
7. believed numbers are written into the text; unread ones are veiled, but for those a record shows as unread
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import chain

import regex

from extract.belief.calendar import calendar_factors
from extract.belief.evidence import figures
from extract.belief.network import Network, Variable, Verdict
from extract.belief.order import order_factors
from extract.belief.scores import add_scores, restore_points
from extract.belief.setting import Seen, Setting, complete
from extract.belief.writing import is_writable, veil_numbers, write_numbers
from extract.scores.found import Found
from extract.scores.grid import sheets_to_found
from extract.scores.prose import lines_to_found
from extract.scores.years import settle_years
from extract.tables.sheets import document_to_sheets
from schemas.document import Document, Table
from schemas.readings import Belief, Readings
from schemas.trace import Span

_NUMBERS_ROW = regex.compile(r"(?:^|\n|\s)[(]?$")
_CLOSES_NUMBER = regex.compile(r"\s?[.)](?!\d)|\s*$")
_SHORT_SUM = 4  # numbers
_DECIMAL, _POINTLESS = regex.compile(r"\d{1,3}\.\d{1,2}"), regex.compile(r"(?!100$)\d{3,4}|\d{1,2},\d\d")


def believe(document: Document) -> list[tuple[Found, Span]]:
    """Settle the numbers of a clean document that were read off pictures, in place.

    Returns the scores that the first look found and that stay unread, with raw intervals; nothing for a document
    without readings.
    """
    readings = document.readings
    if readings is None:
        return []
    complete(document, readings)
    setting = Setting(document, readings)
    network = Network()
    for seen in setting.seen:
        network.add(Variable.of(seen.weighed))
    network.factors += [*calendar_factors(setting), *order_factors(setting)]
    likely = [verdict.text for verdict in network.verdicts()]
    texts = _with_points(document, setting, likely)
    found = list(_first_look(document, setting, texts))
    add_scores(network, setting, found)
    verdicts = network.verdicts()
    judged = [
        _judge(document, seen, verdict, variable)
        for seen, verdict, variable in zip(setting.seen, verdicts, network.variables, strict=False)
    ]
    readings.beliefs = _without_halves(judged, verdicts)
    _write(document, setting, texts, found)
    return [(item, span) for item, span in found if _is_unread(readings, span)]


def _is_unread(readings: Readings, span: Span) -> bool:
    return any(belief.state == "unread" for belief in readings.under(*span))


def _first_look(document: Document, setting: Setting, texts: list[str | None]) -> Iterator[tuple[Found, Span]]:
    """What tables, lists and prose state with the likeliest numbers put in, and where in the raw text."""
    trial = deepcopy(document)
    spans = [seen.reading.span for seen in setting.seen]
    write_numbers(trial, [(s, t) for s, t in zip(spans, texts, strict=True) if t and is_writable(trial, s)])
    tabled = sheets_to_found(trial, document_to_sheets(trial))
    prose = lines_to_found(trial)
    for _, items in tabled:
        years = {item.year for item in items if item.year}
        for item in items:
            item.year = item.year or (next(iter(years)) if len(years) == 1 else None)
    settle_years(trial, tabled, prose, None)
    for item in chain(chain.from_iterable(items for _, items in tabled), prose):
        yield item, trial.trace.back(*item.span)


def _with_points(document: Document, setting: Setting, likely: list[str | None]) -> list[str | None]:
    """The likeliest numbers, those of columns of decimals with the point that they seem to have lost."""
    bare = _pointless_cells(document, setting, likely)
    return [_with_point(text) if text and index in bare else text for index, text in enumerate(likely)]


def _pointless_cells(document: Document, setting: Setting, likely: list[str | None]) -> set[int]:
    """Readings that are all of their cell, have no point, and stand in a column where most have one."""
    found: set[int] = set()
    for _, block in document.blocks():
        for column in zip(*block.rows, strict=True) if isinstance(block, Table) else ():
            alone = [setting.alone_in(cell) for cell in column if not cell.inherited]
            held = {index: likely[index] or "" for index in alone if index is not None}
            bare = {index for index, text in held.items() if _POINTLESS.fullmatch(text)}
            if bare and sum(_DECIMAL.fullmatch(text) is not None for text in held.values()) >= len(bare):
                found |= bare
    return found


def _with_point(text: str) -> str:
    variable = Variable([text, None], [1.0, 0.0])
    restore_points(variable)
    return variable.options[-2] or text


def _judge(document: Document, seen: Seen, verdict: Verdict, variable: Variable) -> Belief:
    """Believe what the engines leave no doubt about, or what a witness leaves none about."""
    bars, text = figures(), verdict.text
    alone = dict(seen.weighed.options).get(text or "", 0.0)
    if text is None or not is_writable(document, seen.reading.span):
        return Belief(seen.reading, "unread", seen.guess)
    if text not in variable.restored and alone >= bars["agreed"] and verdict.share >= bars["not_contradicted"]:
        return Belief(seen.reading, "agreed", text)
    brought_back = text in variable.restored and not verdict.borne_out
    if verdict.witness is None or verdict.share < bars["settled"] or brought_back:
        return Belief(seen.reading, "unread", seen.guess)
    return Belief(seen.reading, "settled", text, verdict.witness.witness)


def _without_halves(beliefs: list[Belief], verdicts: list[Verdict]) -> list[Belief]:
    """A short sum of which another number is unread settles nothing: two misreadings may make up for each other."""
    unread = {index for index, belief in enumerate(beliefs) if belief.state == "unread"}
    kept = []
    for index, (belief, verdict) in enumerate(zip(beliefs, verdicts, strict=False)):
        factor = verdict.witness if belief.state == "settled" else None
        short = factor is not None and factor.arithmetic and len(factor.variables) <= _SHORT_SUM
        half = short and factor is not None and not unread.isdisjoint({*factor.variables} - {index})
        kept.append(replace(belief, state="unread", witness=None) if half else belief)
    return kept


def _write(document: Document, setting: Setting, texts: list[str | None], found: list[tuple[Found, Span]]) -> None:
    """Unread scores and numbers of rows stay as guessed: whoever takes them for a value asks what is believed."""
    beliefs = document.readings.beliefs if document.readings else []
    scores = {index for _, span in found for index in setting.under(*span)}
    kept = scores | {index for index, seen in enumerate(setting.seen) if _numbers_a_row(setting, index, seen)}
    unread = {index for index, belief in enumerate(beliefs) if belief.state == "unread"}
    veil_numbers(document, [setting.seen[index].reading.span for index in sorted(unread - kept)])
    shown = {index: texts[index] or beliefs[index].text for index in unread & scores}
    believed = {index: beliefs[index].text for index in range(len(beliefs)) if index not in unread}
    spans = {index: setting.seen[index].reading.span for index in sorted(shown | believed)}
    written = {index: span for index, span in spans.items() if is_writable(document, span)}
    write_numbers(document, [(span, (shown | believed)[index]) for index, span in written.items()])


def _numbers_a_row(setting: Setting, index: int, seen: Seen) -> bool:
    """The number opens a line, a cell or an item, or is all of a short one."""
    short = len(seen.guess.strip(".")) <= 2
    opens = _NUMBERS_ROW.search(setting.before(index)) is not None
    return short and opens and _CLOSES_NUMBER.match(setting.behind(index)) is not None
