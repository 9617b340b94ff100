// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// The routes by which many cases of a kind are dealt with at once: for each act a page on which they are chosen, its
/// answer, and the operation of the API.
struct BulkRoutes<Desk: BulkDesk>: Sendable {
    let services: Services
    /// Whose act it is.
    let holders: @Sendable (Desk.Case.Command) -> Set<Role>

    /// Which cases are meant.
    static var recordsField: InputField {
        InputField("records", "要办的", .references(.candidates))
    }

    var routes: [Route] { Desk.bulkActs.flatMap(routes) }

    private func routes(_ act: CaseAct<Desk>) -> [Route] {
        let path = Self.address(act)
        let holders = holders(act.command)
        return [
            .desk(.get, path, for: holders) { try await choose(act, $0, $1, problems: nil) },
            .desk(.post, path, for: holders) { try await perform(act, $0, $1) },
            .api(.post, path, Self.operation(act), for: holders) { try await performJSON(act, $0, $1) },
        ]
    }

    /// What leads to the page of an act, from the list of the cases.
    static func button(_ act: CaseAct<Desk>) -> Button {
        Button(label: "成批：\(Desk.name(act.command))", role: .link(to: address(act)), size: .small)
    }

    /// Whether the form asks how those have agreed whom its words show: where whole passages are written, and once it came back
    /// because of them or with what was said.
    private static func asksConsent(
        _ act: CaseAct<Desk>, _ profile: PracticeProfile, _ problems: InputProblems?
    ) -> Bool {
        let name = PersonalDetails.consentField.name
        guard act.writesForPublic else { return false }
        return act.showsPassages(profile) || problems?.sentence(for: name) != nil
            || problems?.sent[name]?.isEmpty == false
    }

    static func address(_ act: CaseAct<Desk>) -> String { "/desk/bulk/\(Desk.collection)/\(act.segment)" }

