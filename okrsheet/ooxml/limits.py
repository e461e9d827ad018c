"""How large the things in a workbook file may be: one table, for all that read or write one.

Each limit lies above what Excel itself can make of an OKR workbook, or far above what real files
hold; it is there so that no file costs more than half a minute and some hundred MiB, and a small
one no more than seconds.
"""

from typing import Final

# The file and its parts, in bytes.
MAX_FILE: Final = 1 << 30
MAX_MEMBERS: Final = 10_000
MAX_PART: Final = 256 << 20
MAX_TOTAL: Final = 1 << 30
# Sheets of real workbooks stay below 50:1; a part below the floor does no harm however packed.
MAX_RATIO: Final = 200
RATIO_FLOOR: Final = 16 << 20

# XML of one part: elements open at once; bytes from one tag to the next, so of all attributes of an
# element too; tags.
MAX_DEPTH: Final = 256
MAX_ATTRIBUTES: Final = 1 << 20
MAX_TAGS: Final = 16_000_000

# The workbook.
MAX_SHEETS: Final = 2_000
MAX_NAMES: Final = 50_000
# Excel keeps at most 65,490 for cells and as many for named styles.
MAX_FORMATS: Final = 130_980
# Entries of any other list in one part; a sheet may hold 65,530 links.
MAX_ENTRIES: Final = 100_000

# Text: letters as stored, so that an escape such as _x000D_ counts seven; Excel keeps 32,767.
MAX_TEXT: Final = 4 * 32_767
MAX_TEXTS: Final = 2_000_000

# Worksheets.
MAX_CELLS: Final = 2_000_000
# Columns times areas: array formulas and data tables never overlap in a real sheet.
MAX_ARRAY_COLUMNS: Final = 5_000_000
MAX_MERGED_AREAS: Final = 100_000
# Real files merge whole columns, which are 1,048,576 cells each.
MAX_MERGED_CELLS: Final = 64 << 20
# Conditional formats, validations, links of one sheet; pasting multiplies them in real files.
