"""Rules of arithmetic over the scores: changes, totals, values that disagree, values that cannot be."""

from collections.abc import Iterator

from normalise.digits import to_arabic
from prongsai.audit.board import INSTRUMENTS, Board, Result, instrument_means, weights
from prongsai.audit.case import Case
from prongsai.audit.rules import NOTHING, Fault, Value, Words, rule
from prongsai.audit.wording import ORIGINS, name_score
from schemas.records import Evidence, Score

_TOLERANCE = 0.02
_MEAN = Words("ค่าเฉลี่ยของตัวชี้วัด", "the mean of its indicators")
_SUM = Words("ผลรวมของคะแนนทั้งสามแบบวัด", "the sum of the three instruments")
_WEIGHTED = Words("ค่าเฉลี่ยถ่วงน้ำหนัก (IIT 30 EIT 30 OIT 40) ", "the weighted mean (IIT 30, EIT 30, OIT 40)")
_MANY = 3
_FAR = 40.0  # what differs that much was hardly read right
_DUST = 1e-6  # what binary fractions leave of a difference of decimals


@rule("change-mismatch")
def change_mismatch(case: Case) -> Iterator[Fault]:
    """The stated change, sign and all, is the later score less the earlier, within the rounding of the three.

    Or it is that difference in per cent of the earlier score, as some reports say ("เพิ่มขึ้นร้อยละ 1.33").
    """
    board = case.board
    wrong = [index for index, score in enumerate(board.scores) if _change_is_wrong(score, board.decimals)]
    unsigned = _changes_unsigned(board, wrong)
    for index in wrong:
        score = board.scores[index]
        assert score.score is not None
        assert score.change_stated is not None
        assert score.change_computed is not None
        later, computed, year = score.score, score.change_computed, score.fiscal_year_be or 0
        values: dict[str, Value] = {
            "subject": name_score(score), "stated": score.change_stated, "computed": computed,
            "later": later, "earlier": later - computed, "later_year": year, "earlier_year": year - 1,
        }  # fmt: skip
        info = index in unsigned or abs(computed) > _FAR
        records = [f"scores/{index}"]
        at = score.evidence[0].provenance if score.evidence else None
        yield Fault(values, round(computed, 4), score.change_stated, records, at, info)


def _change_is_wrong(score: Score, decimals: int) -> bool:
    if score.score is None or score.change_stated is None or score.change_computed is None:
        return False
    rounding = 3 * 0.5 * 10.0**-decimals
    earlier = score.score - score.change_computed
    in_percent = 100 * score.change_computed / earlier if earlier else score.change_computed
    return all(abs(score.change_stated - change) > rounding + _DUST for change in (score.change_computed, in_percent))


def _changes_unsigned(board: Board, wrong: list[int]) -> set[int]:
    """Of the wrong ones, those of a column that prints sizes without signs: none is negative, and two or more fall."""
    changes = [score.change_stated for score in board.scores if score.change_stated is not None]
    if any(change < 0 for change in changes):
        return set()
    falls = {index for index in wrong if _is_fall_without_sign(board.scores[index], board.decimals)}
    return falls if len(falls) >= 2 else set()


def _is_fall_without_sign(score: Score, decimals: int) -> bool:
    stated, computed = score.change_stated or 0.0, score.change_computed or 0.0
    return stated > 0 > computed and abs(stated + computed) <= 1.5 * 10.0**-decimals + _DUST


@rule("overall-mismatch")
def overall_mismatch(case: Case) -> Iterator[Fault]:
    """A total follows from the instruments, or else from the indicators; an instrument from its indicators."""
    board = case.board
    for result in board.results.values():
        means = instrument_means(board.indicator_values(result))
        for code, index in result.instruments.items():
            if code in means and board.scores[index].max_score == 100 and _differs(board, index, means[code]):
                yield _total_fault(board, index, means[code], _MEAN, NOTHING)
        if result.overall is not None and board.scores[result.overall].max_score == 100:
            yield from _overall_faults(case, result, result.overall)


def _overall_faults(case: Case, result: Result, index: int) -> Iterator[Fault]:
    board = case.board
    if len(result.instruments) == len(INSTRUMENTS):
        parts = {code: board.value(part) for code, part in result.instruments.items()}
        mean = sum(weight * parts[code] for code, weight in weights().items())
        points = sum(parts.values())
        if not (_differs(board, index, mean) and _differs(board, index, points)):
            return
        if _gives_points(board, result):
            yield _total_fault(board, index, points, _SUM, NOTHING)
        else:
            yield _total_fault(board, index, mean, _WEIGHTED, NOTHING)
        return
    values = board.indicator_values(result)
    means = instrument_means(values)
    if len(means) == len(INSTRUMENTS):
        mean = sum(weight * means[code] for code, weight in weights().items())
        if _differs(board, index, mean) and not _stands_beside(case, index, mean):
            yield _total_fault(board, index, mean, _WEIGHTED, _plain_mean_note(board, index, values))


def _stands_beside(case: Case, index: int, mean: float) -> bool:
    """The same table has the right total too: a row of the same name before it was an instrument's."""
    evidence = case.board.scores[index].evidence
    return any(
        other.value is not None and abs(other.value - mean) <= _TOLERANCE and _same_table(case, evidence[0], other)
        for other in evidence[1:]
    )


