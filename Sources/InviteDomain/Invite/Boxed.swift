/// A value on the heap, so that its absence costs a word and not its size.
///
/// What few invites have is kept so. Their terms are a third as large for it, and are copied and released for less.
indirect enum Boxed<Value: Equatable & Sendable>: Equatable, Sendable {
    case box(Value)

    var value: Value {
        switch self {
        case .box(let value): value
        }
    }
}
