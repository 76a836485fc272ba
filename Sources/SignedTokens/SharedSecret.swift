import ByteText
import Crypto

/// A secret that an authorization server signs with and that we verify with, as a file holds it.
package enum SharedSecret {
    /// The key in a file: all of it, but for the line end behind a text.
    ///
    /// An editor puts a newline behind what is typed, and a secret of random bytes may end in that byte: so one line end
    /// (LF or CR LF) is left out where all before it is one line of text, UTF-8 without control characters, and nothing
    /// is where it is anything else. 32 random bytes are a line of text once in more than 10¹⁰ times.
    package static func bytes(of contents: [UInt8]) throws(KeySetProblem) -> ArraySlice<UInt8> {
        let secret = withoutLineEnd(contents)
        // RFC 7518, 3.2. Cal.com's own is exactly so long.
        guard secret.count >= 32 else {
            throw KeySetProblem("the secret has \(secret.count) bytes; expected 32 or more")
        }
        // Everybody knows a public key: whoever shared one as a secret would let everybody in.
        guard !secret.starts(with: "-----BEGIN".utf8) else {
            throw KeySetProblem("it is a key in PEM form; expected a secret that only the authorization server knows")
        }
        return secret
    }

    static func key(in contents: [UInt8]) throws(KeySetProblem) -> VerificationKey {
        .hs256(SymmetricKey(data: try bytes(of: contents)))
    }

    private static func withoutLineEnd(_ contents: [UInt8]) -> ArraySlice<UInt8> {
        guard contents.last == .lineFeed else { return contents[...] }
        var line = contents.dropLast()
        if line.last == .carriageReturn { line = line.dropLast() }
        return isText(line) ? line : contents[...]
    }

    private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
