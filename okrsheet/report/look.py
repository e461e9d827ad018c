"""How the report looks, on a desk, in the dark, on a phone, on paper and in a mail.

Mail programs drop style sheets, so every element carries its own style.
"""

from typing import Final

from okrsheet.workbook import look as sheet_look

INK: Final = f"#{sheet_look.INK}"
QUIET: Final = f"#{sheet_look.QUIET}"
LINE: Final = f"#{sheet_look.LINE}"
ACCENT: Final = f"#{sheet_look.ACCENT}"
PAPER: Final = "#FFFFFF"
DESK: Final = "#EEF2F4"

_FONT: Final = "font-family:'Segoe UI',Calibri,Carlito,'Helvetica Neue',Arial,sans-serif"
_WRAP: Final = "overflow-wrap:anywhere;word-break:break-word"
_TABLE: Final = "width:100%;border-collapse:collapse;border-spacing:0"

LETTER_WORDS: Final = {"G": "Green", "Y": "Yellow", "R": "Red", "?": "Needs a call"}
"""The status whose colours a letter of the strip wears, as on the Heat Map sheet."""


def _class_of(word: str) -> str:
    return word.lower().replace(" ", "-")


def _paints() -> dict[str, str]:
    words = (*sheet_look.RAG_WORDS, "Hit", "Progress", "Missed")
    painted = {word: sheet_look.PAINTS[word] for word in words}
    return {
        _class_of(word): f"background-color:#{paint.fill};color:#{paint.ink}"
        for word, paint in painted.items()
    }


def status_look(word: str) -> str:
    """The name of a status's look; the one of "Not started" for words that are none."""
    return _class_of(word) if word in sheet_look.PAINTS else "not-started"


LOOKS: Final[dict[str, str]] = {
    "page": f"margin:0;padding:0;background-color:{DESK};color:{INK};{_FONT};font-size:15px;"
    "line-height:1.45",
    "desk": f"{_TABLE};background-color:{DESK}",
    "around": "padding:24px 12px",
    "sheet": f"max-width:860px;margin:0 auto;{_WRAP}",
    "card": f"background-color:{PAPER};border:1px solid {LINE};border-radius:8px;"
    "padding:18px 22px;margin:0 0 16px",
    "top": f"background-color:{ACCENT};color:#FFFFFF;border-radius:8px;padding:20px 22px;"
    "margin:0 0 16px",
    "title": "margin:0;font-size:24px;line-height:1.25;font-weight:600",
    "under": f"margin:4px 0 0;font-size:14px;color:#{sheet_look.ON_ACCENT}",
    "lead": "margin:14px 0 0;font-size:17px;line-height:1.4",
    "head": f"margin:0 0 6px;font-size:18px;line-height:1.3;font-weight:600;color:{ACCENT}",
    "head-small": "margin:0;font-size:16px;line-height:1.35;font-weight:600",
    "quiet": f"color:{QUIET}",
    "small": "font-size:13px",
    "line": "margin:2px 0 0",
    "table": _TABLE,
    "scored": "",
    "bare": "",
    "row": f"border-top:1px solid {LINE}",
    "mark": "width:104px;padding:10px 12px 10px 0;vertical-align:top",
    "what": "padding:10px 0;vertical-align:top",
    "figure": "width:64px;padding:10px 0 10px 12px;vertical-align:top;text-align:right;"
    "font-variant-numeric:tabular-nums",
    "columns": "",
    "column": f"padding-top:0;padding-bottom:2px;font-size:12px;font-weight:400;color:{QUIET}",
    "badge": "display:inline-block;padding:1px 9px 2px;border-radius:10px;font-size:13px;"
    "font-weight:600;white-space:nowrap",
    "id": "font-weight:600",
    "tiles": "margin:14px 0 0",
    "tile": "display:inline-block;margin:0 8px 6px 0;padding:4px 12px 5px;border-radius:6px;"
    "font-size:14px;white-space:nowrap",
    "chart-side": "width:372px;vertical-align:top;padding:12px 20px 0 0",
    "text-side": "vertical-align:top;padding:12px 0 0",
    "chart": "display:block;width:100%;max-width:372px;height:auto",
    "strip": "border-collapse:separate;border-spacing:2px;font-size:11px;font-weight:600;"
    "text-align:center",
    "strip-name": f"text-align:right;white-space:nowrap;color:{QUIET}",
    "strip-free": f"background-color:{DESK}",
    "objective": "",
    "details": "",
    "key-result": "margin:0 0 12px;font-size:14px",
    "foot": f"margin:0 4px 16px;font-size:12px;color:{QUIET}",
    **_paints(),
}
"""Inline styles by the name that is also the element's class."""

