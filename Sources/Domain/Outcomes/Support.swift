// SPDX-License-Identifier: Apache-2.0

/// Somebody says that a published topic is theirs too (附议); with a phone, that person is asked in the end whether it is
/// solved.
package struct Support: Hashable, Sendable {
    package typealias ID = Identifier<Support>

    package let id: ID
    package let topic: Topic.ID
    package internal(set) var phone: FreeText?
    package internal(set) var means: Means
    package internal(set) var version: Int

    /// By what it is known to be one person's. The kinds are counted and shown apart.
    package enum Means: String, CaseIterable, Hashable, Sendable, Codable {
        /// A phone whose owner has signed in by it.
        case phone
        /// A paper slip, good once.
        case slip
        /// Nothing but what the device sent, a typed number included.
        case device
    }

    /// Supports a topic that everybody can read and that has not ended.
    package static func supporting(
        _ topic: Topic, phone: String?, by means: Means = .device, as id: ID
    ) throws(SupportRefusal) -> Transition<Support> {
        guard topic.publication.isPublic else { throw .notPublished }
        guard topic.takesMerged else { throw .hasEnded }
        let phone = phone.map(FreeText.kept)
        return Transition(
            Support(id: id, topic: topic.id, phone: phone, means: means, version: 0),
            .supported(topic: topic.id, phone: phone, means: means == .device ? nil : means))
    }

    /// The owner of a number that was only typed supports the topic, too: it is the same support, and now it is known
    /// whose.
    package func verifying() throws(SupportRefusal) -> Transition<Support> {
        guard let phone, phone != .erased else { throw .noPhone }
        guard means == .device else { throw .alreadySupported }
        return Transition(self, .phoneVerified)
    }

    /// The supporter takes the phone back; the support stays and counts. `isHeld`: whether a hold lies on the topic.
    package func takingPhoneBack(isHeld: Bool) throws(SupportRefusal) -> Transition<Support> {
        guard let phone, phone != .erased else { throw .noPhone }
        guard !isHeld else { throw .underHold }
        return Transition(self, .phoneTakenBack)
    }

    /// The support that a log tells of; nil if its first event does not support.
    package static func replaying(_ log: [SupportEvent], as id: ID) -> Support? {
        guard case .supported(let topic, let phone, let means)? = log.first else { return nil }
        return log.reduce(Support(id: id, topic: topic, phone: phone, means: means ?? .device, version: 0)) {
            $0.applying($1)
        }
    }
}

extension Support: Lifecycle {
    package typealias Event = SupportEvent
    package typealias Refused = SupportRefusal

    /// What can be asked of a support: nothing but what made it.
    package enum Command: CaseIterable, Hashable, Sendable {
        case support
    }

    /// It is there already.
    package func refusal(of command: Command, by actor: Actor) -> SupportRefusal? { .alreadySupported }

    /// Whoever supports a topic has no role.
    package func role(of actor: Actor, for command: Command) -> Role? { nil }

    package func applying(_ event: SupportEvent) -> Support {
        var support = self
        support.version += 1
        switch event {
        case .supported: break
        case .phoneTakenBack: support.phone = nil
        case .phoneVerified: support.means = .phone
        }
        return support
    }
}

/// What can happen to a support. Written once, never changed.
package enum SupportEvent: LifecycleEvent {
    /// Without `means` where it was written before supports had one: by device.
    case supported(topic: Topic.ID, phone: FreeText?, means: Support.Means? = nil)
    /// The supporter wants the phone kept no longer (BR-40).
    case phoneTakenBack
    /// Whoever owns the phone supports the topic.
    case phoneVerified

    package static let subject = "support"
    package static let version = 1

    package var kind: String {
        switch self {
        case .supported: "supported"
        case .phoneTakenBack: "phone_taken_back"
        case .phoneVerified: "phone_verified"
        }
    }
}

/// Why a support was refused.
package enum SupportRefusal: String, Refusal, CaseIterable {
    /// The topic is not public.
    case notPublished = "not_published"
    /// The topic has ended.
    case hasEnded = "has_ended"
    /// This phone has supported it already.
    case alreadySupported = "already_supported"
    /// No phone is kept.
    case noPhone = "no_phone"
    /// A hold lies on the topic.
    case underHold = "under_hold"

    package var code: String { rawValue }
}
