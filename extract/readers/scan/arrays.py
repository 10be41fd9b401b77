"""What pictures of pages are, for type checkers: numpy is loaded only where a scan is read."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

    Grey: TypeAlias = NDArray[uint8]
    Colour: TypeAlias = NDArray[uint8]
