import SystemPackage

/// A client in another language, generated from Cal.com's description of the endpoint by other people's program.
struct ForeignClient: Sendable {
    private let folder: FilePath

    private static let generator = "openapi-python-client==0.29.1"
    private static let environment = Products.repository.appending(".build/venv-client")

    /// Installs the generator where it is not yet; false where that cannot be done, such as without a network.
    static func isAvailable() async -> Bool {
        // Debian's own Python: the package that brings its virtual environments belongs to it.
        let install = """
            test ! -x $0/bin/openapi-python-client || exit 0
            /usr/bin/python3 -m venv $0
            $0/bin/pip install --quiet --disable-pip-version-check \(generator)
            """
        var shell = Command("sh", "-euc", install, environment.string)
        shell.inheritsEnvironment = true
        return (try? await shell.run().status) == 0
    }

    /// What Cal.com publishes of the endpoint, as far as a client needs it.
    private static let description = """
        {"openapi": "3.0.0", "info": {"title": "Cal.com API v2", "version": "1.0.0"}, "paths": {
          "/v2/teams/{teamId}/invite": {"post": {
            "operationId": "TeamsInviteController_createInvite", "tags": ["Teams / Invite"],
            "parameters": [
              {"name": "Authorization", "in": "header", "required": true, "schema": {"type": "string"}},
              {"name": "teamId", "in": "path", "required": true, "schema": {"type": "number"}}],
            "responses": {"200": {"description": "", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/CreateInviteOutputDto"}}}}}}}},
          "components": {"schemas": {
            "CreateInviteOutputDto": {"type": "object", "required": ["status", "data"], "properties": {
              "status": {"type": "string", "enum": ["success", "error"]},
              "data": {"$ref": "#/components/schemas/InviteDataDto"}}},
            "InviteDataDto": {"type": "object", "required": ["token", "inviteLink"], "properties": {
              "token": {"type": "string"}, "inviteLink": {"type": "string"}}}}}}
        """

    /// Generates it in a folder.
    static func generate(in folder: FilePath) async throws -> ForeignClient {
        let description = folder.appending("calcom.json")
        try description.write(Self.description.utf8)
        let generator = environment.appending("bin/openapi-python-client")
        let target = folder.appending("calcom").string
        _ = try await Command(
            generator, ["generate", "--path", description.string, "--output-path", target, "--meta", "none"]
        ).text()
        return ForeignClient(folder: folder)
    }

    /// The program of somebody who knows the description and nothing else.
    private static let program = """
        import sys
        from calcom import Client
        from calcom.api.teams_invite import teams_invite_controller_create_invite as create_invite
        client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
        result = create_invite.sync(42, client=client, authorization="Bearer " + sys.stdin.read())
        print(result.status.value, result.data.token, result.data.invite_link, sep="\\n")
        """

    /// Lets it make an invite; the status, the token and the link that it was given.
    func createInvite(at base: String, key: String) async throws -> [String] {
        var python = Command(Self.environment.appending("bin/python3"), ["-c", Self.program, base])
        python.environment["PYTHONPATH"] = folder.string
        python.input = Array(key.utf8)
        return try await python.text().split(separator: "\n").map(String.init)
    }
}
