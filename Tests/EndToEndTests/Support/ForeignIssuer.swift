import StrictJSON
import SystemPackage

/// An authorization server: other people's programs make its keys and sign its tokens.
struct ForeignIssuer: Sendable {
    /// Where its private keys are.
    private let folder: FilePath
    /// What it publishes: an RSA key `rsa`, a P-256 key `ec` and an Ed25519 key `ed`.
    let keySet: String
    /// The RSA public key in PEM, as everybody may have it.
    let publicKey: String

    /// What Cal.com signs with: `CALENDSO_ENCRYPTION_KEY`.
    static let secret = "an-encryption-key-of-32-letters!"

    private static let packages = "PyJWT==2.15.1 cryptography==50.0.2"
    private static let environment = Products.repository.appending(".build/venv-tokens")

    /// Installs the programs where they are not yet; false where that cannot be done, such as without a network.
    static func isAvailable() async -> Bool {
        // Debian's own Python: the package that brings its virtual environments belongs to it.
        let install = """
            test ! -e $0/complete || exit 0
            /usr/bin/python3 -m venv $0
            $0/bin/pip install --quiet --disable-pip-version-check \(packages)
            touch $0/complete
            """
        var shell = Command("sh", "-euc", install, environment.string)
        shell.inheritsEnvironment = true
        return (try? await shell.run().status) == 0
    }

    /// One token to be signed.
    struct Order: Sendable {
        var algorithm: String
        /// `rsa`, `ec`, `ed`, `rogue` (an RSA key that is in no set), `secret`, or `public` for the RSA public key as one.
        var key: String
        /// Further fields of the header, as JSON.
        var header = "{}"
        /// The claims, as JSON.
        var claims = "{}"
        /// Claims that are moments, in seconds from now.
        var moments = ["exp": 600]

        init(_ algorithm: String, _ key: String, header: String = "{}", claims: String) {
            (self.algorithm, self.key, self.header, self.claims) = (algorithm, key, header, claims)
        }
    }

    /// Makes the keys, in a folder.
    static func make(in folder: FilePath) async throws -> ForeignIssuer {
        let json = try await python("make", folder, input: "")
        guard let keySet = json["keySet"]?.string, let publicKey = json["publicKey"]?.string else {
            throw Unexpected("no keys: \(json)")
        }
        return ForeignIssuer(folder: folder, keySet: keySet, publicKey: publicKey)
    }

    /// Signs all of these, by their names.
    func tokens(_ orders: [String: Order]) async throws -> [String: String] {
        var json = JSONWriter()
        json.object {
            for (name, order) in orders {
                $0.member(name) {
                    $0.object {
                        $0.member("algorithm", order.algorithm)
                        $0.member("key", order.key)
                        $0.member("header", order.header)
                        $0.member("claims", order.claims)
                        $0.member("moments") { json in
                            json.object { for (name, offset) in order.moments { $0.member(name, offset) } }
                        }
                    }
                }
            }
        }
        let signed = try await Self.python("sign", folder, input: String(decoding: json.bytes, as: UTF8.self))
        return try (signed.members ?? []).reduce(into: [:]) { tokens, member in
            guard let token = member.value.string else { throw Unexpected("no token: \(member)") }
            tokens[member.name] = token
        }
    }

    /// Signs one.
    func token(_ order: Order) async throws -> String {
        guard let token = try await tokens(["it": order])["it"] else { throw Unexpected("no token") }
        return token
    }

    private static func python(_ task: String, _ folder: FilePath, input: String) async throws -> JSONValue {
        var python = Command(
            environment.appending("bin/python3"), ["-c", program, task, folder.string, secret])
        python.input = Array(input.utf8)
        return try await python.json()
    }

    private static let program = """
        import json, os, sys, time
        import jwt
        from cryptography.hazmat.primitives import serialization as form
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
        from jwt.algorithms import ECAlgorithm, HMACAlgorithm, OKPAlgorithm, RSAAlgorithm

        task, folder, secret = sys.argv[1:]
        path = lambda name: os.path.join(folder, name + ".pem")

        def make():
            keys = {"rsa": rsa.generate_private_key(65537, 2048), "rogue": rsa.generate_private_key(65537, 2048),
                    "ec": ec.generate_private_key(ec.SECP256R1()), "ed": ed25519.Ed25519PrivateKey.generate()}
            for name, key in keys.items():
                with open(path(name), "wb") as file:
                    file.write(key.private_bytes(
                        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
            public = []
            for name, kind in {"rsa": RSAAlgorithm, "ec": ECAlgorithm, "ed": OKPAlgorithm}.items():
                public.append({**json.loads(kind.to_jwk(keys[name].public_key())), "kid": name, "use": "sig"})
            pem = keys["rsa"].public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
            return {"keySet": json.dumps({"keys": public}), "publicKey": pem.decode()}

        # PyJWT itself refuses to take a public key for a secret.
        class Careless(HMACAlgorithm):
            def prepare_key(self, key): return key.encode()

        def sign(order):
            key, algorithm = order["key"], order["algorithm"]
            server = jwt.PyJWT()
            if key == "secret": key = secret
            elif key == "": key = None
            else:
                with open(path("rsa" if key == "public" else key), "rb") as file:
                    key = form.load_pem_private_key(file.read(), None)
                if order["key"] == "public":
                    key = key.public_key().public_bytes(
                        form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo).decode()
                    server._jws.unregister_algorithm("HS256")
                    server._jws.register_algorithm("HS256", Careless(HMACAlgorithm.SHA256))
            claims = json.loads(order["claims"])
            now = int(time.time())
            claims.update({name: now + offset for name, offset in order["moments"].items()})
            header = json.loads(order["header"])
            return server.encode(claims, key, algorithm=algorithm, headers=header)

        result = make() if task == "make" else {n: sign(o) for n, o in json.load(sys.stdin).items()}
        json.dump(result, sys.stdout)
        """
}
