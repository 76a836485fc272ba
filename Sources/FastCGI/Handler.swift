import HTTPTypes

/// Answers the requests of web servers, by FastCGI or CGI.
package protocol Handler {
    /// The path at which the operator says that the service is mounted, such as `/invites`; empty at the root.
    var mount: String { get }

    /// Answers a request.
    func respond(to exchange: Exchange) -> Reply

    /// Answers a request that came in part or not in the right form: `fault` says in what way.
    func refuse(_ fault: RequestFault, _ variables: CGIVariables) -> Reply

    /// Does what can wait until an answer is sent; false when the process has to end.
    func tidy() -> Bool
}

extension Handler {
    package var mount: String { "" }

    /// Reads a request's body, makes a request of it and the web server's variables, and has it answered.
    func reply(
        to variables: CGIVariables, wait: RequestWait? = nil, body: () throws(RequestFault) -> [UInt8]
    ) -> Reply {
        do throws(RequestFault) {
            // The body first, whatever the rest is like: on a kept connection it is in the way of the next request.
            let body = try body()
            let request = try HTTPRequest(variables, below: mount)
            return respond(to: Exchange(variables: variables, request: request, body: body, wait: wait))
        } catch {
            return refuse(error, variables)
        }
    }
}
