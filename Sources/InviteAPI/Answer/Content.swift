import ByteText
import HTTPTypes
import InviteDomain
import InvitePages
import StrictJSON

/// What the handler of an endpoint answers: all but the header fields that `Answer` gives every answer.
struct Content {
    var status = HTTPResponse.Status.ok
    var type: String?
    var body: [UInt8]
    var fields: HTTPFields = [:]
    /// The fields of every answer of this kind.
    var common = CommonFields.all

    /// Cal.com's envelope of a success around what `data` writes.
    static func success(_ data: (inout JSONWriter) -> Void) -> Content { .json(Envelope.success(data)) }

    /// The same around a part of a list, with how many there are in all, and where the next part begins if there is one.
    static func page(total: Int, next: String?, _ data: (inout JSONWriter) -> Void) -> Content {
        .json(
            Envelope.success(data) {
                $0.member("pagination") {
                    $0.object {
                        $0.member("totalItems", total)
                        $0.member("nextCursor", next)
                    }
                }
            })
    }

    /// A failure for whoever asked: a page where a browser wants to see one, else the envelope, in which the path is
    /// repeated as far as is safe.
    ///
    /// Below `/v2/` all are programs.
    static func failure(
        _ failure: Failure, _ audience: Audience, at now: Timestamp, of site: SignupSite, _ random: UInt64
    ) -> Content {
        let envelope = Content.json(Envelope.failure(failure, path: Redaction.path(audience.path[...]), at: now))
        if audience.isOfAPI { return envelope }
        var content = audience.prefersPage ? .page(SignupPage(failure), of: site, random) : envelope
        content.fields[.vary] = "Accept"
        return content
    }

    static func page(_ page: SignupPage, of site: SignupSite, _ random: UInt64) -> Content {
        .page(of: site, random) { page.render(nonce: $0, of: site) }
    }

    /// A page for people that `render` writes; `random` is what its policy is to know its stylesheets by.
    static func page(of site: SignupSite, _ random: UInt64, _ render: (String) -> [UInt8]) -> Content {
        let nonce = Hex.text((0..<8).map { UInt8(truncatingIfNeeded: random >> (56 - 8 * $0)) })
        return Content(
            type: "text/html; charset=utf-8", body: render(nonce),
            common: CommonFields.page(nonce: nonce, loadsLogo: site.loadsLogo))
    }

    /// "See other": where to go on after a form of a page was sent.
    static func redirect(to location: String) -> Content {
        var content = Content(status: .seeOther, body: [], common: CommonFields.page(nonce: nil))
        content.fields[.location] = location
        return content
    }

    static func json(_ body: [UInt8]) -> Content {
        Content(type: "application/json; charset=utf-8", body: body)
    }
}
