/// What is wrong with a file itself.
struct FormProblem: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
