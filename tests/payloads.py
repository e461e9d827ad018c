"""Texts that want to be more than text, and plans that hold one in every field."""

from enum import StrEnum
from typing import Any, Final

from okrsheet.core.model import LogLine, Plan
from okrsheet.core.quarter import parse_quarter
from okrsheet.workbook.example import example_plan

PLAIN: Final = "xyz"
"""Stands in the same places and wants nothing: what it makes is what a payload must make."""

PAYLOADS: Final = {
    "script": "<script>parent.broken=window.broken=1</script>",
    "picture": "\"><img src=http://127.0.0.1:9/x onerror='window.broken=1'>",
    "attribute": "' onmouseover='window.broken=1' x=\" onclick=\"window.broken=1",
    "end of style": "</style></title></svg></textarea><svg onload=window.broken=1>",
    "comment": "<!-- --!> ]]> <![CDATA[ <?xml ?>",
    "entity": "&lt;script&gt; &#60;b&#62; &amp;amp; &",
    "style": "red;background:url(http://127.0.0.1:9/x)} *{display:none",
    "formula": '=HYPERLINK("http://127.0.0.1:9/x","y")',
    "formula signs": "+1-1@SUM(A1)|cmd",
    "markdown": "# h1 **b** _i_ ~~s~~ `c` | a | b | [x](http://127.0.0.1:9) ![y](z) * + - 1. $m$",
    "markdown line": "\n\n# Head\n\n- item\n1. one\n> said\n```\ncode\n",
    "mention": "@channel <!channel> <@U123> @everyone",
    "backslash": "\\ \\| \\n \\r\\n \\",
    "mail header": "x\r\nBcc: evil@example.com\r\n\r\nbody",
    "calendar line": "x\r\nATTENDEE:mailto:evil@example.com\nEND:VEVENT;,:\\n",
    "template": "{book} {0} %s ${7*7} {{7*7}}",
    "direction": "a\u202eb\u2066c\u200f",
    "line signs": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "long word": "x" * 400,
}


def everywhere(text: str) -> Plan:
    """The example's plan with `text` at the end of every text that is no choice from a list."""
    plan = example_plan(parse_quarter("2027-Q1"))
    return plan._replace(
        **{
            name: _with(value, text)
            for name, value in zip(plan._fields, plan, strict=True)
            if name != "quarter"
        }
    )


def _with(value: Any, text: str) -> Any:
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        # A blank stays blank: it would be another situation.
        return f"{value}{text}" if value else value
    if isinstance(value, LogLine):
        return LogLine(*(_with(each, text) for each in value))._replace(kind=value.kind)
    if isinstance(value, tuple):
        made = [_with(each, text) for each in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    return value
