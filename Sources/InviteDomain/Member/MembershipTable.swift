/// The membership of each user of a team.
///
/// Numbers and subjects have a table each: so a team of numbers pays nothing for what subjects need.
struct MembershipTable: Sendable {
    private var numbers: [UserNumber: MembershipID] = [:]
    private var subjects: [Subject: MembershipID] = [:]

    var isEmpty: Bool { numbers.isEmpty && subjects.isEmpty }

    subscript(userID: UserID) -> MembershipID? {
        get {
            switch userID {
            case .number(let number): numbers[number]
            case .subject(let subject): subjects[subject]
            }
        }
        set {
            switch userID {
            case .number(let number): numbers[number] = newValue
            case .subject(let subject): subjects[subject] = newValue
            }
        }
    }
}
