// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Foundation

/// The versions of a tenant's practice profile.
struct PracticeStore: Sendable {
    let tenant: Tenant.ID

    /// One version, and from which day on it counts.
    struct Version: Sendable, Hashable {
        let number: Int
        let validFrom: Day
        let profile: PracticeProfile
    }

    /// Of all versions, latest first, the one that counts on a day; none before the first.
    static func inForce(_ versions: [Version], on day: Day) -> Version? {
        versions.first { $0.validFrom <= day }
    }

    /// Those that have not begun on a day and will, each as it was last written, in the order of their days.
    static func pending(_ versions: [Version], on day: Day) -> [Version] {
        var last: [Day: Version] = [:]
        for version in versions where version.validFrom > day && last[version.validFrom] == nil {
            last[version.validFrom] = version
        }
        return last.values.filter { inForce(versions, on: $0.validFrom) == $0 }.sorted { $0.validFrom < $1.validFrom }
    }

    /// All versions, latest first.
    func versions(in transaction: Transaction) throws -> [Version] {
        try transaction.rows(
            """
            SELECT version, valid_from, body FROM practice_profile
            WHERE tenant = \(tenant.number) ORDER BY version DESC
            """
        ) { row in
            let number = try row.next(Int.self)
            guard let day = Day(try row.next(String.self)) else {
                throw DatabaseError.malformed("practice_profile.valid_from")
            }
            return Version(number: number, validFrom: day, profile: try Self.profile(try row.next()))
        }
    }

    /// The profile that counts on a day; the standard where there is none.
    func profile(on day: Day, in transaction: Transaction) throws -> PracticeProfile {
        let body = try transaction.first(
            """
            SELECT body FROM practice_profile
            WHERE tenant = \(tenant.number) AND valid_from <= \(day.description) ORDER BY version DESC LIMIT 1
            """
        ) { try $0.next(String.self) }
        return try body.map(Self.profile) ?? .standard
    }

    func history(in transaction: Transaction) throws -> PracticeHistory {
        PracticeHistory(id: .init(tenant.number), version: try versions(in: transaction).first?.number ?? 0)
    }

    /// Writes a version. Throws ``DatabaseError/conflict`` when somebody else wrote one meanwhile.
    func insert(_ number: Int, from day: Day, body: String, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO practice_profile (tenant, version, valid_from, body)
            VALUES (\(tenant.number), \(number), \(day.description), \(body))
            """)
    }

    /// A profile as it is stored.
    static func body(_ profile: PracticeProfile) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(profile), as: UTF8.self)
    }

    private static func profile(_ body: String) throws -> PracticeProfile {
        try JSONDecoder().decode(PracticeProfile.self, from: Data(body.utf8))
    }
}
