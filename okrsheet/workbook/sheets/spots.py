"""Single cells outside the tables: where they stand, how they look, what they show."""

from collections.abc import Callable
from typing import NamedTuple

from okrsheet.workbook.view import View


class Spot(NamedTuple):
    """One cell of a sheet without a table: a fixed text, or a formula with its twin.

    `look` names a style of `okrsheet.workbook.build`; `link` is a place in the workbook. A workbook
    may lack a late one, which came with a later version: there it is a blank cell.
    """

    address: str
    look: str
    text: str = ""
    formula: str = ""
    value: Callable[[View], object] | None = None
    link: str = ""
    late: bool = False
