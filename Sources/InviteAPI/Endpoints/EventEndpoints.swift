import HTTPTypes
import InviteDomain
import InviteJSON
import OpenAPI
import Storage
import StrictJSON

/// What happened in teams, for applications that keep up with it.
struct EventEndpoints {
    let teams: any TeamStore
    let feed: any EventFeed

    init(_ dependencies: Dependencies) {
        teams = dependencies.storage.teams
        feed = dependencies.storage.feed
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, "/v2/events", .eventsRead, query: "after take teamId types wait") {
            EventEndpoints($0).listEvents
        } described: {
            EndpointDescription(
                tag: .events, id: "EventsController_getEvents", summary: "Read the events of all teams",
                text: """
                    The events of all teams that the caller manages, as one list that only grows: those of a team in their \
                    order, without a gap. Keep `cursor`, and send it as `after` the next time: so nothing is missed and \
                    nothing comes twice, whatever happens meanwhile. Go on at once while `hasMore` is true, also where \
                    `data` is empty. With `wait` the answer is held until there is an event, and comes early where the \
                    service is needed by others; a `Retry-After` then says how long to stay away. No event holds a token. An API key needs to \
                    administer the instance, or to have the scope by name.
                    """,
                parameters: ["After", "TakeEvents", "EventsTeamId", "EventTypes", "Wait"],
                success: .init(text: "Some events, and where to go on.", content: .json("GetEventsOutput")),
                errors: [.badRequest, .unauthorized, .notManaging, .teamNotFound, .eventsGone]
                    + OpenAPIError.ofEveryCall,
                components: components
            )
        }
    ]

    /// `GET /v2/events`: what came after the cursor, at once or as soon as there is something.
    func listEvents(_ call: Call, _ caller: Caller) throws -> Content {
        try caller.requireGrant(.eventsRead)
        let query = try call.query()
        let take = try query.number("take", in: CallLimits.take, default: CallLimits.usualEvents)
        let wait = try query.number("wait", in: CallLimits.wait, default: 0)
        let types = try Self.types(query.all("types"))
        let team = try team(query, caller)
        let wanted = FeedQuery(after: try after(query), limit: take) { id in
            try team.map { $0 == id } ?? mayRead(id, caller)
        } wantsEvent: { event in
            types?.contains(event.change.name) ?? true
        }
        return Self.content(try page(wanted, waiting: wait, by: call.waiting), wait: wait)
    }

    /// A page, for which it is waited while it is empty and there is time.
    private func page(_ query: FeedQuery, waiting seconds: Int, by waiting: Waiting?) throws -> FeedPage {
        let end = ContinuousClock.now + .seconds(seconds)
        var query = query
        var page = try feed.page(query)
        guard seconds > 0, let waiting, page.events.isEmpty, !page.hasMore, let watch = try feed.watch(asOneOfFew: true)
        else {
            return page
        }
        repeat {
            query.after = page.cursor
            page = try watch.page(query)
        } while page.events.isEmpty && !page.hasMore && waiting(watch.descriptor, end)
        return page
    }

    /// The answer; whoever wanted to wait and comes back with nothing is to leave the service to others for a while.
    private static func content(_ page: FeedPage, wait: Int) -> Content {
        var content = Content.json(
            Envelope.success {
                $0.array { for found in page.events { $0.event(found.event, of: found.team) } }
            } beside: {
                $0.member("cursor", page.cursor.description)
                $0.member("hasMore", page.hasMore)
            })
        if wait > 0, page.events.isEmpty, !page.hasMore { content.fields[.retryAfter] = "1" }
        return content
    }

    private func after(_ query: FormFields) throws -> FeedCursor {
        guard let text = try query.single("after") else { return .start }
        if text == "latest" { return try feed.end() }
        guard let cursor = FeedCursor(text) else {
            throw RequestProblem.badParameter("after", expected: "the cursor of another answer, 0 or latest")
        }
        return cursor
    }

    /// The one team that is asked for, if the caller manages it.
    private func team(_ query: FormFields, _ caller: Caller) throws -> TeamID? {
        guard let text = try query.single("teamId") else { return nil }
        guard let id = TeamID(text[...]) else {
            throw RequestProblem.badID(
                parameter: "teamId", value: text, expected: "an integer from \(TeamID.range.inWords)")
        }
        let role = try teams.read(id) { try $0.authority(of: caller) }
        guard role != nil else { throw Team.missing(id, for: caller) }
        return id
    }

    private func mayRead(_ id: TeamID, _ caller: Caller) throws -> Bool {
        guard caller.reaches(id) else { return false }
        if caller.isInstanceAdmin { return true }
        do {
            return try teams.read(id) { (try? $0.authority(of: caller)) != nil } ?? false
        } catch let error as StoreError where error.kind == .corrupt {
            // They may be an admin of it, and would miss its events.
            throw UnreadableEvents(team: id, cause: error)
        }
    }

    /// What events are called that anybody is told of.
    static let names = EventName.allCases.filter { !$0.rawValue.hasPrefix("team.snapshot") }

    /// Names with commas in between or in several parameters; nil: all.
    private static func types(_ values: [String]) throws(RequestProblem) -> Set<EventName>? {
        if values.isEmpty { return nil }
        var types: Set<EventName> = []
        for text in values.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
            guard let name = EventName(rawValue: String(text)), names.contains(name) else {
                let all = names.map(\.rawValue).joined(separator: ", ")
                throw .badParameter("types", expected: "some of \(all), with commas in between")
            }
            types.insert(name)
        }
        return types
    }
}
