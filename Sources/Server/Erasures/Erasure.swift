// SPDX-License-Identifier: Apache-2.0

import Domain

/// That the words of one content row were erased, and on which day.
struct Erasure: Hashable, Sendable {
    let tenant: Tenant.ID
    let content: Int64
    let day: Day

    /// As the ledger writes it: `0K3X… 0K3Y… 2026-03-05`, always as long, so that half a line is never taken for a whole.
    var line: String { "\(tenant.text) \(Identifier<Never>(content).text) \(day)" }

    /// The bytes of a ``line``.
    static let lineBytes = 13 + 1 + 13 + 1 + 10

    init(tenant: Tenant.ID, content: Int64, day: Day) {
        self.tenant = tenant
        self.content = content
        self.day = day
    }

    /// Reads what ``line`` writes; nil for anything else.
    init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard line.utf8.count == Self.lineBytes, parts.count == 3, let tenant = Tenant.ID(parts[0]),
            let content = Identifier<Never>(parts[1]), let day = Day(String(parts[2]))
        else { return nil }
        self.init(tenant: tenant, content: content.number, day: day)
    }
}
