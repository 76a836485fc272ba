import CLinux
import Glibc
package import SystemPackage

extension FileDescriptor {
    /// Waits until nobody reads any more what is written here; false when the patience is over before.
    ///
    /// The call is `poll`.
    package func losesReader(within patience: Duration) -> Bool {
        var request = pollfd(fd: rawValue, events: 0, revents: 0)
        let (seconds, attoseconds) = patience.components
        return unsafe poll(&request, 1, CInt(seconds) * 1000 + CInt(attoseconds / 1_000_000_000_000_000)) > 0
    }

    /// Waits until something can be read here, or a signal comes.
    ///
    /// The call is `poll`.
    package func awaitInput() {
        var request = pollfd(fd: rawValue, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&request, 1, -1)
    }

    /// How wide the terminal is, nil where there is none or it does not know.
    ///
    /// The call is `ioctl`.
    package var terminalColumns: Int? {
        let columns = terminal_columns(rawValue)
        return columns > 0 ? Int(columns) : nil
    }
}
