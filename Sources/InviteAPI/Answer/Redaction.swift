/// What answers and logs may repeat of a request.
enum Redaction {
    /// A piece of a request, cut at 64 characters, with everything in it masked that could be a secret: a run of 32
    /// or more letters, digits, `_`, `-` and `.`, as all tokens and keys are.
    static func repeated(_ text: String) -> String {
        let masked = mask(text)
        return masked.count > 64 ? masked.prefix(64) + "…" : masked
    }

    /// The path of a request, segment by segment.
    static func path(_ path: Substring) -> String {
        path.split(separator: "/", maxSplits: 16, omittingEmptySubsequences: false)
            .map { repeated(String($0)) }
            .joined(separator: "/")
    }

    private static func mask(_ text: String) -> String {
        var result = ""
        var run = ""
        func endRun() {
            result += run.count >= 32 ? "***" : run
            run = ""
        }
        for character in text {
            let isTokenCharacter = character.isASCII && (character.isLetter || character.isNumber)
            if isTokenCharacter || "_-.".contains(character) {
                run.append(character)
            } else {
                endRun()
                result.append(character)
            }
        }
        endRun()
        return result
    }
}
