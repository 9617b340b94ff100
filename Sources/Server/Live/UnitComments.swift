// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// The list of what the room has put to a unit, as a channel: that it is another now. The list is read anew then, so nothing of
/// what was said is told.
struct UnitComments: StreamFace {
    static func channel(_ unit: HandlingUnit.ID, of tenant: Tenant.ID) -> StreamChannel {
        StreamChannel(tenant: tenant, kind: .unitComments, record: unit.number)
    }

    /// As the list itself: for those who answer for the unit.
    func isVisible(
        _ channel: StreamChannel, to request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> Bool {
        ItemScope(of: request.actor).units.contains(.init(channel.record))
    }

    /// Tells the unit that is asked, and the one that was asked before, of a step of a comment that has reached them.
    static func tell(
        of transition: Transition<LiveComment>, _ services: Services, _ tenant: Tenant.ID, at now: Instant,
        in transaction: Transaction
    ) throws {
        let units = Set([transition.before, transition.after].compactMap { $0.cutIn?.unit })
        for unit in units.sorted() {
            try services.streams.publish(.changed, [:], to: channel(unit, of: tenant), at: now, in: transaction)
        }
    }

    /// Where the lists of somebody's units are told of, as new as what is read in the same transaction.
    static func streams(of actor: Actor, _ tenant: Tenant.ID, in transaction: Transaction) throws -> [String] {
        try ItemScope(of: actor).units.map { unit in
            let channel = channel(unit, of: tenant)
            let told = try StreamStore(tenant: tenant).last(of: channel, in: transaction)
            return StreamRoutes.address(of: channel, after: told)
        }
    }

    /// The part of the page that has it read anew; `address`: where whoever is writing does that by hand.
    static func watching(_ streams: [String], address: String) -> HTML {
        guard !streams.isEmpty else { return HTML() }
        return "\(StreamNote(address: address).html)\(each: streams, part)"
    }

    private static func part(_ stream: String) -> HTML { "<div data-stream=\"\(stream)\" hidden></div>" }
}
