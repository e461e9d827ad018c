"""The history as files for other programs: CSV, and Parquet where its library is installed."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from typing import Final

from okrsheet.core.closed_export import COLUMNS, tables
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.workbook.history_refusals import NoParquet

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_files(quarters: Iterable[ClosedQuarter]) -> Iterator[tuple[str, bytes]]:
    """Each table as a CSV file: UTF-8 with its mark, so that Excel reads it; its name, its bytes.

    A text that Excel would take for a formula gets an apostrophe in front.
    """
    for table, rows in tables(quarters).items():
        text = StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS[table])
        writer.writerows([_cell(row[column]) for column in COLUMNS[table]] for row in rows)
        yield f"{table}.csv", text.getvalue().encode("utf-8-sig", "replace")


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


def parquet_files(quarters: Iterable[ClosedQuarter]) -> Iterator[tuple[str, bytes]]:
    """Each table as a Parquet file; its name, its bytes.

    Raises:
        NoParquet: pyarrow is not installed.
    """
    from importlib.util import find_spec  # noqa: PLC0415  # seldom asked for

    if find_spec("pyarrow") is None:
        raise NoParquet("--parquet")
    from okrsheet.sources.history_frames import frames_of  # noqa: PLC0415  # pandas costs 0.5 s

    found = frames_of(quarters)
    for table in COLUMNS:
        data = BytesIO()
        getattr(found, table).to_parquet(data, engine="pyarrow", index=False)
        yield f"{table}.parquet", data.getvalue()
