import StrictJSON
import SystemPackage
import Testing

/// What `deploy/authentication.md` says of authorization servers, held against a handler.
@Suite(
    .enabled("the programs come from PyPI", { await ForeignIssuer.isAvailable() }), .timeLimit(.minutes(5)))
struct AuthenticationPageTests {
    @Test(
        "a token of each server's form opens the API with the settings of the page, and none where a step was left out")
    func sections() async throws {
        let page = try AuthenticationPage()
        #expect(
            page.sections.map(\.name) == [
                "Keycloak", "Auth0", "Okta", "Microsoft Entra ID", "Ory Hydra", "Amazon Cognito", "Cal.com",
            ])
        try await SampleState.use { state in
            let folder = state.folder.removingLastComponent()
            let issuer = try await ForeignIssuer.make(in: folder)
            try state.folder.appending("jwks.json").write(issuer.keySet.utf8)
            let secret = folder.appending("jwt.secret")
            try secret.write((ForeignIssuer.secret + "\n").utf8)
            for section in page.sections {
                var settings = section.settings
                if settings["INVITE_JWT_SECRET_FILE"] != nil { settings["INVITE_JWT_SECRET_FILE"] = secret.string }
                try await addUser(of: section, to: state)
                try await expectAsWritten(section, settings, issuer, state)
            }
        }
    }

    /// Makes an ADMIN of the user for whom the token of the page speaks; the state has one by Cal.com's number already.
    private func addUser(of section: AuthenticationPage.Section, to state: SampleState) async throws {
        guard let claim = section.settings["INVITE_JWT_USER_CLAIM"] else { return }
        var add = state.invitectl("member add --team 42 --role ADMIN --subject")
        add.arguments.append(try #require(section.claims[claim]?.string, "\(section.name)"))
        _ = try await add.text()
    }

    private func expectAsWritten(
        _ section: AuthenticationPage.Section, _ settings: [String: String], _ issuer: ForeignIssuer,
        _ state: SampleState
    ) async throws {
        let isSymmetric = settings["INVITE_JWT_ALGORITHMS"] == "HS256"
        func order(_ claims: String) -> ForeignIssuer.Order {
            isSymmetric
                ? ForeignIssuer.Order("HS256", "secret", claims: claims)
                : ForeignIssuer.Order("RS256", "rsa", header: #"{"kid":"rsa"}"#, claims: claims)
        }
        var orders = ["": order(section.claims.merged(with: .object([])))]
        for omission in section.omissions {
            orders[omission.what] = order(section.claims.merged(with: omission.change))
        }
        let tokens = try await issuer.tokens(orders)
        func answer(_ name: String) async throws -> HTTPAnswer {
            let bearer = ["HTTP_AUTHORIZATION": "Bearer \(tokens[name] ?? "")"]
            let variables = state.variables().merging(settings) { $1 }.merging(bearer) { $1 }
            return try HTTPAnswer(cgi: try await state.cgi(variables).run().output)
        }
        let good = try await answer("")
        #expect(good.status == 200, "\(section.name): \(good)")
        #expect(section.omissions.count >= 4, "\(section.name)")
        for omission in section.omissions {
            let failure = try await answer(omission.what).failure()
            #expect(
                failure.status == omission.status && failure.reason == omission.reason,
                "\(section.name), \(omission.what): \(failure)")
        }
    }

    @Test("the program of the page puts a key set in place, and leaves the old one where the new one is of no use")
    func program() async throws {
        let page = try AuthenticationPage()
        try await SampleState.use { state in
            let folder = state.folder.removingLastComponent()
            let issuer = try await ForeignIssuer.make(in: folder)
            let fetched = folder.appending("fetched")
            let keySet = state.folder.appending("jwks.json")
            try folder.appending("fetch").write(page.program.utf8)
            var make = Command("sh", "-euc", Self.standIn, folder.string)
            _ = try await make.text()
            make = Command("sh", folder.appending("fetch").string, "https://id.example.com/certs")
            let path = "\(folder.appending("bin")):\(Products.invitectl.removingLastComponent()):\(Command.searchPath)"
            func fetch(_ text: String, fails: Bool = false) async throws -> Outcome {
                try fetched.write(text.utf8)
                make.environment = [
                    "INVITE_STATE_DIR": state.folder.string, "PATH": path, "FETCHED": fetched.string,
                    "FAILS": fails ? "22" : "0",
                ]
                return try await make.run()
            }
            let good = try await fetch(issuer.keySet)
            #expect(good.status == 0, "\(good)")
            #expect(try keySet.text() == issuer.keySet)
            for text in ["", "<html>", #"{"keys":[]}"#, #"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#] {
                #expect(try await fetch(text).status != 0, "\(text)")
            }
            #expect(try await fetch(#"{"keys":[]}"#, fails: true).status == 22)
            #expect(try keySet.text() == issuer.keySet)
            let names = try await Command("ls", state.folder.string).text()
            #expect(!names.contains("jwks.json.new"))
        }
    }

    /// Makes a `curl` in `$0/bin` that writes the file `$FETCHED`, and fails where it is told to.
    private static let standIn = """
        mkdir $0/bin
        cat >$0/bin/curl <<'END'
        #!/bin/sh
        while [ "$1" != --output ]; do shift; done
        cat "$FETCHED" >"$2"
        exit "$FAILS"
        END
        chmod 755 $0/bin/curl
        """
}
