// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The practice profile: to read, to compare, to change.
struct PracticeRoutes: RouteGroup {
    let services: Services
    private static let keepers: Set<Role> = [.systemAdministrator]
    /// The fields of the form, and the version that it was filled from.
    static let changeFields = PracticeForm.fields + [recordVersionField]

    var routes: [Route] {
        [
            .desk(.get, "/desk/practice", for: Self.keepers, page),
            .desk(.get, "/desk/practice/revision", for: Self.keepers) { try await form($0, $1, problems: nil) },
            .desk(.post, "/desk/practice/revision", for: Self.keepers, revise),
            .api(.get, "/desk/practice", PracticeAPI.read, for: Self.keepers, readJSON),
            .api(.get, "/desk/practice/presets", PracticeAPI.presets, for: Self.keepers, presetsJSON),
            .api(.post, "/desk/practice/revision", PracticeAPI.revise, for: Self.keepers, reviseJSON),
        ]
    }

    private func versions(_ request: WebRequest) async throws -> [PracticeStore.Version] {
        let store = PracticeStore(tenant: request.site.tenant.id)
        return try await services.engine.read { try store.versions(in: $0) }
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let versions = try await versions(request)
        let pages = Pages(request, services)
        let choice = request.query["with"] ?? PracticePreset.standard.rawValue
        let other: PracticePage.Compared? =
            if let preset = PracticePreset(rawValue: choice) {
                .init(name: PracticeWording.name(preset), profile: preset.profile)
            } else {
                Int(choice).flatMap { number in versions.first { $0.number == number } }
                    .map { .init(name: "第\($0.number)版", profile: $0.profile) }
            }
        guard let other else { throw WebFailure.notFound }
        let content = PracticePage(
            profile: request.site.practice.profile, versions: versions, other: other, today: pages.today)
        return pages.desk(
            "规则参数", signedIn, place: .practice,
            flash: request.query["done"] == "revised" ? Flash(sentence: PracticeWording.done) : nil,
            content: content.html)
    }

    private func form(
        _ request: WebRequest, _ signedIn: SignedIn, problems: InputProblems?
    ) async throws -> WebResponse {
        let versions = try await versions(request)
        let pages = Pages(request, services)
        let preset = request.query["from"].flatMap(PracticePreset.init)?.profile
        let pending = PracticeStore.pending(versions, on: pages.today)
        let wanted = (problems?.sent[recordVersionField.name] ?? request.query[recordVersionField.name]).flatMap {
            Int($0)
        }
        let base = pending.first { $0.number == wanted } ?? PracticeStore.inForce(versions, on: pages.today)
        let (profile, day) = (base?.profile ?? .standard, max(base?.validFrom ?? pages.today, pages.today))
        let page = PracticeFormPage(
            values: PracticeForm.values(preset ?? profile, from: day), current: PracticeForm.values(profile, from: day),
            base: base?.number ?? 0, pending: pending, today: pages.today,
            wanted: request.query["section"].flatMap(PracticeSection.init), problems: problems)
        return pages.desk(
            "改规则参数", signedIn, place: .practice, status: problems == nil ? 200 : 422,
            content: page.html(token: request.token(for: PracticeFormPage.path)))
    }

    private func revise(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let input = try Input(request.form, fields: Self.changeFields)
            let desk = PracticeDesk(services: services, site: request.site)
            return try await services.answered.once(request) { transaction in
                try desk.revise(input, by: request.actor, at: request.now, in: transaction)
                return .seeOther("/desk/practice?done=revised")
            }
        } catch let problems as InputProblems {
            return try await form(
                request, signedIn, problems: InputProblems(problems.problems, sent: request.form))
        } catch WebFailure.changedMeanwhile {
            return try await form(request, signedIn, problems: try await changedMeanwhile(request))
        } catch let refusal as PracticeRefusal {
            guard let field = refusal.blamed.first else { throw refusal }
            return try await form(
                request, signedIn,
                problems: InputProblems([.init(field: field, sentence: refusal.sentence)], sent: request.form))
        }
    }

    /// What was filled in, beside what somebody else has changed meanwhile: sent again, it undoes nothing.
    private func changedMeanwhile(_ request: WebRequest) async throws -> InputProblems {
        let versions = try await versions(request)
        let input = try Input(request.form, fields: Self.changeFields)
        let (day, today) = (input.day("validFrom"), request.now.day)
        let seen = versions.first { $0.number == input.expectedVersion }?.profile ?? .standard
        let base = PracticeStore.inForce(versions, on: today)
        let sent = PracticeForm.values(base?.profile ?? .standard, from: day)
            .merging(PracticeForm.changes(input, to: seen).values) { $1 }
        return InputProblems(
            [.init(field: recordVersionField.name, sentence: PracticeWording.changedMeanwhile)], sent: sent)
    }

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(["items": .array(try await versions(request).map(PracticeAPI.json))])
    }

    private func presetsJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(["items": .array(PracticePreset.allCases.map { PracticeAPI.json($0, from: request.now.day) })])
    }

    private func reviseJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(Self.changeFields), fields: Self.changeFields)
        let desk = PracticeDesk(services: services, site: request.site)
        return try await services.answered.once(request) { transaction in
            let version = try desk.revise(input, by: request.actor, at: request.now, in: transaction)
            return .json(PracticeAPI.json(version), status: .created)
        }
    }
}

/// The practice profile as the API shows it: the fields by which it is changed.
enum PracticeAPI {
    private static let version = Schema.object([
        ("version", .integer(minimum: 1)), ("validFrom", .day), ("values", .any),
    ])

    static func json(_ version: PracticeStore.Version) -> JSON {
        [
            "version": .integer(Int64(version.number)), "validFrom": .string(version.validFrom.description),
            "values": values(version.profile, from: version.validFrom),
        ]
    }

    static func json(_ preset: PracticePreset, from day: Day) -> JSON {
        [
            "preset": .string(preset.rawValue), "name": .string(PracticeWording.name(preset)),
            "values": values(preset.profile, from: day),
        ]
    }

    private static func values(_ profile: PracticeProfile, from day: Day) -> JSON {
        let values = PracticeForm.values(profile, from: day)
        return .object(PracticeForm.fields.map { ($0.name, .string(values[$0.name] ?? "")) })
    }

    static let read = Operation(
        id: "readPractice", summary: "Reads all versions of the practice profile, latest first.",
        success: .init(status: 200, meaning: "The versions.", schema: .object([("items", .array(version))])))

    static let presets = Operation(
        id: "listPracticePresets",
        summary: """
            Lists the profiles to begin with or to compare with. Their values are those of the fields by which the profile is \
            changed, in force from today.
            """,
        success: .init(
            status: 200, meaning: "The presets.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("preset", .string(values: PracticePreset.allCases.map(\.rawValue))), ("name", .text),
                            ("values", .any),
                        ]))
                )
            ])))

    static let revise = Operation(
        id: "revisePractice",
        summary: """
            Writes what differs from the version named as a new version of the practice profile, from a day on, and changes the \
            same in each version that begins later. Without a version: from the one in force on that day.
            """,
        body: PracticeRoutes.changeFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Written.", schema: version))
}
