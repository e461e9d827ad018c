"""`python -m okrsheet`."""

from okrsheet.cli import console

console()
