"""The documented set of answers: what a status may come with."""
from harness.answer import Answer

REASONS: dict[int, set[str]] = {
    400: {"INVALID_ID", "INVALID_JSON", "INVALID_FIELD", "UNKNOWN_PROPERTY", "MALFORMED_REQUEST"},
    401: {"CREDENTIAL_MISSING", "CREDENTIAL_MALFORMED", "CREDENTIAL_UNKNOWN", "CREDENTIAL_EXPIRED",
          "CREDENTIAL_REVOKED"},
    403: {"NOT_A_MEMBER", "ROLE_TOO_LOW", "ROLE_ABOVE_CEILING", "ROLE_ABOVE_OWN", "INSUFFICIENT_SCOPE",
          "VOUCHING_NOT_ALLOWED", "EMAIL_NOT_ALLOWED", "EMAIL_NOT_VERIFIED", "CROSS_SITE", "KEPT_OUT", "KEY_ABOVE_OWN",
          "KEY_NARROWED", "INSTANCE_ADMIN_REQUIRED"},
    404: {"ROUTE_NOT_FOUND", "INVITE_NOT_FOUND", "MEMBER_NOT_FOUND", "TEAM_NOT_FOUND", "KEY_NOT_FOUND", "NOT_KEPT_OUT"},
    405: {"METHOD_NOT_ALLOWED"},
    409: {"INVITE_LIMIT_REACHED", "INVITE_PAUSED", "IDEMPOTENCY_KEY_REUSED", "LIMIT_BELOW_USES", "MEMBER_EXISTS",
          "MEMBER_IDENTIFIED", "LAST_OWNER", "MEMBER_ACCEPTED", "NOT_AN_ORGANIZATION", "PENDING_LIMIT_REACHED",
          "TEAM_CLOSED", "TEAM_EXISTS"},
    410: {"INVITE_EXPIRED", "INVITE_REVOKED", "INVITE_EXHAUSTED", "TEAM_CLOSED", "CURSOR_UNKNOWN", "EVENTS_GONE"},
    412: {"VERSION_MISMATCH"},
    413: {"BODY_TOO_LARGE"},
    415: {"UNSUPPORTED_MEDIA_TYPE"},
    431: {"HEADERS_TOO_LARGE"},
    429: {"RATE_LIMITED", "TOO_MANY_FAILURES"},
    503: {"STORE_BUSY", "STORE_UNAVAILABLE", "STORE_CORRUPT", "STORE_UNCERTAIN"},
}
"""Of the service itself, by status."""

WEB_SERVER: dict[int, set[str]] = {
    400: {"MALFORMED_REQUEST"}, 414: {"URI_TOO_LONG"}, 429: {"TOO_MANY_REQUESTS"}, 500: {"WEB_SERVER_ERROR"},
    502: {"SERVICE_FAILED"}, 503: {"SERVICE_UNAVAILABLE"}, 504: {"SERVICE_TIMEOUT"},
}
"""Of nginx, in the same form."""


def fault(answer: Answer) -> str:
    """What is wrong with the form of an answer; nothing when it is of the documented set."""
    if answer.status in (204, 303):
        return "" if not answer.body else f"{answer.status} with a body"
    if answer.headers.get("content-type", "").startswith("text/"):
        is_known = answer.status in {200, *REASONS, *WEB_SERVER}
        return "" if is_known else f"{answer.status} {answer.headers['content-type']}"
    if not isinstance(answer.json, dict):
        return f"{answer.status} that is no JSON object: {answer.body[:200]!r}"
    if answer.status in (200, 201):
        is_success = answer.json.get("status") == "success"
        return "" if is_success else f"{answer.status} without success: {answer.body[:200]!r}"
    known = REASONS.get(answer.status, set()) | WEB_SERVER.get(answer.status, set())
    if answer.json.get("status") != "error" or answer.reason not in known:
        return f"{answer.status} outside the documented set: {answer.body[:300]!r}"
    if answer.status in (429, 503) and "retry-after" not in answer.headers:
        return f"{answer.status} {answer.reason} without Retry-After"
    return ""
