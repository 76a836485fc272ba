extension BidirectionalCollection {
    /// The part without those elements at its beginning and its end that `isBlank` is true of.
    @inlinable package func trimmed(_ isBlank: (Element) -> Bool) -> SubSequence {
        drop(while: isBlank).trimmedAtEnd(isBlank)
    }

    /// The part without those elements at its end that `isBlank` is true of.
    @inlinable package func trimmedAtEnd(_ isBlank: (Element) -> Bool) -> SubSequence {
        lastIndex { !isBlank($0) }.map { self[...$0] } ?? self[..<startIndex]
    }
}
