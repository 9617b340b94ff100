// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// The version of the record that the person looked at; a change in between is told instead of overwritten.
let recordVersionField = InputField("version", "版本", .version, isRequired: false)

/// The routes of a kind's acts: for each a form, its answer, and the operation of the API.
struct CaseRoutes<Desk: CaseDesk>: Sendable {
    let services: Services
    /// Whose act it is.
    let holders: @Sendable (Desk.Case.Command) -> Set<Role>

    var routes: [Route] { Desk.acts.flatMap(routes) }

    private func routes(_ act: CaseAct<Desk>) -> [Route] {
        let path = "/desk/\(Desk.collection)/{record}/\(act.segment)"
        let holders = holders(act.command)
        let post = Route.desk(.post, path, for: holders) { try await perform(act, $0, $1) }
        return [
            .desk(.get, path, for: holders) { try await form(act, $0, $1, problems: nil) },
            act.takesFiles ? post.takingFiles() : post,
            .api(.post, path, Self.operation(act), for: holders) { try await performJSON(act, $0, $1) },
        ]
    }

    /// The page on which an act is prepared; with what was typed and what is wrong with it, when it came back.
    private func form(
        _ act: CaseAct<Desk>, _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?,
        status: Int? = nil
    ) async throws -> WebResponse {
        let id: Identifier<Desk.Case> = try request.id("record")
        let desk = Desk(request, services)
        let action = "/desk/\(Desk.collection)/\(id)/\(act.segment)"
        let page = try await services.engine.read { transaction in
            let record = try desk.visible(id, to: request.actor, in: transaction)
            if problems == nil {
                try desk.requireOpen(
                    act.command, of: record, by: request.actor, at: request.now, in: transaction)
            } else if let refusal = record.refusal(of: act.command, by: request.actor) {
                throw refusal
            }
            var fields = try act.fields(request.site.practice.profile).map { field in
                CaseActPage.Filled(
                    field: field,
                    options: desk.open(
                        try Self.options(field, desk, record, transaction), of: field, act.command, for: record,
                        to: request.actor),
                    value: try problems.map { $0.sent[field.name] ?? "" }
                        ?? desk.proposal(field, of: act.command, for: record, in: transaction))
            }
            let written = Dictionary(fields.map { ($0.field.name, $0.value) }) { first, _ in first }
            let watched = try desk.watchedWords(
                in: record, by: act.command, beside: Self.words(act, written, request), for: request.actor,
                in: transaction)
            let problems = try problems.map {
                $0.adding(try desk.missingConsent(to: act, written: written, $0, on: record, in: transaction))
            }
            if try desk.asksConsent(to: act, written: written, on: record, in: transaction) {
                fields.append(.consent(problems))
            }
            return CaseActPage(
                title: Desk.label(of: act.command, for: record), headline: try desk.headline(record, in: transaction),
                advice: act.advice, fields: fields, version: record.version, action: action,
                back: "/desk/\(Desk.collection)/\(id)", problems: problems,
                aside: try desk.aside(
                    of: act.command, for: record, written: written, to: request.actor, in: transaction),
                refreshesAside: Desk.refreshesAside(of: act.command), doing: Desk.doing(act.command),
                keepsWords: Desk.keepsWords(of: act.command), watched: WatchedWordsSeen(watched))
        }
        return Pages(request, services).desk(
            page.title, signedIn, place: Desk.place, status: status ?? (problems == nil ? 200 : 422),
            content: page.html(token: request.token(for: action)))
    }

    private static func options(
        _ field: InputField, _ desk: Desk, _ record: Desk.Case, _ transaction: Transaction
    ) throws -> [InputField.Option] {
        switch field.kind {
        case .choice(let options): options
        case .reference(let source), .references(let source): try desk.options(source, for: record, in: transaction)
        case .paragraph, .line, .secret, .version, .day, .time, .phone, .phoneEnding, .areaCode, .files, .photos: []
        }
    }

