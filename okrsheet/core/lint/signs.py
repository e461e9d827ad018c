"""What signs and a few words can be beside a number, whatever the language.

They are kept with the word lists (see `marks`), so that one look says all a piece can be.
"""

from typing import Final

CURRENCIES: Final = (
    dict.fromkeys(("$", "us$", "usd", "dollar", "dollars"), "USD")
    | dict.fromkeys(("€", "eur", "euro", "euros"), "EUR")
    | dict.fromkeys(("£", "gbp"), "GBP")
    | dict.fromkeys(("r$", "brl"), "BRL")
    | dict.fromkeys(("₹", "inr", "rs"), "INR")
    | {"¥": "JPY", "₦": "NGN", "₱": "PHP", "₺": "TRY", "₩": "KRW", "zł": "PLN"}
    | {code: code.upper() for code in ("chf", "aud", "cad", "nzd", "sgd", "aed", "zar", "pln")}
    | {code: code.upper() for code in ("sek", "nok", "dkk", "czk", "huf", "ngn", "kes", "jpy")}
)

SIGNS: Final[dict[str, frozenset[str]]] = {
    "currency": frozenset(CURRENCIES),
    "percent": frozenset({"%", "percent", "prozent", "pct", "percentage", "pp"}),
    "kind_of_day": frozenset({"working", "business", "calendar"}),
    "arrow": frozenset({"→", "->", "-->", "=>", "==>", ">>", "➔", "⟶", "➡", "➜", "⇒"}),
    "above": frozenset({">", ">=", "≥"}),
    "below": frozenset({"<", "<=", "≤"}),
    "minus": frozenset({"-", "\u2212", "\u2013"}),
    "plus": frozenset({"+"}),
    "roughly": frozenset({"~", "\u2248"}),
    "no_amount": frozenset({"#", "^", "-", "\u00b1"}),
    "joint": frozenset(":/."),
    "bracket": frozenset({"("}),
    "comma": frozenset({","}),
    "loose": frozenset("(~≈:=+<>≤≥\u2013\u2014-") | {"<=", ">="},
    # What a number can move along: "from level 2 to level 4".
    "rank": frozenset({"rank", "place", "position", "level", "tier", "grade"}),
    "turn": frozenset({"up", "down"}),
    "one": frozenset({"a", "an"}),
    "whole": frozenset({"all", "each", "every"}),
}
"""The pieces of each kind; `no_amount` stands before what is no amount ("# 5", "2^8"), `loose` may
stand between a word and its number."""
