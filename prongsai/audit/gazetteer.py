"""The official list of places (geothai), asked by names. It is loaded by the first question."""

from collections import defaultdict
from functools import cache

from prongsai.audit.case import squeeze

_CAPITAL = "เมือง"
_BANGKOK = "กรุงเทพมหานคร"


@cache
def districts() -> dict[str, list[str]]:
    """Province to its districts by name, without white space and without เขต."""
    import geothai

    return {
        squeeze(province.name_th): [bare(district.name_th) for district in geothai.districts(province.code)]
        for province in geothai.provinces()
    }


@cache
def subdistricts() -> dict[tuple[str, str], list[str]]:
    """(Province, district) to its sub-districts by name: nine in ten of all places, so loaded only when asked for."""
    import geothai

    return {
        (squeeze(province.name_th), bare(district.name_th)): [
            bare(sub.name_th) for sub in geothai.subdistricts(district.code)
        ]
        for province in geothai.provinces()
        for district in geothai.districts(province.code)
    }


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
    for province, own in districts().items():
        for district in own:
            found[district].append(province)
    return dict(found)


@cache
def homes_of() -> dict[str, list[tuple[str, str]]]:
    """Sub-district to the (province, district) pairs that have one of that name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for home, names in subdistricts().items():
        for name in names:
            found[name].append(home)
    return dict(found)


def is_place(name: str) -> bool:
    """A province, district or sub-district has this name."""
    name = squeeze(name)
    return name in districts() or name in provinces_of() or name in homes_of()
