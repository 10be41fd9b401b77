"""Lines that are items of a list: by their number or bullet, and by what stands above them."""

import re

_ITEM = re.compile(r"\s*(?:[(]?(?P<no>\d{1,2})(?P<close>[.)])(?!\d)|(?P<bullet>[-–•●▪◦➢✓]))\s*\S")
_NUMBERS = re.compile(r"\d+")


def is_item(text: str) -> bool:
    """True for a line that begins with a number and a full stop or bracket, or with a bullet."""
    return _ITEM.match(text) is not None


def counts_on(above: str, below: str) -> bool:
    """The items have the same bullet, or the number of the second is the next one."""
    first, second = _ITEM.match(above), _ITEM.match(below)
    if not first or not second:
        return False
    if first["no"] and second["no"]:
        return int(second["no"]) == int(first["no"]) + 1 and first["close"] == second["close"]
    return not (first["no"] or second["no"]) and first["bullet"] == second["bullet"]


def may_stand_below(value: str, item: str) -> bool:
    """A bullet, a 1, or a number whose forerunner stands in the text above, which lists more than its last line.

    Lists of one value close their numbers in one way: "3." is not the item behind "2)".
    """
    found = _ITEM.match(item)
    number = int(found["no"] or 1) if found else 1
    closes = {above["close"] for line in value.splitlines() if (above := _ITEM.match(line)) and above["no"]}
    if found and number > 1 and closes and found["close"] not in closes:
        return False
    return number == 1 or str(number - 1) in _NUMBERS.findall(value)
