import ByteText
import SystemPackage

/// The parts of a path that ends in a name, for what a CGI process does at its start; elsewhere swift-system's do.
///
/// swift-system has them too, and looks the generic types behind them up by name when a process first uses them. A CGI
/// process, which looks for a `config.json` that is most often not there, spent 1.0 of its 2.8 million instructions on that.
extension FilePath {
    /// The folder that it is in; empty for a name alone.
    var folder: FilePath {
        let path = string
        guard let slash = path.utf8.lastIndex(of: .slash) else { return "" }
        return slash == path.startIndex ? "/" : FilePath(String(path[..<slash]))
    }

    /// The name in that folder.
    var name: FilePath {
        let path = string
        guard let slash = path.utf8.lastIndex(of: .slash) else { return self }
        return FilePath(String(path[path.utf8.index(after: slash)...]))
    }
}