STYLE_SHEET: Final = """
a{color:inherit}
@media screen and (prefers-color-scheme:dark){
.page,.desk{background-color:#12171B!important;color:#E4EAED!important}
.card{background-color:#1B2329!important;border-color:#33414A!important}
.top{background-color:#123B50!important}
.head{color:#8CCBE4!important}
.quiet,.foot,.strip-name,.column{color:#A5B3BB!important}
.row{border-color:#33414A!important}
.strip-free{background-color:#26323A!important}
svg .c-ink{fill:#E4EAED!important}
svg .c-quiet{fill:#A5B3BB!important}
svg .c-free{fill:#26323A!important}
svg .c-grid{stroke:#33414A!important}
svg .c-path{stroke:#A5B3BB!important}
svg .c-score{stroke:#8CCBE4!important}
svg .c-dot{fill:#8CCBE4!important}
}
@media screen and (max-width:640px){
.around{padding:8px!important}
.card,.top{padding:14px!important;margin-bottom:10px!important}
.title{font-size:21px!important}
.chart-side,.text-side{display:block!important;width:auto!important;padding-right:0!important}
.row{display:flex;flex-wrap:wrap}
.columns{display:none}
.mark{flex:1;width:auto!important;padding-bottom:0!important}
.figure{order:1;padding-bottom:0!important}
.what{order:2;flex:0 0 100%;padding-top:4px!important}
}
@media print{
@page{margin:10mm 12mm}
.page,.desk{background-color:#FFFFFF!important;font-size:9.6px!important;line-height:1.2!important}
.page{font-family:Calibri,Carlito,'Segoe UI','Helvetica Neue',Arial,sans-serif!important}
.around{padding:0!important}
.sheet{max-width:none!important}
.top{padding:5px 12px!important;margin-bottom:5px!important}
.title{font-size:16px!important;display:inline}
.under{display:inline!important;margin:0 0 0 10px!important}
.lead{font-size:12px!important;margin-top:3px!important}
.tiles{margin-top:4px!important}
.tile{margin-bottom:0!important;padding:1px 8px!important}
.card{padding:2px 0 3px!important;margin:0!important;border-width:1px 0 0!important;
border-radius:0!important}
.head{font-size:12.5px!important;margin:0!important;break-after:avoid}
.head-small{font-size:11.5px!important}
.small,.tile,.under,.badge,.key-result{font-size:9.2px!important}
.badge{padding:0 6px!important}
.columns{break-after:avoid}
.column{font-size:9.2px!important}
.scored{margin-top:-14px!important}
.mark{width:62px!important;padding-right:8px!important}
.figure{width:34px!important;padding-left:6px!important}
.mark,.what,.figure{padding-top:1px!important;padding-bottom:1.5px!important}
.bare .head,.bare .line{display:inline!important;margin-right:8px!important}
.row .what>div{display:inline!important}
.row .what>div:first-child{font-weight:600}
.row .what>div+div::before{content:" \\00b7  "}
.line{margin-top:1px!important}
.details{break-before:page}
.key-result{margin-bottom:4px!important}
.chart-side{width:250px!important}
.chart-side,.text-side{padding-top:4px!important}
.chart{max-width:250px!important}
.foot{margin:6px 0 0!important;font-size:9.5px!important}
.row,.objective{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""
"""What the inline styles can't say. Nothing in it comes from a workbook."""
