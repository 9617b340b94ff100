// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Foundation
import OpinionMap

/// Which statement somebody is asked next: what tells most, as Polis reckons it, with some chance, so that not everybody is
/// asked the same. The chance is drawn from the voice and the statement: asked again, it is the same statement.
enum StatementOrder {
    /// The next of those that are asked and not answered; nil when all are. `map`: nil while there is none.
    static func next(
        _ asked: [OpinionStatement.ID], answered: Set<OpinionStatement.ID>, for voice: [UInt8], map: OpinionMap?
    ) -> OpinionStatement.ID? {
        let known = map.map { map in
            Dictionary(zip(map.statements, map.priorities)) { first, _ in first }
        }
        return asked.filter { !answered.contains($0) }
            .map { (statement: $0, rank: rank(of: $0, known?[Int($0.number)] ?? ofNew, for: voice)) }
            .min { ($0.rank, $0.statement) < ($1.rank, $1.statement) }?.statement
    }

    /// What nobody has answered yet.
    private static let ofNew = Priority.of(Tally(), extremity: 0, isMeta: false)

    /// The moment at which the first of events comes that are as frequent as a statement weighs: whoever is first was drawn with
    /// the chance of its weight (Efraimidis and Spirakis 2006).
    private static func rank(of statement: OpinionStatement.ID, _ weight: Double, for voice: [UInt8]) -> Double {
        let hash = SHA256.digest(voice + Array("/\(statement)".utf8))
        let number = hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return -log((Double(number >> 11) + 0.5) / Double(UInt64(1) << 53)) / max(weight, 1e-9)
    }
}
