// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An address as it is printed: as a code for cameras, and plain to type in.
struct PrintedAddress: Sendable {
    let full: String

    init(of room: Room, _ services: Services, _ site: Site) {
        full = "\(services.baseURL(of: site.tenant.id))/r/\(room.token.text)"
    }

    /// An address under the committee's own, for a slip.
    init(slip code: SlipCode, _ services: Services, _ site: Site) {
        full = "\(services.baseURL(of: site.tenant.id))/s/\(code.text)"
    }

    /// Any other page that is printed.
    init(page path: String, _ services: Services, _ site: Site) {
        full = "\(services.baseURL(of: site.tenant.id))\(path)"
    }

    var qr: HTML { QRCode.svg(full) }

    /// Without `https://`.
    var plain: String { String(full.split(separator: "/", maxSplits: 1).last?.dropFirst() ?? "") }
}
