import InviteDomain

/// Counts requests, and refuses those that are too many.
struct Throttle {
    private let limits: RequestLimits?
    private let clock: () -> Timestamp

    init(_ dependencies: Dependencies) {
        limits = dependencies.limits
        clock = dependencies.clock
    }

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
