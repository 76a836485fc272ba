/// A number of bytes for people: `3.6 MB`, in powers of 1000, as disks and `du --si` count.
enum ByteCount {
    static func text(_ bytes: Int64) -> String {
        if bytes < 1000 { return counted(Int(bytes), "byte") }
        var (tenths, unit) = (bytes / 100, units.startIndex)
        while tenths >= 9995, unit + 1 < units.endIndex {
            tenths = (tenths + 500) / 1000
            unit += 1
        }
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\((tenths + 5) / 10) \(units[unit])"
    }

    private static let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
}
