import InviteDomain

/// What the operator says of the site on the pages that people see.
extension Settings {
    package func siteName() throws -> String? {
        guard let text = self[.siteName] else { return nil }
        guard let name = try? TextRule.name(text, field: "", limit: 60) else {
            throw problem(.siteName, "1 to 60 characters, at least one of them visible")
        }
        return name
    }

    /// A path of the site, or a picture as a `data:` URI.
    package func siteLogo() throws -> String? {
        guard let text = self[.siteLogo] else { return nil }
        guard LocalPath(text) != nil || SettingsRule.isPicture(text) else {
            throw problem(
                .siteLogo, "a path that begins with one '/', or data:image/png;base64,… of at most 16384 characters")
        }
        return text
    }

    /// `#rrggbb`, in lower case.
    package func accentColor() throws -> String? {
        guard let text = self[.accentColor]?.lowercased() else { return nil }
        guard text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit) else {
            throw problem(.accentColor, "'#' and six hex digits: #0b5d54")
        }
        return text
    }

    package func privacyURL() throws -> String? {
        guard let text = self[.privacyURL] else { return nil }
        guard SettingsRule.isPage(text) else {
            throw problem(.privacyURL, "https://… or a path of the site: /privacy")
        }
        return text
    }

    package func contactURL() throws -> String? {
        guard let text = self[.contactURL] else { return nil }
        guard SettingsRule.isPage(text) || SettingsRule.isMailAddress(text) else {
            throw problem(.contactURL, "mailto:help@example.com, https://… or a path of the site: /contact")
        }
        return text
    }
}
