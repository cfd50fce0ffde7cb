import CityService
import HTTPTypes

/// What a browser is told so that a page can load and do no more than it must.
enum PageSafety {
    /// The fields of a page that shows base maps of some servers.
    static func page(_ baseMaps: [BaseMap]) -> HTTPFields {
        let hosts = Set(baseMaps.flatMap(\.hosts)).sorted().map { " \($0)" }.joined()
        // MapLibre starts its workers from a blob, and takes tiles by its own requests.
        let policy = [
            "default-src 'none'", "script-src 'self'", "style-src 'self'",
            "img-src 'self' data: blob:\(hosts)", "connect-src 'self'\(hosts)", "font-src 'self'",
            "worker-src 'self' blob:", "child-src blob:", "manifest-src 'self'",
            "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
        ]
        var fields = file
        fields[.contentSecurityPolicy] = policy.joined(separator: "; ")
        fields[.frameOptions] = "DENY"
        // Keys of base maps are bound to the site that asks; the place that is looked at is nobody's.
        fields[.referrerPolicy] = "strict-origin-when-cross-origin"
        fields[.permissionsPolicy] = "geolocation=(self)"
        fields[.openerPolicy] = "same-origin"
        return fields
    }

    /// The fields of every file.
    static var file: HTTPFields { [.xContentTypeOptions: "nosniff"] }
}

extension HTTPField.Name {
    fileprivate static let frameOptions = Self.known("X-Frame-Options")
    fileprivate static let referrerPolicy = Self.known("Referrer-Policy")
    fileprivate static let permissionsPolicy = Self.known("Permissions-Policy")
    fileprivate static let openerPolicy = Self.known("Cross-Origin-Opener-Policy")
}
