// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A media consultation as a channel: what its page on the phone and the room's screen show, for everybody.
struct LiveFace: StreamFace {
    static func channel(_ live: MediaConsultation.ID, of tenant: Tenant.ID) -> StreamChannel {
        StreamChannel(tenant: tenant, kind: .live, record: live.number)
    }

    /// As the page itself, but by the rows: thousands come back at once when a server begins anew.
    func isVisible(
        _ channel: StreamChannel, to request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> Bool {
        try MediaStore(tenant: channel.tenant).isPublic(.init(channel.record), in: transaction)
    }

    /// The counters, and when the map of opinions was drawn that a wall shows: by another moment it knows that there is another.
    func figures(
        of channel: StreamChannel, _ opinions: OpinionMaps, in transaction: Transaction
    ) throws -> [StreamFigure] {
        let live = MediaConsultation.ID(channel.record)
        let figures = try MediaStore(tenant: channel.tenant).figures(of: live, in: transaction)
        let map = try OpinionVoteStore(tenant: channel.tenant).call(beside: live, in: transaction)
            .flatMap { opinions.map(of: $0) }
        let drawn = map.map { StreamFigure(name: "opinions", data: ["drawn": .integer($0.madeAt.milliseconds)]) }
        return [StreamFigure(name: "figures", data: MediaAPI.json(figures))] + (drawn.map { [$0] } ?? [])
    }
}
