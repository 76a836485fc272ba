"""What an application does with a client that was generated from the document: the program of somebody who knows it and
nothing else.
"""

import os
from collections.abc import Callable
from typing import Any

import invites  # type: ignore[import-not-found]
from invites import models

JOINER, ADMIN = 99, 17


def api(kind: Callable[[Any], Any], key: str) -> Any:
    configuration = invites.Configuration(host=os.environ["SERVICE_URL"], access_token=os.environ[key])
    return kind(invites.ApiClient(configuration))


def expect(what: str, holds: object) -> None:
    if not holds:
        raise SystemExit(f"python: {what}: no")
    print(f"python: {what}")


def reason_of_failure(call: Callable[[], object]) -> tuple[int, str]:
    """The status and the word for machines of a call that fails, out of the typed error."""
    try:
        call()
    except invites.ApiException as failure:
        return failure.status, models.Error.from_json(failure.body).error.details.reason
    raise SystemExit("python: a call that must fail did not")


teams = api(invites.TeamsInviteApi, "ADMIN_KEY")
members = api(invites.TeamsMembershipsApi, "ADMIN_KEY")
tokens = api(invites.InvitesApi, "JOINER_KEY")

wish = models.CreateInviteInput(max_uses=3, name="Spring", allowed_email_domains=[], metadata={"a": "1", "b": "2"})
made = teams.teams_invite_controller_create_invite(42, create_invite_input=wish).data
expect("makes an invite", made.token.startswith(made.id) and made.max_uses == 3 and made.role == models.Role.MEMBER)
listed = teams.list_invites(42, status=models.InviteStatus.ACTIVE, take=5).data
expect("lists it", [invite.id for invite in listed] == [made.id])

edited = teams.edit_invite(42, made.id, edit_invite_input=models.EditInviteInput(max_uses=None, name=None)).data
expect("takes a limit and a name away", edited.max_uses is None and edited.name is None and edited.version == 2)
stale = models.EditInviteInput(paused=True)
answer = reason_of_failure(lambda: teams.edit_invite(42, made.id, if_match='"1"', edit_invite_input=stale))
expect("does not overwrite what it has not seen", answer == (412, "VERSION_MISMATCH"))

preview = tokens.preview_invite(models.PreviewInviteInput(token=made.token)).data
expect("previews a live invite", preview.valid and preview.team_name == "Acme" and preview.inviter_name == "Ada")
expect("reads what has no limit", preview.remaining_uses is None and preview.allowed_email_domains == [])
expect("reads what comes next", (preview.on_accept, preview.on_signup_page) == ("JOINS", "WAITS_FOR_ADMIN"))
joined = tokens.accept_invite(models.AcceptInviteInput(token=made.token)).data
expect("joins", joined.joined and joined.membership.user_id == JOINER and joined.membership.invite_id == made.id)
again = tokens.accept_invite(models.AcceptInviteInput(token=made.token)).data
expect("joins once", again.already_member and not again.joined)
redemptions = teams.list_redemptions(42, made.id, take=10, skip=0).data
expect("lists who joined", [redemption.user_id for redemption in redemptions] == [JOINER])
everybody = members.teams_memberships_controller_get_team_memberships(42).data
expect("lists members", [member.user_id for member in everybody] == [ADMIN, JOINER])

revoked = teams.revoke_invite(42, made.id).data
expect("revokes", revoked.status == models.InviteStatus.REVOKED)
preview = tokens.preview_invite(models.PreviewInviteInput(token=made.token)).data
expect("previews a dead invite", not preview.valid and preview.reason == "INVITE_REVOKED" and preview.role is None)
answer = reason_of_failure(lambda: tokens.accept_invite(models.AcceptInviteInput(token=made.token)))
expect("understands a refusal", answer == (410, "INVITE_REVOKED"))
strangers = api(invites.TeamsInviteApi, "JOINER_KEY")
answer = reason_of_failure(lambda: strangers.teams_invite_controller_create_invite(42))
expect("understands another", answer == (403, "ROLE_TOO_LOW"))
member = everybody[1].id
members.teams_memberships_controller_delete_team_membership(42, member)
answer = reason_of_failure(lambda: members.teams_memberships_controller_get_team_membership(42, member))
expect("ends a membership", answer == (404, "MEMBER_NOT_FOUND"))
