import ArgumentParser
import ByteText
import InviteDomain

/// What the two options are called that say who somebody is, and what they mean.
protocol PersonNames: Sendable {
    static var number: String { get }
    static var subject: String { get }
    /// The help of the first.
    static var meaning: String { get }
}

extension PersonNames {
    static var number: String { "user" }
    static var subject: String { "subject" }

    /// Who is named by the option that takes a number.
    static func user(number argument: String) throws(ValidationError) -> UserID {
        if let number = UserNumber(argument[...]) { return .number(number) }
        let advice = Subject(argument[...]) == nil ? "" : "; whoever has none is named by --\(subject)"
        throw ValidationError(
            "--\(number) is '\(argument.shown)'; expected a number from \(UserNumber.range.inWords)\(advice).")
    }

    /// Who is named by the option that takes a subject; the decimal of a number is that number, here as everywhere.
    static func user(subject argument: String) throws(ValidationError) -> UserID {
        // What is no UTF-8 has become U+FFFD before anybody could look, and would name somebody else.
        guard let userID = UserID(argument[...]), !argument.unicodeScalars.contains("\u{FFFD}") else {
            let expected = "\(Subject.form), and no space at either end"
            throw ValidationError("--\(subject) is '\(argument.shown)'; expected \(expected).")
        }
        return userID
    }

    /// The option that names somebody, as it is written in a shell.
    static func option(_ userID: UserID) -> String {
        guard let text = userID.subject?.description else { return "--\(number) \(userID)" }
        return "--\(subject)=\(text.shellWord)"
    }
}

/// `--user` and `--subject` of a member.
enum MemberNames: PersonNames {
    static let meaning = "The user's number."
}

/// `--user` and `--subject` of a credential.
enum HolderNames: PersonNames {
    static let meaning = "The number of the user who acts with it."
}

/// `--owner` and `--owner-subject` of a new team.
enum OwnerNames: PersonNames {
    static let number = "owner"
    static let subject = "owner-subject"
    static let meaning = "The number of the user who owns it from the beginning."
}

/// `--as-user` and `--as-subject`, in whose name something happens.
enum InNameOf: PersonNames {
    static let number = "as-user"
    static let subject = "as-subject"
    static let meaning = "In whose name; the same rules hold as for that user's own requests."
}

/// `--as-user` and `--as-subject`, who somebody is who signed up on the page.
enum NewcomerNames: PersonNames {
    static let number = "as-user"
    static let subject = "as-subject"
    static let meaning = "Who it is in the host application, for somebody who signed up on the page."
}

/// `--created-by` and `--created-by-subject`, who has made an invite.
enum CreatorNames: PersonNames {
    static let number = "created-by"
    static let subject = "created-by-subject"
    static let meaning = "Only invites that this user has made."
}

extension String {
    /// The text as a part of one word of a shell, in double quotes where it needs any.
    fileprivate var shellWord: String {
        if utf8.allSatisfy({ $0.isLetterOrDigit || "-_.:@/+,%".utf8.contains($0) }) { return self }
        let text = reduce(into: "") { text, character in
            switch character {
            case "\\", "\"", "$", "`": text += "\\\(character)"
            // Between double quotes an interactive shell would look for an earlier command.
            case "!": text += #""'!'""#
            default: text.append(character)
            }
        }
        return "\"\(text)\""
    }
}
