// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup
import Spreadsheets

/// The experts and what they did (A1-17), for those who invite them, keep their record or their register.
struct ExpertRoutes: RouteGroup {
    let services: Services

    static let address = "/desk/experts"
    static let title = "专家"
    private static let readers: Set<Role> = [
        .roomSecretary, .convener, .leader, .proposalOfficer, .systemAdministrator,
    ]

    var routes: [Route] {
        let one = "\(Self.address)/{record}"
        return [
            .desk(.get, Self.address, for: Self.readers, list),
            .desk(.get, "\(Self.address)/table", for: Self.readers, table),
            .desk(.get, one, for: Self.readers, page),
            .api(.get, Self.address, ExpertAPI.list, for: Self.readers) { request, _ in
                .json(["items": .array(try await experts(request).map(ExpertAPI.json))])
            },
            .api(.get, one, ExpertAPI.one, for: Self.readers) { request, _ in
                .json(ExpertAPI.json(try await found(request)))
            },
        ]
    }

    /// What leads to the experts' files from the registers that speak of them.
    static func buttons(beside register: Register) -> [Button] {
        [.experts, .contributions].contains(register)
            ? [Button(label: "专家做了什么", role: .link(to: address), size: .small)] : []
    }

    private func experts(_ request: WebRequest) async throws -> [ExpertStore.Listed] {
        let (store, today) = (ExpertStore(tenant: request.site.tenant.id), request.now.day)
        return try await services.engine.read { try store.experts(on: today, in: $0) }
    }

    private func found(_ request: WebRequest) async throws -> ExpertStore.File {
        let (store, today) = (ExpertStore(tenant: request.site.tenant.id), request.now.day)
        let id: Person.ID = try request.id("record")
        let file = try await services.engine.read { try store.file(of: id, on: today, in: $0) }
        guard let file else { throw WebFailure.notFound }
        return file
    }

    private static func place(_ signedIn: SignedIn) -> DeskPlace {
        DeskPlace.directory.roles.contains { signedIn.staff.holds($0) } ? .directory : .sessions
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let experts = try await experts(request)
        let buttons = [
            Button(label: "存为 Excel 表", role: .link(to: "\(Self.address)/table?format=xlsx"), size: .small),
            Button(label: "存为 CSV", role: .link(to: "\(Self.address)/table?format=csv"), size: .small),
        ]
        let rows = experts.map { expert in
            LinkList.Row(
                relation: expert.pool,
                content: """
                    <p>\(TextLink(text: expert.name, address: "\(Self.address)/\(expert.person)").html)</p>\
                    <p class="small mute">懂\(expert.fields)；\(Self.figures(expert))</p>
                    """)
        }
        let content: HTML = rows.isEmpty ? EmptyState(sentence: "名册里还没有专家。").html : LinkList(rows: rows).html
        return Pages(request, services).desk(
            Self.title, signedIn, place: Self.place(signedIn),
            content: "\(RecordHead(title: Self.title, buttons: buttons).html)\(content)")
    }

    /// 到会3次，调研1件，别的2次.
    private static func figures(_ expert: ExpertStore.Listed) -> String {
        "到会\(expert.sessions)次，调研议题\(expert.researches)件，别的履职\(expert.contributions)次"
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let file = try await found(request)
        let name = file.terms.first?.name ?? Self.title
        return Pages(request, services).desk(
            name, signedIn, place: Self.place(signedIn),
            content: """
                \(RecordHead(title: name, parent: TextLink(text: Self.title, address: Self.address)).html)\
                \(DirectoryFile.expert(file, today: request.now.day).html)
                """)
    }

    private func table(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let format = try request.tableFormat()
        let experts = try await experts(request)
        let response = try await TableFile(
            name: "专家履职",
            columns: ["姓名", "专家库", "领域", "聘任日期", "聘期到", "到会次数", "调研议题件数", "别的履职次数", "以前参加过什么"]
                .map { SpreadsheetColumn($0) }
        ).response(
            experts.map { expert in
                [
                    expert.name, expert.pool, expert.fields, expert.startsOn.description,
                    expert.endsOn?.description ?? "", String(expert.sessions), String(expert.researches),
                    String(expert.contributions), expert.record ?? "",
                ]
            }, format: format, services)
        try await DocumentEvent(.dutyTable, format: format.rawValue, marks: ["experts"])
            .note(of: request.site.tenant.id.number, request, signedIn, services)
        return response
    }
}

extension DirectoryFile {
    /// Of an expert: for what and how long appointed, and what was done.
    static func expert(_ file: ExpertStore.File, today: Day) -> DirectoryFile {
        func lines(_ deeds: [ExpertStore.Deed]) -> [(term: String, words: String)] {
            deeds.map { (ChineseTime.day($0.day, today: today), $0.words) }
        }
        let terms = file.terms.map { term in
            (term: term.pool, words: "懂\(term.fields)；\(DirectoryWording.term(term.startsOn, term.endsOn))")
        }
        let former = file.terms.compactMap { term in term.record.map { (term: "以前参加过什么", words: $0) } }
        let researches = file.terms.first?.researches ?? 0
        return DirectoryFile(
            parts: [
                Part(id: "terms", title: "聘任", lines: terms + former),
                Part(
                    id: "sessions", title: "到会\(file.terms.first?.sessions ?? 0)次", lines: lines(file.sessions)),
                Part(
                    id: "researches", title: "调研",
                    lines: researches == 0 ? [] : [(term: "调研过的议题", words: "\(researches)件")]),
                Part(
                    id: "contributions", title: "别的履职\(file.terms.first?.contributions ?? 0)次",
                    lines: lines(file.contributions)),
            ].filter { !$0.lines.isEmpty })
    }
}

/// Experts as programs see them.
enum ExpertAPI {
    private static let expert: [(String, Schema)] = [
        ("person", .id), ("name", .text), ("pool", .text), ("fields", .text), ("startsOn", .day),
        ("endsOn", .nullable(.day)), ("record", .nullable(.text)), ("sessions", .integer(minimum: 0)),
        ("researches", .integer(minimum: 0)), ("contributions", .integer(minimum: 0)),
    ]
    private static let deeds = Schema.array(.object([("day", .day), ("words", .text)]))

    static func json(_ expert: ExpertStore.Listed) -> JSON {
        [
            "person": .string(expert.person.text), "name": .string(expert.name), "pool": .string(expert.pool),
            "fields": .string(expert.fields), "startsOn": .string(expert.startsOn.description),
            "endsOn": .optional(expert.endsOn?.description), "record": .optional(expert.record),
            "sessions": .integer(Int64(expert.sessions)), "researches": .integer(Int64(expert.researches)),
            "contributions": .integer(Int64(expert.contributions)),
        ]
    }

    static func json(_ file: ExpertStore.File) -> JSON {
        func deeds(_ deeds: [ExpertStore.Deed]) -> JSON {
            .array(deeds.map { ["day": .string($0.day.description), "words": .string($0.words)] })
        }
        return [
            "terms": .array(file.terms.map(json)), "sessions": deeds(file.sessions),
            "contributions": deeds(file.contributions),
        ]
    }

    static let list = Operation(
        id: "listExperts",
        summary: "Lists the experts of every pool, with how many sessions they came to and what else they did.",
        success: .init(
            status: 200, meaning: "The experts, in the order of strokes.",
            schema: .object([("items", .array(.object(expert)))])))

    static let one = Operation(
        id: "readExpert", summary: "Reads what an expert is appointed for, and did: of each the latest hundred.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The expert's file.",
            schema: .object([
                ("terms", .array(.object(expert))), ("sessions", deeds), ("contributions", deeds),
            ])))
}
