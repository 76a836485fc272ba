import ByteText

/// What is said of the length of a body before it comes.
enum AnnouncedBody: Equatable {
    /// Nothing.
    case none
    /// That it comes in chunks: it ends where the input does.
    case inChunks
    /// So many bytes.
    case bytes(Int)
    /// So many bytes, by the client's word alone: the web server may keep them to itself.
    ///
    /// Some servers know of bodies with POST only (busybox).
    case claimed(Int)

    /// The methods that mean nothing without their body; of any other, a web server may drop it on purpose.
    private static let methodsWithBody: Set = ["POST", "PATCH", "PUT"]

    /// - Parameters:
    ///   - variables: those of the request.
    ///   - limit: the most bytes that a body may have.
    /// - Throws: what keeps the body from being taken.
    init(_ variables: CGIVariables, limit: Int) throws(RequestFault) {
        // A web server that has dropped a body may say that there is none.
        if let text = variables.nonEmpty("CONTENT_LENGTH"),
            text != "0" || variables.nonEmpty("HTTP_CONTENT_LENGTH") == nil
        {
            // Caddy's word for a body in chunks.
            self = text == "-1" ? .inChunks : .bytes(try Self.length(text, limit: limit))
        } else if variables.nonEmpty("HTTP_TRANSFER_ENCODING") != nil {
            self = .inChunks
        } else if let text = variables.nonEmpty("HTTP_CONTENT_LENGTH"),
            Self.methodsWithBody.contains(variables["REQUEST_METHOD"] ?? "")
        {
            self = .claimed(try Self.length(text, limit: limit))
        } else {
            self = .none
        }
    }

    /// Fails unless what came is what was said.
    func check(_ body: [UInt8]) throws(RequestFault) {
        switch self {
        case .none, .inChunks: break
        case .bytes(let count): if body.count != count { throw .contentLength }
        case .claimed(let count): if body.count != count { throw .bodyWithheld }
        }
    }

    private static func length(_ text: String, limit: Int) throws(RequestFault) -> Int {
        guard text.utf8.allSatisfy({ $0.isDigit }) else { throw .contentLength }
        // A number too great to be held is too great.
        guard let length = Int(text), length <= limit else { throw .bodyTooLarge }
        return length
    }
}
