/// A value on the heap, so that its absence costs a word and not its size.
indirect enum Boxed<Value: Equatable & Sendable>: Equatable, Sendable {
    case box(Value)

    var value: Value {
        switch self {
        case .box(let value): value
        }
    }
}
