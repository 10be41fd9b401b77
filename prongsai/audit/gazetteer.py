"""The official list of places (geothai), asked by names. It is loaded by the first question, about 0.1 s."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from prongsai.audit.case import squeeze

_CAPITAL = "เมือง"
_BANGKOK = "กรุงเทพมหานคร"


class Places(NamedTuple):
    """districts: province to its districts; subdistricts: (province, district) to its sub-districts."""

    districts: dict[str, list[str]]
    subdistricts: dict[tuple[str, str], list[str]]


@cache
def places() -> Places:
    """Every province, district and sub-district by name, without white space and without เขต or แขวง."""
    import geothai

    districts: dict[str, list[str]] = {}
    subdistricts: dict[tuple[str, str], list[str]] = {}
    for province in geothai.provinces():
        own = geothai.districts(province.code)
        districts[squeeze(province.name_th)] = [bare(district.name_th) for district in own]
        for district in own:
            names = [bare(sub.name_th) for sub in geothai.subdistricts(district.code)]
            subdistricts[squeeze(province.name_th), bare(district.name_th)] = names
    return Places(districts, subdistricts)


def bare(name: str) -> str:
    """A place's name without white space and without the word for its kind."""
    name = squeeze(name)
    for kind in ("จังหวัด", "กิ่งอำเภอ", "อำเภอ", "เขต", "ตำบล", "แขวง"):
        if name.startswith(kind) and len(name) > len(kind) + 1:
            return name.removeprefix(kind)
    return name


def in_full(district: str, province: str) -> str:
    """ "เมือง" alone is the capital district of its province."""
    return _CAPITAL + province if district == _CAPITAL and province != _BANGKOK else district


@cache
def provinces_of() -> dict[str, list[str]]:
    """District to the provinces that have one of that name."""
    found: dict[str, list[str]] = defaultdict(list)
    for province, districts in places().districts.items():
        for district in districts:
            found[district].append(province)
    return dict(found)


@cache
def homes_of() -> dict[str, list[tuple[str, str]]]:
    """Sub-district to the (province, district) pairs that have one of that name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for home, names in places().subdistricts.items():
        for name in names:
            found[name].append(home)
    return dict(found)


def is_place(name: str) -> bool:
    """A province, district or sub-district has this name."""
    name = squeeze(name)
    return name in places().districts or name in provinces_of() or name in homes_of()
