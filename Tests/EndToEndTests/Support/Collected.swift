import Synchronization

/// Texts that several tasks gather.
final class Collected: Sendable {
    private let texts = Mutex<Set<String>>([])

    var all: Set<String> { texts.withLock { $0 } }

    func insert(_ text: String) {
        _ = texts.withLock { $0.insert(text) }
    }
}
