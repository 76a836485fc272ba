/// Where the keys of an authorization server are kept.
package struct KeySources {
    /// What a source holds at this moment, and what it is called in messages; throws `StoreError`.
    package typealias Source = () throws -> (name: String, contents: [UInt8])

    let keySet: Source
    let secret: Source

    package init(keySet: @escaping Source, secret: @escaping Source) {
        self.keySet = keySet
        self.secret = secret
    }
}
