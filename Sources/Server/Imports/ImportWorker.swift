// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle
import Spreadsheets

/// Looks at the files of imports and takes them, some hundred lines in a transaction, so that nobody else waits long.
/// Where a server ends in between, the next one goes on with the line that follows.
struct ImportWorker: Service {
    let services: Services
    /// How many lines are taken in one transaction.
    private static let batch = 200
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
        let (problems, count, tally) = try await services.engine.read { try look(at: id, desk, in: $0) }
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

    private func look(
        at id: RegisterImport.ID, _ desk: ImportDesk, in transaction: Transaction
    ) throws -> (problems: [ImportProblem], count: Int, tally: RegisterImport.Tally) {
        guard let run = try desk.run(id, in: transaction), let file = try desk.store.file(of: id, in: transaction)
        else { return ([], 1, .init()) }
        let taker = try taker(of: run, desk, in: transaction)
        var sheet: ImportSheet
        do {
            sheet = try read(file, taker, placed: run.columns, in: transaction)
        } catch let problem as SpreadsheetProblem {
            return ([ImportProblem(row: nil, column: nil, sentence: ImportWording.sentence(problem))], 1, .init())
        }
        let tally = try taker.look(at: &sheet, in: transaction)
        return (sheet.problems, sheet.problemCount, tally)
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

    private func read(
        _ file: [UInt8], _ taker: any LineTaker, placed: [String: Int]?, in transaction: Transaction
    ) throws -> ImportSheet {
        ImportSheet(
            try Spreadsheet.read(file), form: taker.form,
            names: try ImportNames(
                for: taker.form, tenant: taker.tenant, on: services.clock.now().day, in: transaction), placed: placed)
    }

    // MARK: Applying

    private func apply(_ id: RegisterImport.ID, _ desk: ImportDesk) async throws {
        let found = try await services.engine.read { transaction -> (any LineTaker, ImportSheet, Int, Actor)? in
            guard let run = try desk.run(id, in: transaction), let file = try desk.store.file(of: id, in: transaction),
                let sender = try sender(of: run, desk, in: transaction)
            else { return nil }
            let taker = try taker(of: run, desk, in: transaction)
            let sheet = try read(file, taker, placed: run.columns, in: transaction)
            return (taker, sheet, try desk.store.done(of: id, in: transaction), .staff(sender))
        }
        guard let (taker, sheet, done, actor) = found else { return try await finish(id, desk, stoppedAt: 1) }
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
