import ByteText

extension StringProtocol {
    /// True if both texts are the same bytes: what decides wherever a text that somebody sent is compared.
    ///
    /// `==` compares as Unicode does. To it an `é` of one scalar is one of two, and three characters beyond ASCII are
    /// characters of ASCII: U+212A KELVIN SIGN is `K`, U+037E GREEK QUESTION MARK is `;`, U+1FEF GREEK VARIA is `` ` ``.
    /// So a comparison with a word of our own that has none of these three may use `==`, and nothing else may.
    package func isSpelled(like other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

    /// True if there is nothing but ASCII in it: what is equal then to a word in ASCII is spelled like it.
    package var isASCII: Bool { utf8.allSatisfy { $0.isASCII } }

    /// True if this is `word`, a text in ASCII, with whichever letters in capitals.
    package func isSpelledInAnyCase(like word: String) -> Bool { EmailAddress.areSame(self, word) }
}

extension String? {
    /// True for the same bytes, and where there is nothing on either side.
    package func isSpelled(like other: String?) -> Bool {
        switch (self, other) {
        case (nil, nil): true
        case (let text?, let other?): text.isSpelled(like: other)
        default: false
        }
    }
}
