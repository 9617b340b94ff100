// SPDX-License-Identifier: Apache-2.0

import Domain

/// How many support a topic, each kind apart: those whose phone is known to be theirs, those with a paper slip, and the
/// others.
struct SupportCount: Sendable, Hashable {
    private(set) var verified = 0
    private(set) var bySlip = 0
    private(set) var others = 0

    var all: Int { verified + bySlip + others }

    mutating func add(_ count: Int, by means: Support.Means) {
        switch means {
        case .phone: verified += count
        case .slip: bySlip += count
        case .device: others += count
        }
    }

    /// Who they are, as everybody reads it.
    var words: String {
        "手机号核实过的\(verified)人，\(bySlip == 0 ? "" : "用纸条的\(bySlip)人，")其他\(others)人"
    }

    /// The same for programs.
    var json: JSON { .object(fields) }

    var fields: [(String, JSON)] {
        [
            ("supporters", .integer(Int64(all))), ("verifiedSupporters", .integer(Int64(verified))),
            ("slipSupporters", .integer(Int64(bySlip))), ("deviceSupporters", .integer(Int64(others))),
        ]
    }
}
