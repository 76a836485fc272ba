import ByteText
import Glibc

extension CGIVariables {
    /// Those of this process, as a web server sets them for CGI and a supervisor for settings.
    package static var ofProcess: CGIVariables { unsafe CGIVariables(environment: environ) }

    /// Copies an array of `NAME=value` strings that ends with a null pointer.
    init(environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
        self.init()
        var next = unsafe environment
        while let entry = unsafe next?.pointee {
            if let equals = unsafe strchr(entry, CInt(UInt8.equals)) {
                unsafe add(
                    UnsafeRawBufferPointer(start: entry, count: equals - entry),
                    UnsafeRawBufferPointer(start: equals + 1, count: strlen(equals + 1))
                )
            }
            unsafe next = unsafe next.map { unsafe $0 + 1 }
        }
    }
}
