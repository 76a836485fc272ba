/// Where the first invites of a list stand.
///
/// A table of positions with open addressing. At least half of it is free, and the random part of an id is the hash as
/// it is: so a search is a step or two, and an invite costs eight to sixteen bytes here. It is extended for many invites
/// at once: each costs a place that is in no cache, and the processor fetches several of those together.
struct InviteIndex: Sendable {
    /// How many invites it knows.
    private(set) var count = 0
    /// 0 stands for a free place, anything else for the position before it.
    private var places: [Int32] = []

    /// The position of an invite, nil if it is not among those it knows; of two with one id, that of the newer.
    func position(of id: InviteID, in invites: [Invite]) -> Int? {
        if places.isEmpty { return nil }
        var found: Int?
        var place = first(of: id)
        while places[place] != 0 {
            let position = Int(places[place]) - 1
            if invites[position].id == id { found = position }
            place = (place + 1) & (places.count - 1)
        }
        return found
    }

    /// Takes in the whole list.
    mutating func extend(to invites: [Invite]) {
        if invites.count * 2 > places.count {
            var size = 1
            while size < invites.count * 2 { size *= 2 }
            places = [Int32](repeating: 0, count: size)
            count = 0
        }
        for position in count..<invites.count {
            var place = first(of: invites[position].id)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(position + 1)
        }
        count = invites.count
    }

    /// Where the search for an invite begins.
    private func first(of id: InviteID) -> Int { Int(truncatingIfNeeded: id.random) & (places.count - 1) }
}
