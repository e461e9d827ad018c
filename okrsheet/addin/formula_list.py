"""The worksheet functions, in the order of the menu."""

from typing import Final

from okrsheet.addin import declared_plan, declared_status

FORMULAS: Final = (*declared_status.FORMULAS, *declared_plan.FORMULAS)
