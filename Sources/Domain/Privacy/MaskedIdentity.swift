// SPDX-License-Identifier: Apache-2.0

/// Somebody who takes part without an account, and whose name or phone nobody on the desk sees (BR-38).
package enum MaskedIdentity: Hashable, Sendable, Codable {
    /// The submitter of a topic, who may have left a phone.
    case submitter(Topic.ID)
    /// Somebody who supported the topic with a phone.
    case supporter(Support.ID, of: Topic.ID)
    /// Somebody of the people's category who was invited to the session.
    case participant(Participant.ID, in: ConsultationSession.ID)

    /// The kind's name in the database and the API.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case submitter, supporter, participant
    }

    package var kind: Kind {
        switch self {
        case .submitter: .submitter
        case .supporter: .supporter
        case .participant: .participant
        }
    }

    /// The number of the topic, support or participant.
    package var number: Int64 {
        switch self {
        case .submitter(let topic): topic.number
        case .supporter(let support, _): support.number
        case .participant(let participant, _): participant.number
        }
    }
}
