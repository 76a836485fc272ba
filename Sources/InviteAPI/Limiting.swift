import HTTPTypes
package import InviteDomain

/// How many requests are answered, and who counts them.
package struct RequestLimits {
    let counter: any RequestCounter
    /// Of one credential, or of one address where no credential is asked for.
    let requests: RateLimit?
    /// Failed authentications and unknown tokens of one address.
    let failures: RateLimit?

    package init(counter: any RequestCounter, requests: RateLimit?, failures: RateLimit?) {
        self.counter = counter
        self.requests = requests
        self.failures = failures
    }
}

extension InviteAPI {
    /// Counts a request that names no credential.
    func count(_ call: Call, log: inout Answer.Log) throws(RequestProblem) {
        guard let address = call.address else { return }
        try count("address \(ClientAddress.network(of: address))", log: &log)
    }

    /// Counts a request of a known credential; each has its own count, whoever shares the address.
    func count(_ caller: Caller, log: inout Answer.Log) throws(RequestProblem) {
        try count("credential \(caller.credentialID)", log: &log)
    }

    private func count(_ tracker: String, log: inout Answer.Log) throws(RequestProblem) {
        guard let limits, let limit = limits.requests else { return }
        let allowance = limits.counter.take(Fingerprint(of: Array(tracker.utf8)), limit, at: clock())
        log.allowance = allowance
        guard allowance.isGranted else { throw .tooManyRequests(secondsLeft: allowance.secondsLeft) }
    }

    /// Refuses an address that has guessed too often, before anything is looked up for it: the right guess among many
    /// must not be told from the wrong ones.
    func refuseGuesser(_ call: Call) throws(RequestProblem) {
        guard let address = call.address, let limits, let limit = limits.failures, call.presentsSecret else { return }
        let allowance = limits.counter.look(Self.guesses(of: address), limit, at: clock())
        guard allowance.isGranted else { throw .tooManyFailures(secondsLeft: allowance.secondsLeft) }
    }

    /// Counts what could have been a guess.
    func noteFailure(_ error: any Error, from address: String?) {
        guard let address, let limits, let limit = limits.failures, (error as? Refusal)?.isGuess == true else { return }
        _ = limits.counter.take(Self.guesses(of: address), limit, at: clock())
    }

    private static func guesses(of address: String) -> Fingerprint {
        Fingerprint(of: Array("guesses \(ClientAddress.network(of: address))".utf8))
    }
}

extension Call {
    /// True for requests that could be guesses: of a credential, or of a token.
    fileprivate var presentsSecret: Bool {
        switch endpoint.operation {
        case .open(.previewInvite), .page(.signupForm), .page(.signUp), .guarded(.acceptInvite, _): true
        case .open, .page: false
        case .guarded: request.headerFields.contains(.authorization)
        }
    }
}

extension Refusal {
    /// True for a secret that was never ours to open anything.
    ///
    /// Who presents none has not guessed, nor who presents one whose time is over or still to come.
    fileprivate var isGuess: Bool {
        switch self {
        case .unauthenticated(.missing), .unauthenticated(.assertion), .unauthenticated(.expired),
            .unauthenticated(.revoked), .unauthenticated(.token(.expired)), .unauthenticated(.token(.notYetValid)):
            false
        case .unauthenticated: true
        case .tokenUnknown: true
        default: false
        }
    }
}
