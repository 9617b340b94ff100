// SPDX-License-Identifier: Apache-2.0

/// A notice by which the committee passes on what was decided, or gives out work (传达部署, A2-27), to rooms and units. What it
/// says is fixed once it is out; what each of them does about it is a ``DeploymentReceipt``.
package struct Deployment: Hashable, Sendable {
    package typealias ID = Identifier<Deployment>

    package let id: ID
    package let order: Order

    /// What a notice is for.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// 传达精神: what was decided elsewhere is passed on.
        case convey
        /// 部署工作: work is given out.
        case deploy
    }

    /// What is on record for ever.
    package struct Order: Hashable, Sendable, Codable {
        package let kind: Kind
        package let title: FreeText
        package let text: FreeText
        /// In the name of which body; nil for the committee as such.
        package let organ: DirectoryEntry.ID?
        package let day: Day
        /// By when each addressee is to say what was done.
        package let dueOn: Day
        package let addressees: [Addressee]
        package let files: [Attachment.ID]

        package init(
            _ kind: Kind, title: String, text: String, organ: DirectoryEntry.ID?, day: Day, dueOn: Day,
            addressees: [Addressee], files: [Attachment.ID]
        ) {
            self.kind = kind
            self.title = .kept(title)
            self.text = .kept(text)
            self.organ = organ
            self.day = day
            self.dueOn = dueOn
            self.addressees = addressees
            self.files = files
        }
    }

    /// To whom it goes.
    package enum Addressee: Hashable, Sendable, Codable {
        case room(Room.ID, AreaCode)
        case unit(HandlingUnit.ID)

        /// Whether whoever is appointed so may sign for it.
        package func isAnswered(by appointment: Appointment) -> Bool {
            switch (self, appointment.domain) {
            case (.room(let room, let area), .area), (.room(let room, let area), .room),
                (.room(let room, let area), .tenant):
                Self.roomRoles.contains(appointment.role) && appointment.domain.covers(room: room, area: area)
            case (.unit(let unit), .unit(let own)): appointment.role == .unitOfficer && unit == own
            case (.room, .unit), (.unit, .tenant), (.unit, .area), (.unit, .room): false
            }
        }

        private static let roomRoles: Set<Role> = [.roomSecretary, .convener]
    }

    package init(_ order: Order, as id: ID) {
        self.id = id
        self.order = order
    }

    /// Who sends notices: of those who look after the whole county, the office, the convener or the leader.
    package static let issuers: Set<Role> = [.roomSecretary, .convener, .leader]

    /// The role in which somebody sends notices; nil for whoever looks after a part of the county alone.
    package static func role(of actor: Actor) -> Role? { actor.everywhere(among: issuers) }

    /// Sends a notice out.
    package static func issuing(
        _ order: Order, as id: ID, by actor: Actor
    ) throws(DeploymentRefusal) -> Deployment {
        guard role(of: actor) != nil else { throw .notYours }
        guard order.dueOn >= order.day else { throw .dueInPast }
        guard !order.addressees.isEmpty else { throw .nobodyThere }
        return Deployment(order, as: id)
    }
}

/// What can happen to a notice: it goes out, once.
package enum DeploymentEvent: LifecycleEvent {
    case issued(Deployment.Order)

    package static let subject = "deployment"
    package static let version = 1

    package var kind: String {
        switch self {
        case .issued: "issued"
        }
    }
}

/// Why something was not done to a notice or to a receipt of one.
package enum DeploymentRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// Nobody was addressed.
    case nobodyThere = "nobody_there"
    /// It would be due before it goes out.
    case dueInPast = "due_in_past"
    /// The day lies in the future, or before the notice went out.
    case dayNotPossible = "day_not_possible"
    /// It was signed for.
    case alreadySigned = "already_signed"
    /// Nobody has signed for it yet.
    case notSigned = "not_signed"
    /// It was said what was done.
    case alreadyReported = "already_reported"
    /// This session or topic is linked already.
    case alreadyLinked = "already_linked"
    /// The addressee was reminded today.
    case remindedToday = "reminded_today"
    /// Nobody is silent any more.
    case nobodySilent = "nobody_silent"
    /// Nothing is owed any more.
    case ended

    package var code: String { rawValue }
}
