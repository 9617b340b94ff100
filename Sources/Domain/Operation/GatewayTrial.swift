// SPDX-License-Identifier: Apache-2.0

/// A message that the system administrator sends to see whether the gateway takes it. To whom is written nowhere.
package enum GatewayTrial: LifecycleEvent {
    case tried(channel: String)
    /// `reason`: what the gateway answered, or what stood in the way; never an address.
    case ended(Result, reason: String?)

    package static let subject = "gateway_trial"
    package static let version = 1

    package var kind: String {
        switch self {
        case .tried: "tried"
        case .ended: "ended"
        }
    }

    /// What became of it.
    package enum Result: String, CaseIterable, Hashable, Sendable, Codable {
        /// Somebody else answers for it now.
        case sent
        /// It was shown on the machine, as the settings want it.
        case shown
        /// It will never be taken: that address, or that text.
        case refused
        /// It was not taken now: the gateway is away, or does not let the installation in.
        case unavailable
        /// Nobody waited for the answer any more: the server was stopped meanwhile, or whoever tried had gone.
        case unanswered
    }
}

/// Why no trial was made.
package enum GatewayTrialRefusal: String, Refusal, CaseIterable {
    /// The settings name no gateway for this channel, or the committee is for practice.
    case notConfigured = "not_configured"

    package var code: String { rawValue }
}
