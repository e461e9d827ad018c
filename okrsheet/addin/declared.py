"""What a formula, its arguments and a button of the add-in are made of."""

from typing import Final, NamedTuple

EACH: Final = "each"
WHOLE: Final = "whole"
LISTS: Final = frozenset({"numbers", "dates", "texts", "values", "table"})
"""Kinds of which a formula takes all cells at once; the others are one cell for each row."""


class Argument(NamedTuple):
    """One argument of a formula.

    Attributes:
        name: as VBA, the function wizard and Python know it.
        help: what to give, at most 255 characters.
        kind: `number`, `date`, `text`, `yes_no` or `value` (a number, Yes or No): one cell for
            each row; `numbers`, `dates`, `texts`, `values` (numbers and texts): all of a range;
            `table`: a range whose first row names its columns.
        optional: whether it may be left out.
        source: where it stands in our workbook: a column of Key Results by its header, or, after
            an equals sign, what a formula writes as it is; "" where nothing is to be filled in.
    """

    name: str
    help: str
    kind: str
    optional: bool = False
    source: str = ""

    @property
    def is_list(self) -> bool:
        """Whether the formula takes all its cells at once."""
        return self.kind in LISTS


class Example(NamedTuple):
    """A formula as one would type it, and what the cell shows; numbers with four decimals."""

    formula: str
    result: float | str


class Formula(NamedTuple):
    """One worksheet function.

    Attributes:
        name: such as OKR_SCORE.
        help: what it gives, at most 255 characters.
        arguments: those that must be given first.
        shape: `each`: a row of cells gives one result, a column of them a column of results;
            `whole`: lists give one result, or one for each id that is asked for.
        category: where the function wizard shows it.
        function: `module:name` of what computes it, imported when it is first called.
        examples: executed by a test.
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    shape: str
    category: str
    function: str
    examples: tuple[Example, ...] = ()


class Command(NamedTuple):
    """One button.

    Attributes:
        name: one word, as on the command line; the ribbon id.
        label: the text on the button.
        group: Week, Quality, Quarter or Help.
        size: large or normal.
        icon: one of Office's own pictures (imageMso).
        keytip: the keys behind Alt, unlike all others.
        screentip: its title when the mouse rests on it.
        supertip: what it does and whether it changes the workbook.
        needs: sheets it works with; where it has some, it is grey unless a quarter is in front.
    """

    name: str
    label: str
    group: str
    size: str
    icon: str
    keytip: str
    screentip: str
    supertip: str
    needs: tuple[str, ...] = ()

    @property
    def macro(self) -> str:
        """The VBA macro the button runs."""
        return f"okrsheet_{self.name}"