def _gives_points(board: Board, result: Result) -> bool:
    """The row's instruments are points: marked so, or like the rows beside it, or too small to be means of 100."""
    values = {code: board.value(index) for code, index in result.instruments.items()}
    marked = any(board.scores[index].max_score < 100 for index in result.instruments.values())
    within = all(value <= 100 * weights()[code] + _DUST for code, value in values.items())
    return marked or result.year in board.point_years or within


def _differs(board: Board, index: int, computed: float) -> bool:
    """The stated total is not the computed one, within 0.02, or within half a unit where fewer digits are printed."""
    evidence = board.scores[index].evidence
    places = _decimals(evidence[0].raw) if evidence else board.decimals
    coarse = 0.0 if min(places, board.decimals) >= 2 else 0.5 * 10.0**-places + 0.5 * 10.0**-board.decimals
    return abs(board.value(index) - computed) > _TOLERANCE + coarse + _DUST


def _total_fault(board: Board, index: int, computed: float, basis: Words, note: Words) -> Fault:
    score = board.scores[index]
    values: dict[str, Value] = {
        "subject": name_score(score), "stated": board.value(index), "computed": computed, "basis": basis, "note": note,
    }  # fmt: skip
    at = score.evidence[0].provenance if score.evidence else None
    info = abs(board.value(index) - computed) > _FAR
    return Fault(values, round(computed, 2), score.score, [f"scores/{index}"], at, info)


def _plain_mean_note(board: Board, index: int, values: dict[int, float]) -> Words:
    """Agencies that work out their total themselves take the mean of all ten."""
    if abs(sum(values.values()) / len(values) - board.value(index)) > _TOLERANCE:
        return NOTHING
    return Words(" (ค่าที่ระบุเป็นค่าเฉลี่ยธรรมดาของทั้ง 10 ตัวชี้วัด)", " (what is stated is the plain mean of all ten)")


@rule("score-out-of-range")
def score_out_of_range(case: Case) -> Iterator[Fault]:
    """A score lies between nothing and its full marks; those of a league row are as its neighbours'."""
    board = case.board
    for index, score in enumerate(board.scores):
        if score.score is None:
            continue
        most = score.max_score
        if (
            score.instrument
            and score.scope == "instrument"
            and score.agency
            and score.fiscal_year_be in board.point_years
        ):
            most = min(most, 100 * weights()[score.instrument])
        if not 0 <= score.score <= most + _DUST:
            at = score.evidence[0].provenance if score.evidence else None
            values: dict[str, Value] = {"subject": name_score(score), "stated": score.score, "most": most}
            yield Fault(values, most, score.score, [f"scores/{index}"], at)


@rule("score-conflict")
def score_conflict(case: Case) -> Iterator[Fault]:
    """Table, list and prose say one value. Two values of one table are another rule's.

    Where no table is among them and many scores conflict, the text speaks of several bodies: no alarm.
    """
    conflicts = [found for index in range(len(case.board.scores)) if (found := _conflict(case, index))]
    untabled = sum(1 for index, _ in conflicts if case.board.scores[index].evidence[0].origin != "table")
    for index, other in conflicts:
        score, first = case.board.scores[index], case.board.scores[index].evidence[0]
        values: dict[str, Value] = {
            "subject": name_score(score), "first": case.board.value(index), "second": other.value or 0.0,
            "first_origin": ORIGINS[first.origin], "second_origin": ORIGINS[other.origin],
        }  # fmt: skip
        lists = first.origin == other.origin == "list" and score.scope == "overall"
        several = first.origin != "table" and untabled > _MANY
        info = lists or several or (other.origin != "table" and _is_of_another(case.board, index, other))
        yield Fault(values, score.score, other.value, [f"scores/{index}"], other.provenance, info)


def _conflict(case: Case, index: int) -> tuple[int, Evidence] | None:
    """The first evidence that does not agree with the score."""
    score = case.board.scores[index]
    if score.score is None or len(score.evidence) < 2:
        return None
    first = score.evidence[0]
    for other in score.evidence[1:]:
        if other.value is not None and not _agree(first, score.score, other) and not _same_table(case, first, other):
            return index, other
    return None


def _agree(first: Evidence, value: float, other: Evidence) -> bool:
    """The two are equal, or the one with fewer decimals is the other rounded."""
    assert other.value is not None
    places = [_decimals(first.raw), _decimals(other.raw)]
    rounding = 0.0 if places[0] == places[1] else 0.5 * 10.0 ** -min(places)
    return abs(value - other.value) <= rounding + _DUST


def _same_table(case: Case, first: Evidence, other: Evidence) -> bool:
    if first.origin != "table" or other.origin != "table":
        return False
    return case.table_of(first.provenance) == case.table_of(other.provenance)


def _is_of_another(board: Board, index: int, other: Evidence) -> bool:
    """Sentences name many numbers: one that is another record's score, or a round mark, may not be this one's."""
    assert other.value is not None
    if _decimals(other.raw) == 0 or abs(other.value - board.value(index)) > _FAR:
        return True
    return any(
        score.score is not None and abs(score.score - other.value) <= _DUST
        for at, score in enumerate(board.scores)
        if at != index
    )


def _decimals(raw: str) -> int:
    """Decimal places of a number as printed, in Thai digits or Arabic."""
    _, _, places = to_arabic(raw).strip().partition(".")
    return sum(1 for letter in places if letter.isdigit())
