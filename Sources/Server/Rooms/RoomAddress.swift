// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A room's address as it is printed: as a code for cameras, and plain to type in.
struct RoomAddress: Sendable {
    let full: String

    init(of room: Room, _ services: Services, _ site: Site) {
        full = "\(services.baseURL(of: site.tenant.id))/r/\(room.token.text)"
    }

    /// An address under the committee's own, for a slip.
    init(slip code: SlipCode, _ services: Services, _ site: Site) {
        full = "\(services.baseURL(of: site.tenant.id))/s/\(code.text)"
    }

    var qr: HTML { QRCode.svg(full) }

    /// Without `https://`.
    var plain: String { String(full.split(separator: "/", maxSplits: 1).last?.dropFirst() ?? "") }
}
