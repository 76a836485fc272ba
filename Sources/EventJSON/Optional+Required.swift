import StrictJSON

extension Optional {
    /// The value of the member `name`, which every line of its kind has.
    func required(_ name: String) throws -> Wrapped {
        guard let self else { throw JSONShapeError("'\(name)' is missing") }
        return self
    }
}
