"""A short text to the webhook of a channel (Teams, Slack and most others take the same)."""

_SECONDS = 10
_SCHEMES = ("https://", "http://")


def post(address: str, text: str) -> str:
    """Send a text.

    Args:
        address: http or https.
        text: what the channel shall show.

    Returns:
        What went wrong; "" for nothing.
    """
    import json
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    if not address.startswith(_SCHEMES):
        return "its address is neither http nor https"
    body = json.dumps({"text": text}).encode()
    try:
        # The address is the user's own, from the environment; both schemes were checked.
        request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(request, timeout=_SECONDS):  # noqa: S310
            return ""
    except HTTPError as error:
        return f"it answered {error.code}"
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error)) or type(error).__name__
