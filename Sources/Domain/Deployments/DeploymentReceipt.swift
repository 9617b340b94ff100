// SPDX-License-Identifier: Apache-2.0

/// What one addressee does about a notice (传达部署的回执): it signs for it, says what was done and when, and which sessions and
/// topics followed.
package struct DeploymentReceipt: Hashable, Sendable {
    package typealias ID = Identifier<DeploymentReceipt>

    package let id: ID
    package internal(set) var sending: Sending
    package internal(set) var state: State
    package internal(set) var followers: [Follower]
    /// When the addressee was last reminded.
    package internal(set) var remindedOn: Day?
    package internal(set) var version: Int

    /// Which notice went to whom.
    package struct Sending: Hashable, Sendable, Codable {
        package let deployment: Deployment.ID
        package internal(set) var addressee: Deployment.Addressee
        package let day: Day
        package let dueOn: Day

        package init(_ deployment: Deployment, to addressee: Deployment.Addressee) {
            self.deployment = deployment.id
            self.addressee = addressee
            day = deployment.order.day
            dueOn = deployment.order.dueOn
        }
    }

    /// What was done, and when.
    package struct Report: Hashable, Sendable, Codable {
        package let day: Day
        package let words: FreeText
        package let files: [Attachment.ID]

        package init(on day: Day, words: String, files: [Attachment.ID]) {
            self.day = day
            self.words = .kept(words)
            self.files = files
        }
    }

    /// A session that was held because of the notice, or a topic that came of it.
    package enum Follower: Hashable, Sendable, Codable {
        case session(ConsultationSession.ID)
        case topic(Topic.ID)
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// It went out; nobody has signed for it. → signed, excused
        case sent
        /// → reported, excused
        case signed
        case reported(Report)
        /// The office asks for nothing more.
        case excused(reason: FreeText)

        package var name: Name {
            switch self {
            case .sent: .sent
            case .signed: .signed
            case .reported: .reported
            case .excused: .excused
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case sent, signed, reported, excused

            /// Whether something is still owed.
            package var isOwed: Bool {
                switch self {
                case .sent, .signed: true
                case .reported, .excused: false
                }
            }
        }
    }

    package var report: Report? {
        guard case .reported(let report) = state else { return nil }
        return report
    }

    /// By when something is owed; nil when nothing is.
    package var dueOn: Day? { state.name.isOwed ? sending.dueOn : nil }

    /// A receipt before its first event.
    init(_ sending: Sending, as id: ID) {
        self.id = id
        self.sending = sending
        state = .sent
        followers = []
        remindedOn = nil
        version = 0
    }
}

/// What can happen to a receipt. Written once, never changed.
package enum DeploymentReceiptEvent: LifecycleEvent {
    case sent(DeploymentReceipt.Sending)
    case signed
    case reported(DeploymentReceipt.Report)
    case linked(DeploymentReceipt.Follower)
    case reminded(on: Day)
    case excused(reason: FreeText)

    package static let subject = "deployment_receipt"
    package static let version = 1

    package var kind: String {
        switch self {
        case .sent: "sent"
        case .signed: "signed"
        case .reported: "reported"
        case .linked: "linked"
        case .reminded: "reminded"
        case .excused: "excused"
        }
    }
}

/// Which receipts somebody may see: those of the rooms whose desk is open to this person, and of the own units.
package struct DeploymentScope: Hashable, Sendable {
    package let domains: [Appointment.Domain]
    package let units: [HandlingUnit.ID]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff): (domains, units) = (staff.roomDomains, staff.units)
        case .visitor, .holder: (domains, units) = ([], [])
        case .console, .system: (domains, units) = ([.tenant], [])
        }
    }

    /// The plain meaning of the scope; the database's fragment is tested against it.
    package func covers(_ addressee: Deployment.Addressee) -> Bool {
        switch addressee {
        case .room(let room, let area): domains.contains { $0.covers(room: room, area: area) }
        case .unit(let unit): domains.contains(.tenant) || units.contains(unit)
        }
    }
}
