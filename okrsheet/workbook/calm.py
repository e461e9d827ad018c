"""No green corners in Excel where nothing is wrong.

The Dashboard shows one score as a number and as a bar, with another figure between; the Log keeps
old and new values as they were typed.
"""

import re
from typing import Final

_PLACES: Final = {
    "Dashboard": '<ignoredError sqref="A1:P60" formula="1"/>',
    "Log": '<ignoredError sqref="E5:F1048576" numberStoredAsText="1"/>',
}
_FOLLOWING: Final = re.compile("<drawing |<tableParts|<extLst>|</worksheet>")


def calm(xml: str, title: str) -> str:
    """The sheet with this title, told which of Excel's remarks do not apply."""
    told = _PLACES.get(title)
    if told is None or "<ignoredErrors>" in xml:
        return xml
    # Rules, which stand before the page's set-up, may carry an extLst of their own.
    place = _FOLLOWING.search(xml, xml.index("<pageMargins"))
    end = place.start() if place else len(xml)
    return f"{xml[:end]}<ignoredErrors>{told}</ignoredErrors>{xml[end:]}"