    private func perform(
        _ act: CaseAct<Desk>, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let id: Identifier<Desk.Case> = try request.id("record")
        var sent = request.form
        if Desk.refreshesAside(of: act.command),
            let written = CaseActPage.written(in: sent, act.fields(request.site.practice.profile))
        {
            return try await aside(of: act, id, written, request)
        }
        do {
            let fields = act.sentFields(request.site.practice.profile) + [recordVersionField]
            // What was typed is looked at before files are taken in: they would have to be chosen again.
            let attachments = AttachmentDesk(services: services, site: request.site)
            let typed = try Input(
                sent, fields: fields.filter { !$0.isFiles }, besides: attachments.problems(of: fields, request))
            if act.takesFiles || Desk.publishing.contains(act.command) {
                // A form that was done already gets its answer again, before anything is asked of the record as it is now.
                if let answer = try await services.answered.earlier(request) { return answer }
                try await requireSeen(act, typed, sent, id, request)
            }
            for field in fields where field.isFiles {
                for id in try await attachments.keepFiles(of: field, request, by: signedIn.staff.id) {
                    sent["\(field.name).\(id)"] = "on"
                }
            }
            let input = try Input(sent, fields: fields)
            let seen = WatchedWordsSeen(sent: sent)
            let written = Self.words(act, sent, request)
            return try await once(act, input, id, request) { desk, record, transaction in
                // Once more: the record may have come to say something else since it was looked at.
                try seen.require(
                    desk.watchedWords(
                        in: record, by: act.command, beside: written, for: request.actor, in: transaction))
            } answer: { _, _, _ in
                .seeOther("/desk/\(Desk.collection)/\(id)?done=\(act.command.rawValue)\(Self.part(request))")
            }
        } catch let problems as InputProblems {
            return try await form(act, request, signedIn, problems: InputProblems(problems.problems, sent: sent))
        } catch let refusal as any WordedRefusal {
            let names = act.sentFields(request.site.practice.profile).map(\.name)
            guard let field = refusal.blamed.first(where: names.contains) else {
                return try refused(refusal, act, sent, id, request, signedIn)
            }
            return try await form(
                act, request, signedIn,
                problems: InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        } catch WebFailure.changedMeanwhile {
            return try await changedMeanwhile(act, sent, id, request, signedIn)
        }
    }

    /// Throws where somebody is shown who is not said to agree; and once where words of the county's list are about to come before
    /// others and the page did not say so yet: because they were written only now, or a button of the record sends it at once.
    private func requireSeen(
        _ act: CaseAct<Desk>, _ typed: Input, _ sent: [String: String], _ id: Identifier<Desk.Case>,
        _ request: WebRequest
    ) async throws {
        let (desk, actor, written) = (Desk(request, services), request.actor, Self.words(act, sent, request))
        let found = try await services.engine.read { transaction -> [String] in
            let record = try desk.visible(id, to: actor, in: transaction)
            _ = try desk.consent(to: act, typed, on: record, by: actor, in: transaction)
            return try desk.watchedWords(in: record, by: act.command, beside: written, for: actor, in: transaction)
        }
        try WatchedWordsSeen(sent: sent).require(found)
    }

    /// What is written in the fields of an act.
    private static func words(_ act: CaseAct<Desk>, _ sent: [String: String], _ request: WebRequest) -> [String] {
        act.fields(request.site.practice.profile).filter(\.isWritten).compactMap { sent[$0.name] }
    }

    /// What stands beside the form for what is being written, for whoever may open the form.
    private func aside(
        of act: CaseAct<Desk>, _ id: Identifier<Desk.Case>, _ written: [String: String], _ request: WebRequest
    ) async throws -> WebResponse {
        let (desk, actor) = (Desk(request, services), request.actor)
        return try await services.engine.read { transaction -> WebResponse in
            let record = try desk.visible(id, to: actor, in: transaction)
            if let refusal = record.refusal(of: act.command, by: actor) { throw refusal }
            return .page(
                try desk.aside(of: act.command, for: record, written: written, to: actor, in: transaction))
        }
    }

    /// The part of the list that was worked through, as the page's script sends it along.
    private static func part(_ request: WebRequest) -> String {
        guard let part = request.query["part"], part.count <= 40 else { return "" }
        return "&part=\(FormEncoding.encode(part))"
    }

    /// Somebody else was first: the form comes back with what was written, for the record as it is now.
    private func changedMeanwhile(
        _ act: CaseAct<Desk>, _ sent: [String: String], _ id: Identifier<Desk.Case>, _ request: WebRequest,
        _ signedIn: SignedIn
    ) async throws -> WebResponse {
        guard act.fields(request.site.practice.profile).contains(where: \.isWritten) else {
            throw WebFailure.changedMeanwhile
        }
        let version = recordVersionField.name
        let problems = InputProblems(
            [.init(field: version, sentence: WebFailure.changedMeanwhile.sentence)],
            sent: sent.filter { $0.key != version })
        do {
            return try await form(act, request, signedIn, problems: problems, status: 409)
        } catch let refusal as any WordedRefusal {
            return try refused(refusal, act, sent, id, request, signedIn)
        }
    }

    /// What cannot be done any more, with what was written for it.
    private func refused(
        _ refusal: any WordedRefusal, _ act: CaseAct<Desk>, _ sent: [String: String], _ id: Identifier<Desk.Case>,
        _ request: WebRequest, _ signedIn: SignedIn
    ) throws -> WebResponse {
        let written = act.sentFields(request.site.practice.profile).filter(\.isWritten).compactMap { field in
            sent[field.name].flatMap { $0.isEmpty ? nil : ErrorNotice.Written(label: field.label, words: $0) }
        }
        guard !written.isEmpty, refusal.status != .notFound,
            let problem = ErrorPages.problem(for: refusal)
        else { throw refusal }
        let notice = ErrorNotice(
            title: problem.title, sentence: problem.sentence,
            ways: [TextLink(text: "回到这一件", address: "/desk/\(Desk.collection)/\(id)")], written: written)
        return Pages(request, services).desk(
            problem.title, signedIn, place: Desk.place, status: problem.status.code, content: notice.html)
    }

    private func performJSON(
        _ act: CaseAct<Desk>, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let id: Identifier<Desk.Case> = try request.id("record")
        let fields = act.sentFields(request.site.practice.profile) + [recordVersionField]
        let input = try Input(try request.fields(fields), fields: fields)
        return try await once(act, input, id, request) { _, _, _ in
        } answer: { desk, record, transaction in
            .json(try desk.told(record, for: request.actor, in: transaction))
        }
    }

    private func once(
        _ act: CaseAct<Desk>, _ input: Input, _ id: Identifier<Desk.Case>, _ request: WebRequest,
        before: @escaping @Sendable (Desk, Desk.Case, Transaction) throws -> Void,
        answer: @escaping @Sendable (Desk, Desk.Case, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let desk = Desk(request, services)
        return try await services.answered.once(request) { transaction in
            let record = try desk.visible(id, to: request.actor, in: transaction)
            try before(desk, record, transaction)
            let after = try desk.perform(act, input, on: record, by: request.actor, at: request.now, in: transaction)
            return try answer(desk, after, transaction)
        }
    }

    /// The operation of one act; `version` is the record's as it was read.
    private static func operation(_ act: CaseAct<Desk>) -> Operation {
        let words = act.command.rawValue.split(separator: "_").map(String.init)
        let verb = (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return Operation(
            id: verb + Desk.operationNoun, summary: "Does `\(act.command.rawValue)` to one of the \(Desk.collection).",
            parameters: [.record], body: act.sentFields(.standard) + [recordVersionField], isIdempotent: true,
            success: .init(status: 200, meaning: "Done; the record as it is now.", schema: Desk.toldSchema))
    }
}

extension Operation.Parameter {
    /// The id of the record that is read or acted on.
    static let record = Operation.Parameter(name: "record", place: .path, schema: .id, meaning: "The record's id.")
}

extension CaseDesk {
    /// The route by which a program reads one record, as far as whoever asks may see it.
    static func reading(_ operation: Operation, for roles: Set<Role>, _ services: Services) -> Route {
        .api(.get, "/desk/\(collection)/{record}", operation.telling(readSchema), for: roles) { request, _ in
            let id: Identifier<Case> = try request.id("record")
            let desk = Self(request, services)
            return .json(
                try await services.engine.read { transaction in
                    try desk.read(
                        try desk.visible(id, to: request.actor, in: transaction), for: request.actor, in: transaction)
                })
        }
    }
}
