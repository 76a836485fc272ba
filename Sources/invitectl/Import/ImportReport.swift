import StrictJSON

/// What an import tells of itself.
struct ImportReport {
    let done: ImportCounts
    let known: ImportCounts
    let plan: ImportPlan
    /// The files that were written with rows that were left out.
    let leftovers: [String]
    /// True when nothing was written.
    let isTrial: Bool

    private var notes: ImportNotes { plan.problems.notes }
    private var leftOut: Int { plan.problems.reasons.count }

    func print(asJSON: Bool) {
        if asJSON { printJSON() } else { printText() }
    }

    private func printText() {
        if leftOut > 0 {
            for line in plan.problems.report { Terminal.complain("invitectl: left out: \(line)") }
            let verb = isTrial ? "would leave out" : "left out"
            let advice = "mend them there, and import that"
            let place = isTrial ? "" : ", now in \(leftovers.joined(separator: ", ")) with the reasons: \(advice)"
            Terminal.complain("\(verb) \(counted(leftOut, "row"))\(place)")
        }
        if !known.isNone { Terminal.complain("there already, and left as it is: \(known.text)") }
        for sentence in notes.sentences { Terminal.complain(sentence) }
        if plan.ended > 0 {
            let what = plan.ended == 1 ? "invite that admits nobody" : "invites that admit nobody"
            Terminal.complain("passed over \(plan.ended) \(what) any more")
        }
        if plan.otherTokens > 0 {
            let what = plan.otherTokens == 1 ? "token that is no invite link" : "tokens that are no invite links"
            Terminal.complain("passed over \(plan.otherTokens) \(what)")
        }
        let verb = isTrial ? "would import" : "imported"
        Terminal.print(done.isNone ? "nothing has changed" : "\(verb) \(done.text)")
    }

    private func printJSON() {
        Terminal.print {
            $0.object {
                $0.member("imported") { $0.write(done) }
                $0.member("alreadyThere") { $0.write(known) }
                $0.member("leftOut") {
                    $0.object {
                        $0.member("rows", leftOut)
                        $0.member("files", leftovers)
                        $0.member("problems", plan.problems.report)
                    }
                }
                $0.member("ended", plan.ended)
                $0.member("otherTokens", plan.otherTokens)
                $0.member("emptyRows", notes.emptyRows)
                $0.member("emptyColumns", notes.emptyColumns)
                $0.member("cleanedNames", notes.cleaned)
                $0.member("roundedSubjects", notes.rounded)
                $0.member("dryRun", isTrial)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ counts: ImportCounts) {
        object {
            $0.member("teams", counts.teams)
            $0.member("members", counts.members)
            $0.member("keys", counts.keys)
            $0.member("invites", counts.invites)
        }
    }
}
