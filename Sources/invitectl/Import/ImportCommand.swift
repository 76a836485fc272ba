import ArgumentParser
import InviteDomain
import PrivateFiles
import ServiceSettings
import Storage
import StrictJSON

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings along teams, members, API keys and live links, from Cal.com or anywhere.",
        discussion: discussion
    )

    @OptionGroup var options: StateOptions

    @Option(help: ArgumentHelp("Teams, as CSV.", valueName: "file"), completion: .file())
    var teams: String?

    @Option(help: ArgumentHelp("Members, as CSV.", valueName: "file"), completion: .file())
    var members: String?

    @Option(help: ArgumentHelp("API keys, as CSV.", valueName: "file"), completion: .file())
    var keys: String?

    @Option(help: ArgumentHelp("Links, as CSV.", valueName: "file"), completion: .file())
    var invites: String?

    @Option(
        help: ArgumentHelp(
            "Leave out rows that are wrong, write them to this file, each with the reason, and import the rest.",
            valueName: "file"), completion: .file())
    var skipBad: String?

    @Flag(help: "Check everything and write nothing.")
    var dryRun = false

    @Argument(
        help: ArgumentHelp("Files of 'invitectl export', as JSON lines; '-' is standard input.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    func validate() throws {
        guard !sources.isEmpty else {
            throw ValidationError("name a file: --teams, --members, --keys, --invites, or one of 'invitectl export'")
        }
    }

    func run() throws {
        let settings = try options.settings()
        let storage = try options.storage(settings)
        let progress = ImportProgress()
        let sources = sources
        let leftovers = try skipBad.map { try Leftovers(named: $0, of: sources) }
        let keys = try storage.tokenKeys()
        let plan = ImportPlan(now: .now(), tokenKeys: keys, ImportProblems(keepingReasons: leftovers != nil))
        read(sources, plan, progress)
        try refuse(plan.problems, progress, unless: !plan.problems.concernFiles)
        // Nobody else imports between the look at the state and the writing.
        let session = try storage.beginImport()
        let work = try plan.work(in: storage, progress)
        try refuse(plan.problems, progress, unless: leftovers != nil)
        let done = try write(work, session, leftovers, plan.problems, progress)
        progress.end()
        ImportReport(
            done: done, known: work.known, plan: plan,
            leftovers: dryRun ? [] : leftovers?.names(plan.problems.reasons) ?? [], isTrial: dryRun
        ).print(asJSON: options.json)
        if plan.problems.count > 0 { throw ExitCode(65) }
    }

    private var sources: [ImportFile] {
        let tables: [(String?, ImportTable)] = [
            (teams, .teams), (members, .members), (keys, .keys), (invites, .invites),
        ]
        let isKept = skipBad != nil
        return tables.compactMap { name, table in name.map { ImportFile($0, table, isKept: isKept) } }
            + files.map { ImportFile($0, isKept: isKept) }
    }

    private func read(_ sources: [ImportFile], _ plan: ImportPlan, _ progress: ImportProgress) {
        let sink = ImportFile.Sink(
            problems: plan.problems, progress: progress, row: { plan.add($1, of: $0) },
            header: { plan.add(header: $0, $1) })
        for source in sources { source.read(into: sink) }
    }

    private func refuse(_ problems: ImportProblems, _ progress: ImportProgress, unless isEnough: Bool) throws {
        if problems.count == 0 || isEnough { return }
        progress.end()
        for line in problems.report { Terminal.complain("invitectl: error: \(line)") }
        Terminal.complain("invitectl: error: nothing was imported")
        throw ExitCode(problems.areOfForm ? 64 : 1)
    }

    /// Writes what there is to write, what is left out first: nothing of that may get lost.
    private func write(
        _ work: ImportWork, _ session: any ImportSession, _ leftovers: Leftovers?, _ problems: ImportProblems,
        _ progress: ImportProgress
    ) throws -> ImportCounts {
        if dryRun { return work.counts }
        try leftovers?.write(problems.reasons)
        do {
            return try work.write(session, progress)
        } catch {
            try leftovers?.remove(problems.reasons)
            throw error
        }
    }

    private static var discussion: String {
        let tables = ImportTable.allCases.map { table in
            let columns = table.columns.map { "  \($0.name)\($0.isRequired ? "*" : ""): \($0.meaning)" }
            return "Columns of \(table) (those with * must be there):\n\(columns.joined(separator: "\n"))"
        }
        return """
            Everything is checked first; if anything is wrong, all of it is named by file, row and column, and nothing is \
            written. With --skip-bad the rows that are wrong, and those that belong to them, go to a file of their own (of \
            several tables, each to its own: bad-teams.csv for bad.csv), with the reason in a first column, which says nothing \
            when that file is imported after mending; the exit status is then 65. Each team is written whole or not at all. What is there already stays as it is, so the same \
            files can be imported again, and an import that died is completed by the next one.

            CSV is UTF-8 with a first row of column names, in any order, with or without blanks around them; Cal.com's other columns are passed over, and so are \
            columns without a name and rows in which nothing stands. An empty field is no value. Times are as PostgreSQL prints them or RFC 3339; without a zone they are UTC. JSON lines \
            hold the same: {"team":{…}}, {"member":{…}}, {"key":{…}}, {"invite":{…}}.

            \(tables.joined(separator: "\n\n"))
            """
    }
}

extension ImportWork {
    /// What there is to be written.
    var counts: ImportCounts {
        var counts = ImportCounts()
        counts.teams = newTeams.count
        counts.keys = keys.count
        for team in newTeams { counts.add(team.arrivals) }
        for team in additions { counts.add(team.arrivals) }
        return counts
    }

    /// Writes it all; the result is what was written, others may have been faster.
    func write(_ session: any ImportSession, _ progress: ImportProgress) throws -> ImportCounts {
        var done = ImportCounts()
        try inBatches(tokens, session.batchSize, "writing tokens", progress) { try session.openTokens($0) }
        try inBatches(newTeams, session.batchSize, "writing teams", progress) { batch in
            try session.create(batch)
            done.teams += batch.count
            for team in batch { done.add(team.arrivals) }
        }
        progress.begin("completing teams")
        for (index, team) in additions.enumerated() {
            done.add(try session.takeIn(team.arrivals, into: team.id))
            progress.advance(to: index, of: additions.count)
        }
        try inBatches(keys, session.batchSize, "writing keys", progress) { batch in
            done.keys += try session.add(batch)
        }
        try session.finish()
        return done
    }

    private func inBatches<Element>(
        _ elements: [Element], _ size: Int, _ step: String, _ progress: ImportProgress,
        _ write: (ArraySlice<Element>) throws -> Void
    ) throws {
        progress.begin(step)
        for start in stride(from: 0, to: elements.count, by: size) {
            try write(elements[start..<min(start + size, elements.count)])
            progress.advance(to: start, of: elements.count)
        }
    }
}
