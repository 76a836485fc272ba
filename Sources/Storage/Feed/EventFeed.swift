/// The events of all teams as one list that only grows.
///
/// Every event has one place in it, for good: those of a team are in their order and without a gap, and those of several
/// teams come as they were found, which is about as they happened. So whoever keeps the cursor of each answer, and asks
/// again with it, gets every event, and gets it once, whoever dies meanwhile, writers, readers or compactions.
///
/// An event is told only when it and its place are on stable storage, so that no power cut takes back what was told.
/// A snapshot stands for events that were told, and tells none. Where somebody has put back an older state, the cursors
/// that came after it are unknown.
///
/// Failure: `StoreError`; `Refusal.cursorUnknown`; `Refusal.eventsGone` for what is neither in a history nor in its archive;
/// and `UnreadableEvents` for a team whose history is damaged. A team on which that happens stops nobody who does not want
/// its events, and nobody at all until its events have their places.
package protocol EventFeed: AnyObject {
    /// The events after a cursor that somebody wants.
    ///
    /// It looks for a bounded time, and says with `hasMore` that it has not seen all; then it may come with fewer events
    /// than the limit, or none. What fails after some events were found fails in the next page.
    func page(_ query: FeedQuery) throws -> FeedPage

    /// The cursor behind all events that there are.
    func end() throws -> FeedCursor

    /// Begins to wait for events.
    ///
    /// - Parameter asOneOfFew: whether this is one of those who keep a handler to themselves meanwhile: of them only so many
    ///   may wait, in all processes together, as the settings say.
    /// - Returns: nil while so many wait as may.
    /// - Throws: `StoreError`.
    func watch(asOneOfFew: Bool) throws -> (any FeedWatch)?
}

/// A place among the waiting, and what wakes them.
///
/// Calling sequence: `page`, then wait until something can be read from `descriptor`, then `page` again. Nothing that
/// happens between two calls is missed.
package protocol FeedWatch: AnyObject {
    /// Can be read when there may be something new; to be waited on, and not read.
    var descriptor: Int32 { get }

    /// Like that of the feed, for the price of what is new.
    func page(_ query: FeedQuery) throws -> FeedPage
}
