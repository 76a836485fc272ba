import FastCGI

if ResponderLoop.isWanted {
    Program.serve()
} else {
    Program.answerOnce()
}
