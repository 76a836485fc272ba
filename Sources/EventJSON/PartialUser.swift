import InviteDomain
import StrictJSON

/// What an object said of who somebody is: `"userId":17`, or `"userId":null,"subject":"…"`, or nothing.
///
/// A program that knows no subjects takes no null for a user's number, and so stops at a subject instead of passing over
/// it.
struct PartialUser {
    /// `.some(nil)` for the null that stands before a subject.
    private var number: UserNumber??
    private var subject: Subject?

    mutating func read(_ member: String, from reader: inout JSONReader) throws {
        if member == "subject" {
            subject = try reader.subject()
        } else {
            number = .some(try reader.optional { try $0.id(UserNumber.self) })
        }
    }

    /// Nil where nothing was said.
    func userID() throws -> UserID? {
        switch (number, subject) {
        case (nil, nil): return nil
        case (.some(let number?), nil): return .number(number)
        case (.some(nil), let subject?): return .subject(subject)
        default: throw JSONShapeError("neither 'userId' alone, nor 'userId' as null and a 'subject'")
        }
    }
}

extension JSONWriter {
    /// Who somebody is, as members of an object that says more of them.
    mutating func write(_ userID: UserID) {
        switch userID {
        case .number(let number): member("userId", number.number)
        case .subject(let subject):
            member("userId", Int?.none)
            member("subject", subject.description)
        }
    }
}
