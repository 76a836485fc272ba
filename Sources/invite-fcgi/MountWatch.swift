import InviteDomain

/// Tells the operator when the links that are made do not lead to where the web server has the service.
///
/// Once in the life of a process, when the first link is made. It is no reason to refuse: a proxy in front may change the
/// path, and an application may have a `/signup` of its own.
final class MountWatch {
    private let links: InviteLinks
    private let notice: (String) -> Void
    private var hasLooked = false

    init(links: InviteLinks, notice: @escaping (String) -> Void) {
        self.links = links
        self.notice = notice
    }

    /// Compares; `seen` is where the web server has the service, nil where it does not tell.
    func look(_ seen: () -> MountPath?) {
        if hasLooked { return }
        hasLooked = true
        guard let seen = seen(), links.miss(seen) else { return }
        notice(
            "the web server has the service below \(seen.text), and links lead to \(links.page): "
                + "set INVITE_MOUNT=\(seen.text), unless a proxy in front of the web server changes the path")
    }
}
