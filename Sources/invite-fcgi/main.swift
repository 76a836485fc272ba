import FastCGI

let variables = CGIVariables.ofProcess
if ResponderLoop.isWanted {
    Program.serve()
} else if variables["REQUEST_METHOD"] != nil {
    // Whatever its arguments: web servers make arguments of a query without '='.
    Program.answerOnce(variables)
} else if CommandLine.arguments.dropFirst() == ["--check"] {
    Program.check()
} else {
    Program.refuse()
}
