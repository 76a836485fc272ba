import HTTPTypes
package import InviteDomain

/// How many requests are answered, and who counts them.
package struct RequestLimits {
    let counter: any RequestCounter
    /// Of one credential, or of one network where no credential is asked for.
    let requests: RateLimit?
    /// Unknown credentials of one network, and unknown tokens of one network or credential.
    let failures: RateLimit?
    /// Sign-ups of one network at the built-in page.
    let signUps: RateLimit?

    package init(
        counter: any RequestCounter, requests: RateLimit?, failures: RateLimit?, signUps: RateLimit? = nil
    ) {
        self.counter = counter
        self.requests = requests
        self.failures = failures
        self.signUps = signUps
    }
}

/// Who is counted.
enum Party {
    /// Clients of one address, as far as that can be told (`ClientAddress`).
    case network(String)
    /// Whoever holds a credential, whoever shares the address.
    case credential(String)

    /// What may come too often.
    enum Deed: String {
        case request, unknownCredential, unknownToken, signUp
    }

    fileprivate func tracker(_ deed: Deed) -> Fingerprint {
        switch self {
        case .network(let network): Fingerprint(of: Array("\(deed.rawValue) of address \(network)".utf8))
        case .credential(let id): Fingerprint(of: Array("\(deed.rawValue) of credential \(id)".utf8))
        }
    }
}

extension Call {
    /// Where it comes from; nil when the web server does not tell, and then nobody is counted.
    var network: Party? { address.flatMap(ClientAddress.network).map(Party.network) }
}

extension InviteAPI {
    /// Counts a request; nobody where it cannot be told whose it is.
    func count(_ party: @autoclosure () -> Party?, log: inout Answer.Log) throws(RequestProblem) {
        guard let limits, let limit = limits.requests, let party = party() else { return }
        let allowance = limits.counter.take(party.tracker(.request), limit, at: clock())
        log.allowance = allowance
        guard allowance.isGranted else { throw .tooManyRequests(secondsLeft: allowance.secondsLeft) }
    }

    /// Counts somebody who is about to sign up at the built-in page.
    func countSignUp(_ call: Call) throws(RequestProblem) {
        guard let limits, let limit = limits.signUps, let party = call.network else { return }
        let allowance = limits.counter.take(party.tracker(.signUp), limit, at: clock())
        guard allowance.isGranted else { throw .tooManySignUps(secondsLeft: allowance.secondsLeft) }
    }

    /// Does what may turn out to be a guess, and counts it if it was one.
    ///
    /// Everything is looked up first, so that what is right is never refused for what others got wrong; who has guessed
    /// too often is only told so in the place of what was wrong. That costs no secret: none can be found by trying.
    func countingGuesses<Result>(
        _ deed: Party.Deed, of party: @autoclosure () -> Party?, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let refusal as Refusal where refusal.isGuess {
            guard let limits, let limit = limits.failures, let party = party() else { throw refusal }
            let allowance = limits.counter.take(party.tracker(deed), limit, at: clock())
            throw allowance.isGranted
                ? refusal : RequestProblem.tooManyFailures(refusal, secondsLeft: allowance.secondsLeft)
        }
    }

    /// The network that a caller speaks for; nil where it does not say.
    ///
    /// An application passes on what its visitors type, and all of that comes from the application's own address.
    func represented(in call: Call, by caller: Caller) throws(Refusal) -> Party? {
        guard let address = call.request.headerFields.value(of: .clientAddress), !address.isEmpty else { return nil }
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

extension Refusal {
    /// True for a secret that was never ours to open anything.
    ///
    /// Who presents none has not guessed, nor who presents something that could not be one, whose time is over or still
    /// to come, or that is well signed and for somebody else.
    fileprivate var isGuess: Bool {
        switch self {
        case .unauthenticated(.unknown), .tokenUnknown: true
        case .unauthenticated(.token(.algorithm)), .unauthenticated(.token(.keyUnknown)),
            .unauthenticated(.token(.signature)):
            true
        default: false
        }
    }
}
