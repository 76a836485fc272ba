import HTTPTypes
import InviteDomain

/// Whose requests are counted together.
enum Party {
    /// Clients of one address, as far as that can be told (`ClientAddress`).
    case network(String)
    /// Whoever holds a credential, whoever shares the address.
    case credential(String)

    /// What may come too often.
    enum Deed: String {
        case request, unknownCredential, unknownToken, signUp
    }

    func tracker(_ deed: Deed) -> Fingerprint {
        switch self {
        case .network(let network): Fingerprint(of: Array("\(deed.rawValue) of address \(network)".utf8))
        case .credential(let id): Fingerprint(of: Array("\(deed.rawValue) of credential \(id)".utf8))
        }
    }
}

extension Call {
    /// Where it comes from; nil when the web server does not tell, and then nobody is counted.
    var network: Party? { address.flatMap(ClientAddress.network).map(Party.network) }

    /// The network that a caller speaks for; nil where it does not say.
    ///
    /// An application passes on what its visitors type, and all of that comes from the application's own address.
    func visitor(of caller: Caller) throws(Refusal) -> Party? {
        guard let address = request.headerFields.value(of: .clientAddress), !address.isEmpty else { return nil }
        guard caller.canVouch else { throw .speakingNotAllowed }
        guard let network = ClientAddress.network(of: address) else {
            throw .invalid(field: HTTPField.Name.clientAddress.rawName, expected: "one IPv4 or IPv6 address, no port")
        }
        return .network(network)
    }
}

extension Caller {
    /// Who is counted for the requests of this caller.
    var party: Party { .credential(credentialID) }

    /// Who is counted for the unknown tokens that it presents: nobody where it passes on what others typed.
    var guesser: Party? { canVouch ? nil : party }
}
