// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Rooms.
extension KindSearch {
    /// Rooms are few enough to be read one after the other.
    func rooms(
        _ asked: SiteSearch.Asked, _ after: String?, _ limit: Int, _ transaction: Transaction
    ) throws -> SearchPart {
        var place = try after.map { try RoomLister.place($0) }
        var hits: [SearchHit] = []
        while hits.count < limit {
            let rooms = try RoomStore(tenant: tenant).rooms(
                .init(area: asked.area), on: today, after: place, limit: Self.roomsAtOnce, in: transaction)
            for listed in rooms where hits.count < limit {
                if let area = asked.elsewhereThan, area.contains(listed.room.area) { continue }
                let others = [listed.areaName, listed.room.address, listed.host].compactMap(\.self)
                guard asked.query.matches(([listed.room.name] + others).map { FoldedText($0) }) else { continue }
                hits.append(hit(listed, others))
            }
            guard rooms.count == Self.roomsAtOnce, let last = rooms.last else { break }
            place = .init(area: last.room.area.text, id: last.room.id)
        }
        return SearchPart(hits: hits)
    }

    private static let roomsAtOnce = 500

    private func hit(_ listed: RoomStore.Listed, _ others: [String]) -> SearchHit {
        SearchHit(
            kind: .rooms, id: listed.room.id.text, title: listed.room.name, others: others,
            chip: RoomWording.chip(listed.gaps(on: today)), note: "\(listed.areaName) · \(listed.room.address)",
            address: "/r/\(listed.room.token.text)", place: "\(listed.room.area.text)/\(listed.room.id.text)")
    }
}
