// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

/// The code on the screen of a room, by which those show that they are there who check in by themselves. It grows from a
/// key that lies outside the database, the session and the half minute; nothing is stored.
struct CheckInCode: Sendable {
    let keys: Keyring
    let tenant: Tenant.ID
    let session: ConsultationSession.ID

    static let seconds: Int64 = 30
    static let digits = 6
    /// For how many steps a form stays good that was opened with the code: whoever types slowly is still there.
    private static let passSteps: Int64 = 10
    /// For how many steps a code is known again that came too late.
    private static let lateSteps: Int64 = 20

    /// The code that the screen shows at this moment.
    func shown(at now: Instant) -> String { code("check-in", Self.step(now)) }

    /// How long the screen shows it still.
    func secondsLeft(at now: Instant) -> Int {
        Int(Self.seconds - now.milliseconds / 1000 % Self.seconds)
    }

    /// Whether it is the code of this half minute or of the one before.
    func isValid(_ typed: String, at now: Instant) -> Bool { isCode(typed, "check-in", at: now, steps: 2) }

    /// Whether the screen showed it in the last minutes: then it comes late and is no guess.
    func wasShown(_ typed: String, at now: Instant) -> Bool {
        isCode(typed, "check-in", at: now, steps: Self.lateSteps)
    }

    /// What a form carries that was opened with the code.
    func pass(at now: Instant) -> String { code("check-in-form", Self.step(now)) }

    func isValidPass(_ pass: String, at now: Instant) -> Bool {
        isCode(pass, "check-in-form", at: now, steps: Self.passSteps)
    }

    private func isCode(_ typed: String, _ purpose: String, at now: Instant, steps: Int64) -> Bool {
        (0..<steps).contains { ago in
            ConstantTime.areEqual(Array(code(purpose, Self.step(now) - ago).utf8), Array(typed.utf8))
        }
    }

    private static func step(_ now: Instant) -> Int64 { now.milliseconds / 1000 / seconds }

    private func code(_ purpose: String, _ step: Int64) -> String {
        let bytes = keys.slips.code(for: Array("\(purpose)/\(tenant)/\(session)/\(step)".utf8))
        let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
        let text = String(number)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }
}
