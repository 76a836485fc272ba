package import HTTPTypes

/// One request as it came in.
package struct Exchange {
    /// All that the web server said about the request.
    package let variables: CGIVariables
    package let request: HTTPRequest
    package let body: [UInt8]
    /// Waits before it is answered; nil where that would help nobody, as in a CGI process.
    package let wait: RequestWait?
}
