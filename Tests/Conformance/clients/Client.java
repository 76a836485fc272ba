import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.InvitesApi;
import org.openapitools.client.api.TeamsInviteApi;
import org.openapitools.client.api.TeamsMembershipsApi;
import org.openapitools.client.model.*;

/** What an application does with a client that was generated from the document; the same as client.py. */
public final class Client {
    private static final int JOINER = 99;

    private static ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(System.getenv("SERVICE_URL"));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + System.getenv(key)));
        return client;
    }

    private static void expect(String what, boolean holds) {
        if (!holds) {
            System.err.println("java: " + what + ": no");
            System.exit(1);
        }
        System.out.println("java: " + what);
    }

    /** The status and the word for machines of a call that fails, out of the typed error. */
    private static String reasonOfFailure(Callable<?> call) throws Exception {
        try {
            call.call();
        } catch (ApiException failure) {
            org.openapitools.client.model.Error error =
                ApiClient.createDefaultObjectMapper()
                    .readValue(failure.getResponseBody(), org.openapitools.client.model.Error.class);
            return failure.getCode() + " " + error.getError().getDetails().getReason();
        }
        throw new IllegalStateException("a call that must fail did not");
    }

    public static void main(String[] arguments) throws Exception {
        TeamsInviteApi teams = new TeamsInviteApi(client("ADMIN_KEY"));
        TeamsMembershipsApi members = new TeamsMembershipsApi(client("ADMIN_KEY"));
        InvitesApi tokens = new InvitesApi(client("JOINER_KEY"));

        CreateInviteInput wish =
            new CreateInviteInput().maxUses(3).name("Spring").allowedEmailDomains(List.of()).metadata(Map.of("a", "1"));
        InviteDataDto made = teams.teamsInviteControllerCreateInvite(42, null, wish).getData();
        expect("makes an invite", made.getToken().startsWith(made.getId()) && made.getRole() == Role.MEMBER);
        List<Invite> listed = teams.listInvites(42, InviteStatus.ACTIVE, null, null, 5, null).getData();
        expect("lists it", listed.size() == 1 && listed.get(0).getId().equals(made.getId()));

        EditInviteInput edit = new EditInviteInput().maxUses(2).name("Summer");
        Invite edited = teams.editInvite(42, made.getId(), edit, "\"1\"").getData();
        expect("edits it", edited.getMaxUses() == 2 && edited.getName().equals("Summer") && edited.getVersion() == 2);
        String answer = reasonOfFailure(() -> teams.editInvite(42, made.getId(), edit, "\"1\""));
        expect("does not overwrite what it has not seen", answer.equals("412 VERSION_MISMATCH"));

        wish = new CreateInviteInput().allowedEmailDomains(List.of("example.com")).metadata(Map.of("a", "1"));
        InviteDataDto strict = teams.teamsInviteControllerCreateInvite(42, null, wish).getData();
        edited = teams.editInvite(42, strict.getId(), new EditInviteInput().paused(true), null).getData();
        expect(
            "changes nothing that it did not name",
            edited.getAllowedEmailDomains().equals(List.of("example.com")) && edited.getMetadata().get("a").equals("1"));

        PreviewInviteInput presented = new PreviewInviteInput().token(made.getToken());
        InvitePreview preview = tokens.previewInvite(presented, null).getData();
        expect("previews a live invite", preview.getValid() && preview.getInviterName().equals("Ada"));
        expect("reads what it offers", preview.getRemainingUses() == 2 && preview.getReason() == null);
        expect("reads what comes next", preview.getOnAccept().equals("JOINS") && preview.getInviteName() != null);
        AcceptInviteInput wishToJoin = new AcceptInviteInput().token(made.getToken());
        AcceptedInvite joined = tokens.acceptInvite(wishToJoin, null).getData();
        expect("joins", joined.getJoined() && joined.getMembership().getUserId() == JOINER);
        expect("joins once", tokens.acceptInvite(wishToJoin, null).getData().getAlreadyMember());
        List<Redemption> redemptions = teams.listRedemptions(42, made.getId(), 10, 0).getData();
        expect("lists who joined", redemptions.size() == 1 && redemptions.get(0).getUserId() == JOINER);

        Invite revoked = teams.revokeInvite(42, made.getId(), null).getData();
        expect("revokes", revoked.getStatus() == InviteStatus.REVOKED);
        preview = tokens.previewInvite(presented, null).getData();
        expect("previews a dead invite", !preview.getValid() && preview.getReason().equals("INVITE_REVOKED"));
        expect("and is told no more of it", preview.getTeamId() == null && preview.getRole() == null);
        answer = reasonOfFailure(() -> tokens.acceptInvite(wishToJoin, null));
        expect("understands a refusal", answer.equals("410 INVITE_REVOKED"));
        TeamsInviteApi strangers = new TeamsInviteApi(client("JOINER_KEY"));
        answer = reasonOfFailure(() -> strangers.teamsInviteControllerCreateInvite(42, null, new CreateInviteInput()));
        expect("understands another", answer.equals("403 ROLE_TOO_LOW"));
        int member = joined.getMembership().getId();
        members.teamsMembershipsControllerDeleteTeamMembership(42, member, null);
        answer = reasonOfFailure(() -> members.teamsMembershipsControllerGetTeamMembership(42, member));
        expect("ends a membership", answer.equals("404 MEMBER_NOT_FOUND"));
    }
}
