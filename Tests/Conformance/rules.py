"""What the service asks of a request and OpenAPI 3.0 has no words for; schemathesis is told here.

Without it, requests that the document allows as far as its words go would be sent and rightly refused.
"""

import datetime
from typing import Any

import schemathesis  # type: ignore[import-not-found]
from hypothesis import strategies  # type: ignore[import-not-found]
from schemathesis.core.failures import AcceptedNegativeData  # type: ignore[import-not-found]
from schemathesis.openapi.checks import RejectedPositiveData, UseAfterFree  # type: ignore[import-not-found]

# Swift may know newer characters than Python does, never fewer.
VISIBLE = strategies.characters(
    exclude_categories=["Cc", "Cn", "Co", "Cs", "Zl", "Zp"],
    exclude_characters="\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
NAMES = strategies.text(VISIBLE, min_size=1, max_size=100).filter(lambda text: any(map(str.isalnum, text)))
SUBJECTS = strategies.text(
    strategies.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=255
)
ADDRESSES = strategies.ip_addresses().map(str)
MOMENTS = strategies.datetimes(
    datetime.datetime(2100, 1, 1), datetime.datetime(9999, 12, 31), timezones=strategies.just(datetime.UTC)
).map(lambda moment: moment.isoformat())
# A list goes on by a cursor or by a count; somebody is a number or a subject.
CREATORS = {"createdBy", "createdBySubject"}
EITHER = [{"after", "skip"}, CREATORS, {"userId", "subject"}]

schemathesis.openapi.format("display-name", NAMES)
schemathesis.openapi.format("subject", SUBJECTS)
schemathesis.openapi.format("future-date-time", MOMENTS)
schemathesis.openapi.format("ip-address", ADDRESSES)


def take_formats(value: object) -> None:
    """Takes the service's own formats for formats: all other readers of the document pass over them."""
    if isinstance(value, dict):
        if "x-format" in value:
            value["format"] = value["x-format"]
        for part in value.values():
            take_formats(part)
    elif isinstance(value, list):
        for part in value:
            take_formats(part)


@schemathesis.hook
def before_load_schema(context: object, schema: dict[str, Any]) -> None:
    """Puts the rules into the schemas, in words that schemathesis knows."""
    take_formats(schema)
    schemas = schema["components"]["schemas"]
    for invite in [schemas["InviteId"], schemas["DecideOnMembershipsInput"]["properties"]["declineInviteId"]]:
        invite["pattern"] = "^(?!00000000)[0-7][0-9a-f]{23}$"
    for name in ["CreateInviteInput", "EditInviteInput", "EditInviteMergePatch"]:
        schemas[name]["not"] = {"required": ["expiresInDays", "expiresAt"]}
        schemas[name]["properties"]["expiresAt"]["format"] = "future-date-time"
    parts = ["accept", "decline", "declineInviteId"]
    schemas["DecideOnMembershipsInput"]["anyOf"] = [{"required": [part]} for part in parts]
    # So many ids in all, and none of them twice.
    for part in parts[:2]:
        ids = schemas["DecideOnMembershipsInput"]["properties"][part]
        ids["maxItems"], ids["uniqueItems"] = ids["maxItems"] // 2, True
    # Somebody is a number or a subject.
    for name, number in [("CreateTeamMembershipInput", "userId"), ("VouchedUser", "id"), ("CreateKeyInput", "userId")]:
        schemas[name]["oneOf"] = [{"required": [number]}, {"required": ["subject"]}]
    schemas["UpdateTeamMembershipInput"]["not"] = {"required": ["userId", "subject"]}
    owner = schemas["CreateTeamInput"]["properties"]["owner"]
    owner["oneOf"] = [{"required": ["userId"]}, {"required": ["subject"]}]
    # An organization belongs to no other, and after the greatest number there is no next one.
    schemas["CreateTeamInput"]["not"] = {"required": ["isOrganization", "parentId"]}
    schemas["CreateTeamInput"]["properties"]["id"]["maximum"] = 1_000_000
    # Teams are closed by DELETE; what opens them again is sent now and then, or soon nobody could get in anywhere.
    schemas["UpdateTeamInput"]["properties"]["closed"]["enum"] = [False]
    # The names in metadata have 1 to 40 characters.
    edits = [schemas[name]["properties"]["metadata"] for name in ["EditInviteInput", "EditInviteMergePatch"]]
    for metadata in [schemas["Metadata"], *edits]:
        metadata["patternProperties"] = {"^[^\\r\\n]{1,40}$": metadata["additionalProperties"]}
        metadata["additionalProperties"] = False


@schemathesis.hook
def filter_failure(context: object, failure: object, case: Any, response: object) -> bool:
    """Drops what a check cannot know.

    A member's inviteId can be null, and schemathesis follows that as the id "None". DELETE revokes invites and keys and
    closes teams, which are still there; memberships, which DELETE ends, are not. An empty Invite-Client-Address says
    nothing, as an empty Authorization does. Of some parameters there may be one or the other (`EITHER`), and one
    has to be there where invites are revoked by who made them.
    """
    follows_null = "{inviteId}" in case.path and case.path_parameters.get("inviteId") in (None, "None")
    if follows_null and isinstance(failure, RejectedPositiveData):
        return False
    has_both = any(pair <= set(case.query or {}) for pair in EITHER)
    names_nobody = case.method == "DELETE" and case.path.endswith("/invites") and not CREATORS & set(case.query or {})
    if (has_both or names_nobody) and isinstance(failure, RejectedPositiveData):
        return False
    says_nothing = (case.headers or {}).get("Invite-Client-Address") == ""
    if says_nothing and isinstance(failure, AcceptedNegativeData):
        return False
    return not ("/memberships" not in case.path and isinstance(failure, UseAfterFree))
