import Glibc

/// What one fuzzer feeds: it ends the process where a promise is broken, and returns for every other input.
typealias Target = @Sendable (_ input: [UInt8]) -> Void

/// The target of this process; the word comes from `Tests/Fuzz/run`.
private let target: Target = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    switch name {
    case "json": return readJSON
    case "form": return readForm
    case "token": return readToken
    case "cgi": return readVariables
    case "ledger": return readLedgerLine
    default: fatalError("FUZZ_TARGET '\(name)' is not a target: start this with Tests/Fuzz/run")
    }
}()

@c(LLVMFuzzerTestOneInput)
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    target(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

/// Ends the process unless `promise` holds.
func require(_ promise: Bool, _ broken: @autoclosure () -> String) {
    if !promise { fatalError("broken promise: \(broken())") }
}

/// True for equal bytes: `==` of strings takes two spellings of one character for the same.
func same(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    a.utf8.elementsEqual(b.utf8)
}
