"""Findings 040 to 059: the quarter as a whole, and what needs a person."""

from typing import Final

from okrsheet.core.findings import HINT, WARNING, Code

QUARTER_CODES: Final[tuple[Code, ...]] = (
    Code(
        "OKR040",
        WARNING,
        "Not exactly one number-one priority",
        "A quarter needs one clearly owned top priority; two are none.",
        "Say Yes in Number one for exactly one objective that has an owner.",
    ),
    Code(
        "OKR041",
        WARNING,
        "The number of company objectives",
        "Focus is lost with too many, direction with too few.",
        "Keep the two or three that make the quarter a success.",
    ),
    Code(
        "OKR042",
        WARNING,
        "The number of a team's objectives",
        "A team can move one or two things in a quarter.",
        "Keep the one or two that matter most.",
    ),
    Code(
        "OKR043",
        WARNING,
        "The number of key results",
        "Two to four key results say whether an objective is reached.",
        "Drop what only describes work, or add what is missing.",
    ),
    Code(
        "OKR044",
        WARNING,
        "An individual objective",
        "Individual objectives are for directors and above; others work on their team's.",
        "Make it a team objective, or say Yes in Director or above.",
    ),
    Code(
        "OKR045",
        WARNING,
        "A team objective that supports nothing",
        "If the team reaches it, no company objective moves.",
        "Pick the company objective it supports, or question it.",
    ),
    Code(
        "OKR046",
        WARNING,
        "The cascade does not fit",
        "The company objective and the team objectives under it tell different stories.",
        "Ask whether the teams work on what moves the company objective.",
    ),
    Code(
        "OKR047",
        HINT,
        "Targets may have been too easy",
        "Aspirational targets are set so that 0.7 is a success.",
        "Aim higher next quarter.",
    ),
    Code(
        "OKR048",
        WARNING,
        "Leadership has to decide",
        "It has been Red for weeks and there is no clear recovery plan.",
        "Revise the key result, add resources or change the strategy, with name and date.",
    ),
    Code(
        "OKR049",
        WARNING,
        "Nobody reports on it",
        "Its last update is too old to trust the colour.",
        "Ask its owner for a check-in.",
    ),
    Code(
        "OKR050",
        HINT,
        "A better colour without a reason",
        "The owner sees it better than the figures but does not say why; the figures stand.",
        "Write the reason beside the colour.",
    ),
    Code(
        "OKR051",
        WARNING,
        "A dependency that is not settled",
        "Work another team has not agreed to is the usual reason a key result slips.",
        "Name team, work and date, and get their yes.",
    ),
    Code(
        "OKR052",
        WARNING,
        "Short of a commitment",
        "A committed key result ended below 1.0; that asks for an explanation.",
        "Explain it on the Review sheet.",
    ),
    Code(
        "OKR053",
        HINT,
        "A drop in confidence",
        "The owner lost much of their confidence in one check-in.",
        "Talk about it before the figures turn.",
    ),
    Code(
        "OKR054",
        WARNING,
        "A key result that is not ready",
        "It can't be followed through the quarter: six criteria and four data questions say so.",
        "Fill the gaps on the Key Results sheet, or replace the key result; `okrsheet audit` says "
        "how.",
    ),
    Code(
        "OKR055",
        WARNING,
        "The wording of a key result",
        "A key result says what will be different, backed by a number at the end of the quarter.",
        "Reword it, or say Yes in Wording is fine.",
    ),
    Code(
        "OKR056",
        WARNING,
        "The wording of an objective",
        "An objective says where to go, in words everybody understands; numbers are for the key "
        "results.",
        "Reword it.",
    ),
    Code(
        "OKR057",
        WARNING,
        "Text and columns disagree",
        "People remember the text; the figures are computed from the columns.",
        "Correct the one that is wrong.",
    ),
    Code(
        "OKR058",
        WARNING,
        "A target or baseline changed without a word",
        "The quarter was published with another number. Scores count against the new one; nobody "
        "can tell who moved it and why.",
        "Add a line to the Log: Change, the key result, old and new value, why, who. Or put the "
        "old number back.",
    ),
    Code(
        "OKR075",
        WARNING,
        "A key result that is carried over again",
        "What was not reached in two quarters is rarely reached in a third one in the same way.",
        "Say what will be different, make it smaller, or drop it.",
    ),
    Code(
        "OKR059",
        HINT,
        "A risk that no objective answers",
        "A risk that is known and not answered is met when it comes true.",
        "Name the objective that answers it below About on Log, say Yes below Done once it is "
        "past, or question the objectives.",
    ),
)
