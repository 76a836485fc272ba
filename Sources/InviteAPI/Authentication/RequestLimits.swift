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
