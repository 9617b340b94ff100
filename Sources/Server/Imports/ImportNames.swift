// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What names in a table stand for: entries of other registers, answers of a choice, days in the ways people write them.
struct ImportNames: Sendable {
    /// By column: what an entry is called, and by what number, to the entries that are called so and may stand there.
    private let entries: [String: [String: Set<DirectoryEntry.ID>]]
    /// By column: those among them that are no longer in use. They are found where nothing in use is called so, by tables that may tell
    /// of what is there already; whether a line may name one is for whoever takes it.
    private let ended: [String: Set<DirectoryEntry.ID>]
    /// Areas in use by their codes.
    private let areas: [String: DirectoryEntry.Values]
    private let today: Day

    /// Reads the names of everything that the table's columns may refer to.
    init(
        for form: any TableForm, tenant: Tenant.ID, on today: Day, in transaction: Transaction
    ) throws {
        self.today = today
        var registers: [Register: (current: [DirectoryEntry], ended: [DirectoryEntry])] = [:]
        var entries: [String: [String: Set<DirectoryEntry.ID>]] = [:]
        var ended: [String: Set<DirectoryEntry.ID>] = [:]
        for column in form.columns {
            guard case .entry(let register) = column.content else { continue }
            let store = RegisterStore(tenant: tenant, form: .of(register))
            let all =
                try registers[register]
                ?? (
                    current: store.entries(.init(), after: nil, limit: Self.entriesMax, in: transaction),
                    ended: form.tellsParts
                        ? store.entries(.init(isEnded: true), after: nil, limit: Self.entriesMax, in: transaction) : []
                )
            registers[register] = all
            let current = Self.names(of: all.current, in: column)
            entries[column.name] = current.merging(Self.names(of: all.ended, in: column)) { current, _ in current }
            ended[column.name] = Set(all.ended.map(\.id))
        }
        self.ended = ended
        self.entries = entries
        let namesAreas = !form.definesAreas && form.columns.contains { $0.field.isAreaCode }
        let current =
            namesAreas
            ? try RegisterStore(tenant: tenant, form: .areas)
                .entries(.init(), after: nil, limit: Self.entriesMax, in: transaction) : []
        areas = Dictionary(
            current.compactMap { entry in entry.values["code"].map { ($0, entry.values) } },
            uniquingKeysWith: { a, _ in a })
    }

    private static let entriesMax = 200_000

    /// What the entries that may stand in a column are called, and by what number.
    private static func names(
        of all: [DirectoryEntry], in column: RegisterColumn
    ) -> [String: Set<DirectoryEntry.ID>] {
        var names: [String: Set<DirectoryEntry.ID>] = [:]
        for entry in all where column.admits(entry) {
            for name in ["name", "number", "shortName"].compactMap({ entry.values[$0] }) {
                names[name, default: []].insert(entry.id)
            }
        }
        return names
    }

    /// Whether a line names somebody or something that is no longer in use.
    func nameEnded(_ values: DirectoryEntry.Values) -> Bool {
        ended.contains { column, ids in
            values[column].flatMap { DirectoryEntry.ID($0) }.map(ids.contains) == true
        }
    }

    /// The value that a cell stands for; the text itself where nothing has to be looked up.
    func value(of text: String, _ column: RegisterColumn) -> Result<String, FieldProblem> {
        guard !text.isEmpty else { return .success("") }
        if case .entry(let register) = column.content {
            let found = entries[column.name]?[text] ?? []
            guard let id = found.first else { return .failure(problem(column, ImportWording.noSuchName(text, column))) }
            guard found.count == 1 else {
                return .failure(problem(column, ImportWording.severalOfName(text, found.count, register)))
            }
            return .success(id.text)
        }
        switch column.field.kind {
        case .choice(let options):
            guard let option = options.first(where: { $0.label == text || $0.code == text }) else {
                return .failure(problem(column, ImportWording.noSuchChoice(text, options)))
            }
            return .success(option.code)
        case .day:
            return .success(Self.day(text))
        case .areaCode:
            guard !areas.isEmpty else { return .success(text) }
            guard let area = areas[text] else {
                return .failure(problem(column, DirectoryWording.noSuchArea(column.label)))
            }
            if let untimely = DirectoryWording.untimely(column.label, area, on: today) {
                return .failure(problem(column, untimely))
            }
            return .success(text)
        case .paragraph, .line, .time, .phone, .phoneEnding, .reference, .references, .files, .photos, .secret,
            .version:
            return .success(text)
        }
    }

    private func problem(_ column: RegisterColumn, _ sentence: String) -> FieldProblem {
        FieldProblem(field: column.name, sentence: sentence)
    }

    /// 2026/3/5, 2026.3.5 and 2026年3月5日 as 2026-03-05; anything else as it is.
    private static func day(_ text: String) -> String {
        let parts = text.split { "/.-年月日".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isASCII) && Int($0) != nil }) else { return text }
        return parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    }
}

extension InputField {
    /// Whether it is answered with the code of an area.
    fileprivate var isAreaCode: Bool {
        if case .areaCode = kind { return true }
        return false
    }
}
