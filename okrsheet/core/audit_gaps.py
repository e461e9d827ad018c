"""What a key result lacks, in words, and what to do next: one line for each gap.

Source: semantics, section 6; the seeds ask to fix a gap or to replace the key result.
"""

from typing import Final, NamedTuple


class Gap(NamedTuple):
    """A reason why a criterion or question does not pass.

    Attributes:
        of: the criterion or question, by the name of its field in `Audit`.
        words: what is missing.
        step: what to do next, one sentence.
        source: where the rule comes from.
    """

    of: str
    words: str
    step: str
    source: str


UNDEFINED: Final = Gap(
    "measurable",
    "type or target missing or not usable",
    "Pick a type; fill in a target that is not the baseline, a range from low to high, or stages.",
    "semantics 6, A1",
)
UNWORDED: Final = Gap(
    "measurable",
    "wording not measurable",
    "Write it as: from X to Y as measured by Z.",
    "semantics 6, A1; 7",
)
UNJUDGED: Final = Gap(
    "measurable",
    "wording not judged yet",
    "Run okrsheet refresh, or say Yes or No in Wording is fine.",
    "semantics 6, A1; 7",
)
NO_SOURCE: Final = Gap(
    "data_source",
    "data source not named",
    "Name the system or report the number comes from, or measure something else.",
    "semantics 6, A2",
)
NO_BASELINE: Final = Gap(
    "baseline",
    "baseline not measured",
    "Measure where it stands today and write the number down.",
    "semantics 6, A3",
)
NO_FREQUENCY: Final = Gap(
    "frequency",
    "update frequency open",
    "Say how often the number is refreshed: daily, weekly or monthly.",
    "semantics 6, A4",
)
NO_OWNER: Final = Gap(
    "owner",
    "no single owner",
    "Name the one person who answers for it.",
    "semantics 6, A5",
)
UNCONFIRMED: Final = Gap(
    "ambitious",
    "ambition not confirmed",
    "Say Yes or No in Ambitious but achievable; 20 to 30 % over the trend is the guide.",
    "semantics 6, A6",
)
TOO_EASY: Final = Gap(
    "ambitious",
    "easier than doing nothing",
    "Raise the target: the recent trend alone goes further.",
    "semantics 6, A6",
)
NOT_AMBITIOUS: Final = Gap(
    "ambitious",
    "not ambitious or not achievable",
    "Set a target that is worth the effort and can be reached.",
    "semantics 6, A6",
)
NO_ACCESS: Final = Gap(
    "access",
    "access not known",
    "Find out who can open the data source, and write it down.",
    "semantics 6, third data question",
)
NO_RETRIEVER: Final = Gap(
    "retriever",
    "nobody retrieves it",
    "Name who gets the number each week.",
    "semantics 6, fourth data question",
)
GAPS: Final = (
    *(UNDEFINED, UNWORDED, UNJUDGED, NO_SOURCE, NO_BASELINE, NO_FREQUENCY, NO_OWNER),
    *(UNCONFIRMED, TOO_EASY, NOT_AMBITIOUS, NO_ACCESS, NO_RETRIEVER),
)
"""All of them, in the order of the audit."""

TRY: Final = "Try: "


def step_of(gap: Gap, rewrite: str) -> str:
    """What to do about a gap; `rewrite` is how the lint would say it, "" for no idea."""
    return f"{TRY}{rewrite}" if gap is UNWORDED and rewrite else gap.step
