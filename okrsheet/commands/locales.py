"""How numbers are written, as a word of the command line."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def locale_of(parsed: "Namespace") -> str:
    """The locale that was said, "" for none.

    Raises:
        WrongWord: there is no such locale.
    """
    from okrsheet.workbook.typed_text import known_locale

    try:
        return known_locale(parsed.locale) if parsed.locale else ""
    except ValueError as error:
        from okrsheet.commands.refused import WrongWord

        raise WrongWord(str(error)) from error