    /// The page on which cases are chosen and the act is prepared. Whoever has narrowed them down finds all ticked.
    private func choose(
        _ act: CaseAct<Desk>, _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let desk = Desk(request, services)
        let action = Self.address(act)
        let filter = BulkFilter(try Input(problems?.sent ?? request.query, fields: BulkFilter.fields))
        let page = try await services.engine.read { transaction in
            let candidates = try desk.candidates(for: act.command, filter, actor: request.actor, in: transaction)
            let groups = try desk.groups(for: act.command, actor: request.actor, in: transaction)
            let own = Desk.ownField(of: act.command)
            let profile = request.site.practice.profile
            let all = act.fields(profile).filter { !$0.isFiles }
            var fields = try all.filter { $0.name != own }.map { field in
                CaseActPage.Filled(
                    field: field, options: try Self.options(field, desk, candidates, transaction),
                    value: problems?.sent[field.name] ?? "")
            }
            if Self.asksConsent(act, profile, problems) { fields.append(.consent(problems)) }
            return BulkPage(
                title: Desk.name(act.command), advice: act.advice, fields: fields,
                own: try all.first { $0.name == own }.map { field in
                    BulkPage.Own(
                        field: field,
                        values: Dictionary(
                            uniqueKeysWithValues: try candidates.map { candidate in
                                let key = "\(field.name).\(candidate.id.text)"
                                let proposal = try desk.proposal(
                                    field, of: act.command, for: candidate.record, in: transaction)
                                return (candidate.id.text, problems?.sent[key] ?? proposal)
                            }))
                },
                candidates: try candidates.map { candidate in
                    let words = try desk.watchedWords(
                        in: candidate.record, by: act.command, for: request.actor, in: transaction)
                    return Choice(
                        value: candidate.id.text, label: candidate.title,
                        help: candidate.origin + WatchedWording.behind(words))
                },
                ticked: problems.map { Set($0.sent.keys.compactMap(Self.ticked)) }
                    ?? (filter.isNarrow ? Set(candidates.map(\.id.text)) : []),
                // What was looked at before stays what was looked at, though the form comes back.
                seen: BulkVersions<Desk.Case>(
                    Dictionary(candidates.map { ($0.id, $0.record.version) }, uniquingKeysWith: { first, _ in first })
                ).merged(with: BulkVersions(sent: problems?.sent ?? [:])).field,
                limit: Desk.bulkLimit(of: act.command), words: filter.words ?? "", keeper: filter.keeper?.text ?? "",
                keepers: try desk.keepers(for: act.command, actor: request.actor, in: transaction),
                lookedThroughMax: Desk.lookedThroughMax, receivedUntil: filter.receivedUntil?.description ?? "",
                groups: groups, group: groups?.chosen(filter), action: action,
                back: "/desk/\(Desk.collection)", problems: problems)
        }
        return Pages(request, services).desk(
            "成批：\(Desk.name(act.command))", signedIn, place: Desk.place, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: action)))
    }

    private static func ticked(_ key: String) -> String? {
        key.hasPrefix("records.") ? String(key.dropFirst("records.".count)) : nil
    }

    /// What a field may be answered with.
    private static func options(
        _ field: InputField, _ desk: Desk, _ candidates: [BulkCandidate<Desk.Case>], _ transaction: Transaction
    ) throws -> [InputField.Option] {
        switch field.kind {
        case .choice(let options): options
        case .reference(let source), .references(let source):
            try desk.bulkOptions(source, for: candidates.map(\.record), in: transaction)
        case .paragraph, .line, .secret, .version, .day, .time, .phone, .phoneEnding, .areaCode, .files, .photos: []
        }
    }

    private func perform(
        _ act: CaseAct<Desk>, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let pages = Pages(request, services)
        do {
            let seen = BulkVersions<Desk.Case>(sent: request.form)
            return try await once(act, try inputs(act, request.form, request), seen, request) { outcome in
                pages.desk(
                    "成批：\(Desk.name(act.command))", signedIn, place: Desk.place,
                    content: Self.page(act, outcome, token: { request.token(for: $0) }).html)
            }
        } catch let problems as InputProblems {
            return try await choose(
                act, request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        } catch let refusal as any WordedRefusal {
            let names = act.bulkFields(request.site.practice.profile).map(\.name)
            guard let field = refusal.blamed.first(where: names.contains) else { throw refusal }
            return try await choose(
                act, request, signedIn,
                problems: InputProblems([.init(field: field, sentence: refusal.sentence)], sent: request.form))
        }
    }

    private static func page(
        _ act: CaseAct<Desk>, _ outcome: BulkOutcome<Desk.Case>, token: (String) -> String
    ) -> BulkOutcomePage {
        func link(_ id: Identifier<Desk.Case>, _ title: String?) -> TextLink {
            TextLink(text: title ?? id.text, address: "/desk/\(Desk.collection)/\(id.text)")
        }
        return BulkOutcomePage(
            title: Desk.name(act.command), undo: undo(act, outcome, token: token),
            done: outcome.done.map { link($0.id, $0.title) },
            left: outcome.left.map { .init(matter: link($0.id, $0.title), reason: $0.reason) },
            again: address(act), back: "/desk/\(Desk.collection)")
    }

    /// One tap: the cases are those that were done just now, and what is asked is answered.
    private static func undo(
        _ act: CaseAct<Desk>, _ outcome: BulkOutcome<Desk.Case>, token: (String) -> String
    ) -> BulkOutcomePage.Undo? {
        guard let undoing = Desk.undoing(act.command), !outcome.done.isEmpty else { return nil }
        let action = address(undoing.act)
        let records = outcome.done.map { HiddenField(name: "records.\($0.id.text)", value: "on") }
        let seen = BulkVersions<Desk.Case>(
            Dictionary(outcome.done.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first }))
        let told = undoing.fields.sorted { $0.key < $1.key }.map { HiddenField(name: $0.key, value: $0.value) }
        return .init(
            label: "撤销这\(outcome.done.count)件", action: action, token: token(action),
            fields: records + [seen.field] + told)
    }

    private func performJSON(
        _ act: CaseAct<Desk>, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = act.bulkFields(request.site.practice.profile) + [Self.recordsField]
        return try await once(act, try inputs(act, try request.fields(fields), request), .init(), request) { outcome in
            .json([
                "done": .array(outcome.done.map { .string($0.id.text) }),
                "left": .array(
                    outcome.left.map {
                        ["id": .string($0.id.text), "code": .string($0.code), "detail": .string($0.reason)]
                    }),
            ])
        }
    }

    /// What was filled in for each of the cases that were chosen; a program says one thing for all.
    private func inputs(
        _ act: CaseAct<Desk>, _ sent: [String: String], _ request: WebRequest
    ) throws -> [Identifier<Desk.Case>: Input] {
        let fields = act.bulkFields(request.site.practice.profile)
        let own = Desk.ownField(of: act.command)
        let common = try Input(sent, fields: fields.filter { $0.name != own } + [Self.recordsField])
        let ids: [Identifier<Desk.Case>] = common.ids("records")
        let limit = Desk.bulkLimit(of: act.command)
        guard ids.count <= limit else {
            throw InputProblems([.init(field: "records", sentence: "一次最多\(limit)件，请分几次办。")])
        }
        var (inputs, problems): ([Identifier<Desk.Case>: Input], [FieldProblem]) = ([:], [])
        for id in ids {
            var each = sent
            if let own { each[own] = sent["\(own).\(id.text)"] ?? sent[own] }
            do {
                inputs[id] = try Input(each, fields: fields)
            } catch let wrong as InputProblems {
                problems += wrong.problems.map { problem in
                    // A form says it beside the text of this case; a program has said one for all.
                    .init(
                        field: problem.field == own && sent[problem.field] == nil
                            ? "\(problem.field).\(id.text)" : problem.field, sentence: problem.sentence)
                }
            }
        }
        guard problems.isEmpty else { throw InputProblems(problems, sent: sent) }
        return inputs
    }

    private func once(
        _ act: CaseAct<Desk>, _ inputs: [Identifier<Desk.Case>: Input], _ seen: BulkVersions<Desk.Case>,
        _ request: WebRequest, answer: @escaping @Sendable (BulkOutcome<Desk.Case>) -> WebResponse
    ) async throws -> WebResponse {
        let desk = Desk(request, services)
        return try await services.answered.once(request) { transaction in
            answer(
                try desk.perform(
                    act, inputs, seen: seen.versions, by: request.actor, at: request.now, in: transaction))
        }
    }

    private static func operation(_ act: CaseAct<Desk>) -> Operation {
        let words = act.command.rawValue.split(separator: "_")
        let verb = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return Operation(
            id: "bulk\(verb)\(Desk.operationNoun)s",
            summary:
                "Does `\(act.command.rawValue)` to many of the \(Desk.collection) at once, at most \(Desk.bulkLimit(of: act.command)).",
            parameters: [], body: act.bulkFields(.standard) + [recordsField], isIdempotent: true,
            success: .init(
                status: 200, meaning: "What was done, and what was left and why.",
                schema: .object([
                    ("done", .array(.id)),
                    ("left", .array(.object([("id", .id), ("code", .text), ("detail", .text)]))),
                ])))
    }
}
