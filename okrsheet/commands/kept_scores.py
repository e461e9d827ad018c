"""What the history in a workbook's folder knows of scores, for targets that are suggested."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from okrsheet.workbook.next_quarter import Past


def scores_beside(path: "Path") -> "Past | None":
    """How to ask the history beside a workbook; None where there is none.

    One that can't be read is told, and has no scores.
    """
    from okrsheet.commands.streams import remark
    from okrsheet.ooxml.errors import OkrsheetFileError

    if not (path.parent / "okrsheet-history.sqlite").exists():
        return None

    def past(organisation: str, start: "date") -> "Mapping[str, Sequence[float]]":
        from okrsheet.sources.history_store import scores_before

        try:
            return scores_before(str(path.parent), organisation, start)
        except OkrsheetFileError as error:
            remark(f"{error} Targets are suggested without it.")
            return {}

    return past
