// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import Markup
import OpinionMap

/// What was found in the votes, for everybody who may read the call: the page with the map, the map as a picture, the counts as
/// a table, and, once many have answered and it has ended, all votes without anybody's name.
struct OpinionMapRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            Route.page(.get, "/deliberations/{deliberation}/map", page).knowingResident(),
            .page(.get, "/deliberations/{deliberation}/map.svg", picture),
            .page(.get, "/deliberations/{deliberation}/map.csv", counts),
            .page(.get, "/deliberations/{deliberation}/votes.csv", matrix),
        ]
    }

    /// A call with what was found in its votes; nil where nothing was yet.
    private struct Found: Sendable {
        let reading: OpinionReading
        let kept: OpinionMaps.Kept?

        var texts: [OpinionStatement.ID: String] {
            Dictionary(reading.statements.map { ($0.id, $0.text) }) { first, _ in first }
        }
    }

    private func found(_ request: WebRequest) async throws -> Found {
        let id: Deliberation.ID = try request.id("deliberation")
        let desk = DeliberationDesk(request, services)
        let tenant = request.site.tenant.id
        let key = OpinionVoice.of(request)?.key(in: id, of: tenant, services.keys)
        let kept = services.opinions.map(of: id)
        let reading = try await services.engine.read {
            try OpinionReading(id, by: key, kept, desk, on: request.now.day, in: $0)
        }
        // After a start there is none: it is found with the next round.
        if kept == nil { services.opinions.want(id, of: tenant) }
        return Found(reading: reading, kept: kept)
    }

    private func page(_ request: WebRequest) async throws -> WebResponse {
        let found = try await found(request)
        let own = found.kept.flatMap { kept in
            found.reading.voter.flatMap { OpinionStand(of: $0, in: kept) }
        }
        return Pages(request, services).resident(
            "意见图：\(found.reading.question)", home: "/deliberations/\(found.reading.call.id)",
            content: OpinionMapPage(
                reading: found.reading, findings: found.kept?.findings, texts: found.texts, own: own,
                today: request.now.day
            ).html)
    }

    private func picture(_ request: WebRequest) async throws -> WebResponse {
        let found = try await found(request)
        guard let findings = found.kept?.findings, !findings.groups.isEmpty else { throw WebFailure.notFound }
        let plot = OpinionPlot(
            groups: findings.groups, own: nil, title: found.reading.question,
            description: OpinionMapPage.description(findings))
        return WebResponse(
            status: .ok,
            headers: [
                .contentType: "image/svg+xml", .cacheControl: "no-store",
                .contentDisposition: "inline; filename=\"\(found.reading.call.id).svg\"",
            ], body: plot.file.bytes)
    }

    private func counts(_ request: WebRequest) async throws -> WebResponse {
        let found = try await found(request)
        guard let findings = found.kept?.findings else { throw WebFailure.notFound }
        let table = OpinionTable(findings: findings, texts: found.texts)
        return try await TableFile(name: "意见图", columns: table.columns).response(table.rows, format: .csv, services)
    }

    /// The votes in the form that `shangliang opinion-map` reads. While people answer, two of these could be compared; of few
    /// people somebody could be known.
    private func matrix(_ request: WebRequest) async throws -> WebResponse {
        let found = try await found(request)
        let call = found.reading.call
        guard let result = call.result, result.people > OpinionVote.matrixPeopleMin else { throw WebFailure.notFound }
        let store = OpinionVoteStore(tenant: request.site.tenant.id)
        let votes = try await services.engine.read { try store.votes(of: call.id, after: -1, in: $0) }
        let rows = OpinionMatrix(votes: votes, asked: found.reading.statements.map(\.id), keys: services.keys).rows
        return try await TableFile(name: "表态表", columns: OpinionMatrix.columns).response(rows, format: .csv, services)
    }
}

/// Where somebody stands on the map.
struct OpinionStand: Sendable {
    let place: OpinionPlane.Point
    /// The group, where it is shown.
    let group: String?

    /// Nil for a voice that is in no map yet.
    init?(of voter: Int64, in kept: OpinionMaps.Kept) {
        let map = kept.map
        guard let row = Self.row(of: Int(voter), in: map.participants) else { return nil }
        place = OpinionPlane(map.places).point(map.places[row])
        group = kept.findings.groups.first { $0.index == map.groupOfParticipant[row] }?.name
    }

    /// The ids ascend.
    private static func row(of id: Int, in ids: [Int]) -> Int? {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }
}
