"""Words of the command line that make no sense, where the parser can't know it."""


class WrongWord(Exception):  # noqa: N818  # named for the cause
    """A word makes no sense; the text says which, and the way out."""
