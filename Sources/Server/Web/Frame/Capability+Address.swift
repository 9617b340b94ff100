// SPDX-License-Identifier: Apache-2.0

import Domain

extension Capability {
    /// The mechanism that an address belongs to; nil for what every committee has. Routes and links ask the same.
    init?(ofAddress address: String) {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/").drop { Self.outer.contains($0) }
        // Those of one room lie under the room.
        if parts.contains("receptions") {
            self = .receptions
            return
        }
        switch parts.first {
        case "reception", "visits": self = .receptions
        case "sentiment", "sentiments": self = .sentiments
        case "dispatches": self = .dispatches
        case "campaigns": self = .campaigns
        case "lookback", "lookbacks": self = .lookBacks
        case "contests", "nomination", "model-cases": self = .contests
        case "assessment", "assessments", "scores": self = .assessments
        case "proposal", "proposals", "former-proposals", "popolo", "assignments", "assigning", "opinions",
            "proposal-statistics", "proposal-tables", "proposal-compilation", "commendation", "commendations",
            "proposal-entry", "proposal-entries", "evaluations",
            "good-proposals", "clues",
            // The links of evaluators, and those by which proposers say what they think.
            "e", "o":
            self = .proposals
        case _: return nil
        }
    }

    private static let outer: Set<Substring> = ["api", "v1", "desk", "resident", "mine", "bulk"]
}

extension Site {
    /// Whether the committee has a mechanism.
    func has(_ capability: Capability) -> Bool { practice.profile.has(capability) }

    /// Whether an address leads anywhere here: what it belongs to is switched on.
    func opens(_ address: String) -> Bool { Capability(ofAddress: address).map(has) ?? true }

    /// Of these buttons those that lead anywhere here.
    func opening(_ buttons: [Button]) -> [Button] {
        buttons.filter { button in
            if case .link(let address) = button.role { return opens(address) }
            return true
        }
    }

    /// Of these links those that lead anywhere here.
    func opening(_ links: [TextLink]) -> [TextLink] { links.filter { opens($0.address) } }
}
