"""Findings 030 to 039 and 060 to 062: what a workbook holds besides its tables, and other tables.

okrsheet never runs, computes, opens or fetches anything a workbook names; Excel may.
"""

from typing import Final

from okrsheet.core.findings import ERROR, HINT, WARNING, Code

CONTENT_CODES: Final[tuple[Code, ...]] = (
    Code(
        "OKR030",
        WARNING,
        "A formula that reaches outside",
        "In Excel it starts a program or fetches from elsewhere. okrsheet computes no formulas and "
        "takes the value that is stored.",
        "Replace it by its value unless you know why it is there.",
    ),
    Code(
        "OKR031",
        WARNING,
        "Links to the outside",
        "Excel may fetch from other files, programs or addresses. okrsheet never follows them.",
        "In Excel choose Data > Edit Links and break those you don't know.",
    ),
    Code(
        "OKR032",
        WARNING,
        "Embedded objects or controls",
        "They may hold programs. okrsheet keeps them and never opens them.",
        "Delete them unless you know who put them there.",
    ),
    Code(
        "OKR033",
        WARNING,
        "Macros",
        "The workbook brings programs along. okrsheet keeps them and never runs them.",
        "Enable them in Excel only if you know who made them.",
    ),
    Code(
        "OKR034",
        WARNING,
        "Data connections",
        "Excel may fetch from databases or web pages. okrsheet never follows them.",
        "In Excel choose Data > Queries & Connections and delete those you don't know.",
    ),
    Code(
        "OKR035",
        WARNING,
        "A source that is never opened",
        "A workbook can't make okrsheet read a file, an address or a database.",
        "Name the system or report in words.",
    ),
    Code(
        "OKR036",
        HINT,
        "Hidden lines count",
        "Lines hidden by hand or by a filter count like all others.",
        "Clear the filter to see them, or delete what shall not count.",
    ),
    Code(
        "OKR037",
        HINT,
        "A protected sheet",
        "It can be read. Writing keeps the protection or is refused.",
        "Unprotect it in Excel to change locked cells.",
    ),
    Code(
        "OKR038",
        HINT,
        "A reason for caution",
        "The workbook is reserved, read-only, final, shared or signed.",
        "Ask whoever owns it before you change it.",
    ),
    Code(
        "OKR039",
        WARNING,
        "An ending that does not fit",
        "The content is of another kind than the file's name says; Excel refuses such a file.",
        "Give the file the ending that fits, or save it again in Excel.",
    ),
    Code(
        "OKR060",
        WARNING,
        "A value outside the table",
        "A value below a table or far away from it is not counted, and makes the file slow.",
        "Move it into the table, or delete it.",
    ),
    Code(
        "OKR061",
        ERROR,
        "Merged header cells",
        "Under merged cells nobody can tell which column is which.",
        "Unmerge them and give each column its own header.",
    ),
    Code(
        "OKR062",
        HINT,
        "How a plain workbook is read",
        "The workbook was not made by okrsheet; its tables are found by their headers.",
        "Nothing has to be done; `okrsheet new` makes a workbook with all rules inside.",
    ),
)
