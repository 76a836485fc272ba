/// People with a link, for the shell of a transcript: functions that call the handler as a CGI program and print the
/// status of its answer.
enum Visitor {
    /// `join LINK KEY USER` lets a user of the host application join that has the API key; `signup LINK NAME EMAIL`
    /// sends the form of the sign-up page, where name and address are written as in a form's body.
    static let functions = #"""
        token() { echo "$1" | sed 's/.*token=//; s/&.*//'; }
        post() {
            printf %s "$3" | REQUEST_METHOD=POST REQUEST_URI=$1 QUERY_STRING= SERVER_PROTOCOL=HTTP/1.1 \
                GATEWAY_INTERFACE=CGI/1.1 CONTENT_TYPE=$2 CONTENT_LENGTH=${#3} HTTP_AUTHORIZATION="Bearer ${4-}" \
                invite-fcgi 2>/dev/null | sed -n 's/^Status: \([0-9]*\).*/\1/p'
        }
        join() {
            post /v2/invites/accept application/json \
                "{\"token\":\"$(token "$1")\",\"user\":{\"id\":$3,\"name\":\"Guest $3\"}}" "$2"
        }
        signup() { post /signup application/x-www-form-urlencoded "token=$(token "$1")&name=$2&email=$3"; }

        """#
}
