/// Waits, while a request is being answered, until something can be read from a descriptor.
///
/// - Parameters:
///   - descriptor: to be read when there is something to look at.
///   - end: when it is no use to wait any longer.
/// - Returns: true if there is something to read; false when the time is over, nobody waits for the answer any more, or
///   the process is needed for something else.
package typealias Waiting = (_ descriptor: Int32, _ end: ContinuousClock.Instant) -> Bool
