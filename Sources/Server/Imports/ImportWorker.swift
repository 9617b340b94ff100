// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle
import Spreadsheets

/// Looks at the files of imports and takes them, some hundred lines in a transaction, so that nobody else waits long and whoever
/// has sent one sees how far it is.
/// Where a server ends in between, the next one goes on with the line that follows.
struct ImportWorker: Service {
    let services: Services
    /// How many lines are taken in one transaction.
    private static let batch = 200
    /// How many lines are read in one piece.
    private static let piece = 1_000
    /// A file that was looked at and about which nobody decided is discarded after a week.
    private static let keptMilliseconds: Int64 = 7 * 86_400_000

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(500))
                for site in services.sites.all { await work(for: site) }
            }
        }
    }

    /// Does all that there is to do in one tenant.
    func work(for site: Site) async {
        let desk = ImportDesk(services: services, site: site)
        do {
            try await discardForgotten(desk)
            while let id = try await next(desk) {
                let run = try await services.engine.read { try desk.run(id, in: $0) }
                switch run?.state {
                case .checking: try await check(id, desk)
                case .applying: try await apply(id, desk)
                case .unplaced, .checked, .refused, .applied, .stopped, .discarded, nil: break
                }
            }
        } catch {
            services.log.error("an import waits", metadata: ["error": "\(error)"])
        }
    }

    /// The next import that has to be worked on. A look costs no write where there is none.
    private func next(_ desk: ImportDesk) async throws -> RegisterImport.ID? {
        let now = services.clock.now()
        guard try await services.engine.read({ try desk.store.isAtWork(in: $0) }) else { return nil }
        return try await services.engine.write { try desk.store.claim(at: now, in: $0) }
    }

    private func discardForgotten(_ desk: ImportDesk) async throws {
        let now = services.clock.now()
        let limit = now.advanced(byMilliseconds: -Self.keptMilliseconds)
        let forgotten = try await services.engine.read { try desk.store.forgotten(before: limit, in: $0) }
        for id in forgotten {
            try await services.engine.write { transaction in
                guard let transition = try desk.run(id, in: transaction)?.forgotten() else { return }
                try desk.save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
            }
        }
    }

    // MARK: Checking

    private func check(_ id: RegisterImport.ID, _ desk: ImportDesk) async throws {
        let now = services.clock.now()
        if let columns = try await services.engine.read({ try unplaced(id, desk, in: $0) }) {
            try await services.engine.write { transaction in
                guard let transition = try desk.run(id, in: transaction)?.unplaced() else { return }
                try desk.save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
                try desk.store.note(columns, of: id, in: transaction)
            }
            return
        }
        guard let (problems, count, tally) = try await look(at: id, desk) else { return }
        try await services.engine.write { transaction in
            guard let transition = try desk.run(id, in: transaction)?.checked(tally, problems: count) else { return }
            try desk.save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
            try desk.store.note(problems, of: id, in: transaction)
        }
    }

    /// The columns of a file whose titles are its own, where that is allowed; nil where there is nothing to ask.
    private func unplaced(
        _ id: RegisterImport.ID, _ desk: ImportDesk, in transaction: Transaction
    ) throws -> [ImportColumn]? {
        guard let run = try desk.run(id, in: transaction), run.unplaced() != nil,
            let file = try desk.store.file(of: id, in: transaction), let sheet = try? Spreadsheet.read(file)
        else { return nil }
        let form = try taker(of: run, desk, in: transaction).form
        guard !ImportSheet.hasTitles(of: form, sheet) else { return nil }
        let columns = ImportSheet.columns(of: sheet)
        return columns.isEmpty ? nil : columns
    }

    /// What is wrong with a file, and what its lines would do; nil where the server ends meanwhile.
    private func look(
        at id: RegisterImport.ID, _ desk: ImportDesk
    ) async throws -> (problems: [ImportProblem], count: Int, tally: RegisterImport.Tally)? {
        let opened: Opened?
        do {
            opened = try await services.engine.read { try open(id, desk, in: $0) }
        } catch let problem as SpreadsheetProblem {
            return ([ImportProblem(row: nil, column: nil, sentence: ImportWording.sentence(problem))], 1, .init())
        }
        guard let opened else { return ([], 1, .init()) }
        let total = max(0, opened.file.rows.count - 1)
        let sheet = try await read(opened) { done in
            let now = services.clock.now()
            try await services.engine.write {
                try desk.store.progress(ofLookingAt: id, done: done, of: total, at: now, in: $0)
            }
        }
        guard let sheet else { return nil }
        return try await services.engine.read { transaction in
            var sheet = sheet
            let tally = try opened.taker.look(at: &sheet, in: transaction)
            return (sheet.problems, sheet.problemCount, tally)
        }
    }

    /// A file with all that its lines are read by.
    private struct Opened: Sendable {
        let file: Spreadsheet
        let taker: any LineTaker
        /// Its titles, before any of its rows.
        let titles: ImportSheet
        let sender: Staff?
        /// How many of its lines have been taken.
        let done: Int
    }

    private func open(
        _ id: RegisterImport.ID, _ desk: ImportDesk, in transaction: Transaction
    ) throws -> Opened? {
        guard let run = try desk.run(id, in: transaction), let bytes = try desk.store.file(of: id, in: transaction)
        else { return nil }
        let taker = try taker(of: run, desk, in: transaction)
        let file = try Spreadsheet.read(bytes)
        let names = try ImportNames(
            for: taker.form, tenant: taker.tenant, on: services.clock.now().day, in: transaction)
        return Opened(
            file: file, taker: taker,
            titles: ImportSheet(titlesOf: file, form: taker.form, names: names, placed: run.columns),
            sender: try sender(of: run, desk, in: transaction), done: try desk.store.done(of: id, in: transaction))
    }

    /// Reads the rows of a file, a piece at a time, on a thread that may take its time; after each, `progress` is told how many
    /// have been read. Nil where the server ends meanwhile.
    private func read(
        _ opened: Opened, progress: @Sendable (Int) async throws -> Void
    ) async throws -> ImportSheet? {
        let rows = opened.file.rows.dropFirst()
        var sheet = opened.titles
        for start in stride(from: rows.startIndex, to: rows.endIndex, by: Self.piece) {
            if Task.isCancelled { return nil }
            let end = min(start + Self.piece, rows.endIndex)
            sheet = try await services.engine.read { [sheet] _ -> ImportSheet in
                var sheet = sheet
                sheet.read(rows[start..<end])
                return sheet
            }
            try await progress(end - rows.startIndex)
        }
        sheet.finish()
        return sheet
    }

    /// Who knows what becomes of the lines.
    private func taker(
        of run: RegisterImport, _ desk: ImportDesk, in transaction: Transaction
    ) throws -> any LineTaker {
        switch run.target {
        case .register(let register):
            RegisterLines(
                RegisterDesk(services: services, site: desk.site, form: .of(register)),
                from: try sender(of: run, desk, in: transaction).map(Actor.staff))
        case .formerTopics: FormerTopicLines(TopicDesk(services: services, site: desk.site))
        case .formerProposals: FormerProposalLines(FormerProposalDesk(services: services, site: desk.site))
        }
    }

    /// Who sent a file, with the roles of today.
    private func sender(
        of run: RegisterImport, _ desk: ImportDesk, in transaction: Transaction
    ) throws -> Staff? {
        try SignInStore(tenant: desk.site.tenant.id).staff(
            run.sender, on: services.clock.now().day, in: transaction)
    }

    // MARK: Applying

    private func apply(_ id: RegisterImport.ID, _ desk: ImportDesk) async throws {
        guard let opened = try await services.engine.read({ try open(id, desk, in: $0) }), let sender = opened.sender
        else { return try await finish(id, desk, stoppedAt: 1) }
        let (taker, done, actor) = (opened.taker, opened.done, Actor.staff(sender))
        let sheet = try await read(opened) { _ in
            let now = services.clock.now()
            try await services.engine.write { try desk.store.progress(of: id, done: done, at: now, in: $0) }
        }
        guard let sheet else { return }
        // What was right may be so no longer: nothing is taken from the first such row on.
        let wrong = sheet.problems.compactMap(\.row).min()
        let lines = sheet.lines.filter { line in wrong.map { line.row < $0 } ?? true }
        var next = done
        // A batch that fails as a whole is taken line by line, up to the one that cannot be taken.
        var size = Self.batch
        while next < lines.count {
            if Task.isCancelled { return }
            let batch = Array(lines[next..<min(next + size, lines.count)])
            let now = services.clock.now()
            let end = next + batch.count
            do {
                try await services.engine.write { transaction in
                    for line in batch { try taker.take(line, of: sheet, by: actor, at: now, in: transaction) }
                    try desk.store.progress(of: id, done: end, at: now, in: transaction)
                }
                next = end
            } catch let error as DatabaseError where error.isPassing {
                throw error
            } catch {
                if batch.count == 1 { return try await finish(id, desk, stoppedAt: batch[0].row) }
                size = 1
            }
        }
        try await finish(id, desk, stoppedAt: wrong)
    }

    private func finish(_ id: RegisterImport.ID, _ desk: ImportDesk, stoppedAt row: Int?) async throws {
        let now = services.clock.now()
        try await services.engine.write { transaction in
            guard let transition = try desk.run(id, in: transaction)?.finished(stoppedAt: row) else { return }
            try desk.save(transition, Signature(actor: .system, role: nil, now: now), in: transaction)
        }
    }
}
