"""How wide the terminal is."""

import os
import sys


def terminal_width(otherwise: int) -> int:
    """Columns of the terminal.

    `shutil` knows the same, but loads four compression libraries first.

    Args:
        otherwise: The width where the output goes elsewhere and COLUMNS says nothing.
    """
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise
