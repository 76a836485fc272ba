/// Counts requests for all processes of a service together.
///
/// What is counted is worth no waiting and no disk: whoever cannot count in time lets the request pass, and a restart
/// of the machine begins anew.
package protocol RequestCounter {
    /// Counts one more request of `tracker`, if there is room for it.
    func take(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance

    /// Whether there is room for one more.
    func look(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance
}
