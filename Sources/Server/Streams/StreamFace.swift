// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a context says of a face of its records that can be watched.
protocol StreamFace: Sendable {
    /// Whether this one may see all that is told of the record, by the rule of the page that shows it. A record that is
    /// not there is not visible.
    func isVisible(
        _ channel: StreamChannel, to request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> Bool

    /// What stands now and changes too often for events, such as counters: the same for all who may watch. `opinions`: the
    /// maps as this server has drawn them.
    func figures(
        of channel: StreamChannel, _ opinions: OpinionMaps, in transaction: Transaction
    ) throws -> [StreamFigure]
}

extension StreamFace {
    func figures(
        of channel: StreamChannel, _ opinions: OpinionMaps, in transaction: Transaction
    ) throws -> [StreamFigure] { [] }
}

/// A value of which only the latest matters.
struct StreamFigure: Sendable {
    let name: String
    let data: JSON
}

extension StreamChannel.Kind {
    /// Whose face it is.
    var face: any StreamFace {
        switch self {
        case .sessionWall: SessionWall()
        case .live: LiveFace()
        case .unitComments: UnitComments()
        }
    }
}
