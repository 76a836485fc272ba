/// A number of things: `1 team`, `2 teams`.
func counted(_ number: Int, _ thing: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? thing : plural ?? thing + "s")"
}
