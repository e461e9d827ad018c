"""Names that are the same however they are typed."""


def folded(text: str) -> str:
    """A name as it is compared: neither capitals nor the kind and number of blanks count.

    Example:
        >>> folded(" Ann  LEE ") == folded("Ann Lee")
        True
    """
    return " ".join(text.split()).casefold()
