// SPDX-License-Identifier: Apache-2.0

/// Paper slips (纸条) that were made together for one room. Each lets a visitor without a phone raise one topic, or say of a public one that it is theirs too.
package struct SlipBatch: Hashable, Sendable {
    package typealias ID = Identifier<SlipBatch>

    package let id: ID
    package let room: Room.ID
    package let count: Int
    /// The last day on which they are good.
    package let validUntil: Day
    package let madeAt: Instant
    /// When those that nobody had spent became void; nil while they are good.
    package let voidedAt: Instant?

    package init(
        id: ID, room: Room.ID, count: Int, validUntil: Day, madeAt: Instant, voidedAt: Instant? = nil
    ) {
        self.id = id
        self.room = room
        self.count = count
        self.validUntil = validUntil
        self.madeAt = madeAt
        self.voidedAt = voidedAt
    }

    /// Nil if a slip may be spent today; otherwise why not.
    package func refusal(isUsed: Bool, on today: Day) -> SlipRefusal? {
        if isUsed { return .alreadyUsed }
        if voidedAt != nil { return .void }
        return today > validUntil ? .overdue : nil
    }
}

/// What is printed on a slip: made like a ``TrackingCode``, good once. A bearer secret, looked up by its hash alone.
package struct SlipCode: Hashable, Sendable {
    /// `7K4M-92QX-H3TB`.
    package let text: String

    /// From random bits, of which 55 are used.
    package init(random: UInt64) {
        text = TrackingCode(random: random).text
    }

    /// Reads a code as people type it; a slip of the finger is noticed.
    package init?(_ typed: some StringProtocol) {
        guard let code = TrackingCode(typed) else { return nil }
        text = code.text
    }
}

/// Why a slip was not taken.
package enum SlipRefusal: String, Refusal, CaseIterable {
    /// It has raised or supported its topic.
    case alreadyUsed = "slip_used"
    /// The room has made it void, with all that were made with it.
    case void = "slip_void"
    /// Its last day has passed.
    case overdue = "slip_overdue"

    package var code: String { rawValue }
}
