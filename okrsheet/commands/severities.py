"""Which severities make a command fail."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER = ("error", "warning", "hint")
CHOICES = (*ORDER, "never")


def exit_code(told: "Iterable[str]", fail_on: str) -> int:
    """1 where something as grave as `fail_on`, one of `CHOICES`, was told, else 0."""
    failing = () if fail_on == "never" else ORDER[: ORDER.index(fail_on) + 1]
    return int(any(each in failing for each in told))
