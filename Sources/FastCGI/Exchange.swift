package import HTTPTypes

/// One request as it came in.
package struct Exchange: Sendable {
    /// All that the web server said about the request.
    package let variables: CGIVariables
    package let request: HTTPRequest
    package let body: [UInt8]
}
