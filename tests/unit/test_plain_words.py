"""`okrsheet check BOOK` goes around the parser: it must mean what the parser makes of it."""

from argparse import ArgumentParser

from okrsheet.commands.check import Plain, add_options


def test_a_plain_check_is_what_the_parser_makes_of_it() -> None:
    parser = ArgumentParser()
    add_options(parser)
    parsed = vars(parser.parse_args(["book.xlsx"]))
    plain = Plain("book.xlsx")
    assert {name: getattr(plain, name) for name in parsed} == parsed
