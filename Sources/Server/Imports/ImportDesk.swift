// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The use cases of imports: a file comes in, is confirmed or discarded.
struct ImportDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "imports"
    static let operationNoun = "Import"
    static let place = DeskPlace.directory
    static let schema = ImportAPI.run
    static let acts: [CaseAct<ImportDesk>] = [.place, .confirm, .discard]

    private var tenant: Tenant.ID { site.tenant.id }
    var store: ImportStore { ImportStore(tenant: tenant, keys: services.keys) }

    static func name(_ command: RegisterImport.Command) -> String { ImportWording.name(command) }
    static func done(_ command: RegisterImport.Command) -> String { ImportWording.done(command) }

    /// Takes in a file; it is looked at a moment later.
    func send(
        _ file: [UInt8], named name: String, for target: RegisterImport.Target, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> RegisterImport {
        let transition = try RegisterImport.sending(
            fileName: name, for: target, as: services.id(RegisterImport.self), by: actor)
        _ = try append(
            transition, to: transition.after.id,
            Signature(actor: actor, role: transition.after.role(of: actor, for: .confirm), now: now), in: transaction)
        try store.begin(transition.after, file: file, at: now, in: transaction)
        return transition.after
    }

    func run(_ id: RegisterImport.ID, in transaction: Transaction) throws -> RegisterImport? {
        RegisterImport.replaying(try log(of: id, in: transaction).map(\.event), as: id)
    }

    /// Whether the server has been started anew since somebody said yes and before the last line was taken: it went on where it
    /// stood.
    static func isResumed(_ log: [EventStore.Entry<RegisterImportEvent>], openedAt: Instant) -> Bool {
        guard let yes = log.last(where: { $0.event == .confirmed })?.at, yes < openedAt else { return false }
        guard let last = log.last, last.event != .confirmed else { return true }
        return openedAt <= last.at
    }

    func visible(_ id: RegisterImport.ID, to actor: Actor, in transaction: Transaction) throws -> RegisterImport {
        guard let run = try run(id, in: transaction), run.isOpen(to: actor) else { throw WebFailure.notFound }
        return run
    }

    func save(
        _ transition: Transition<RegisterImport>, _ signature: Signature, in transaction: Transaction
    ) throws {
        _ = try append(transition, to: transition.after.id, signature, in: transaction)
        try store.save(transition, at: signature.now, in: transaction)
    }

    func headline(_ run: RegisterImport, in transaction: Transaction) throws -> CaseHeadline {
        CaseHeadline(title: "导入\(run.target.title)", said: nil)
    }

    func json(_ run: RegisterImport, for actor: Actor, in transaction: Transaction) throws -> JSON {
        let listed = try store.listed(run.id, in: transaction)
        return ImportAPI.json(
            run, done: listed?.done ?? 0, problems: try store.problemsShown(of: run.id, in: transaction),
            columns: try store.columns(of: run.id, in: transaction), for: actor)
    }

    // MARK: - Which column is which

    func options(
        _ source: InputField.OptionSource, for run: RegisterImport, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard case .fileColumns = source else { return [] }
        return try store.columns(of: run.id, in: transaction).map {
            .init(code: $0.code, label: ImportWording.name($0))
        }
    }

    /// What titles like these usually mean.
    func proposal(
        _ field: InputField, of command: RegisterImport.Command, for run: RegisterImport, in transaction: Transaction
    ) throws -> String {
        guard command == .place else { return "" }
        let titles = [field.label] + (FormerProposalForm.usualTitles[field.name] ?? [])
        let columns = try store.columns(of: run.id, in: transaction)
        return titles.lazy.compactMap { title in columns.first { $0.title == title }?.code }.first ?? ""
    }
}

extension CaseAct<ImportDesk> {
    static let place = CaseAct(
        .place, "columns", advice: "文件里的哪一列是什么？先选好的是按标题猜的，请核对。没有的，留空；必选的要有。",
        fields: { _ in FormerProposalForm.placing },
        decide: { run, input, d in
            let columns = FormerProposalForm.placing.compactMap { field in
                input.optional(field.name).flatMap(ImportColumn.place).map { (field.name, $0) }
            }
            let known = Set(try d.desk.store.columns(of: run.id, in: d.transaction).map(\.place))
            if let (field, _) = columns.first(where: { !known.contains($0.1) }) {
                throw InputProblems([.init(field: field, sentence: "文件里没有这一列，请从列表里选。")])
            }
            return try run.placing(Dictionary(columns, uniquingKeysWith: { a, _ in a }), by: d.actor)
        })

    static let confirm = CaseAct(
        .confirm, "confirm", advice: "确认后开始导入；已经有的不会重复。",
        decide: { run, _, d in try run.confirming(by: d.actor) })

    static let discard = CaseAct(
        .discard, "discard", advice: "这个文件不导入，从系统里删掉。",
        decide: { run, _, d in try run.discarding(by: d.actor) })
}
