// SPDX-License-Identifier: Apache-2.0

extension DeploymentReceipt: Lifecycle {
    package typealias Event = DeploymentReceiptEvent
    package typealias Refused = DeploymentRefusal

    /// What can be done to a receipt.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case sign, report, link, remind, excuse

        /// Whose act it is, whatever the state; reminding and excusing is for whoever looks after the whole county alone.
        package var holders: Set<Role> {
            switch self {
            case .sign, .report, .link: DeploymentReceipt.addressees
            case .remind, .excuse: Deployment.issuers
            }
        }
    }

    /// Who answers for rooms and units.
    package static let addressees: Set<Role> = [.roomSecretary, .convener, .unitOfficer]

    /// The receipt of one addressee, as the notice goes out.
    package static func sending(
        _ deployment: Deployment, to addressee: Deployment.Addressee, as id: ID
    ) -> Transition<DeploymentReceipt> {
        let sending = Sending(deployment, to: addressee)
        return Transition(DeploymentReceipt(sending, as: id), .sent(sending))
    }

    /// The addressee has it.
    package func signing(by actor: Actor) throws(DeploymentRefusal) -> Transition<DeploymentReceipt> {
        try require(.sign, by: actor)
        return Transition(self, .signed)
    }

    /// Says what was done, and when.
    package func reporting(
        _ report: Report, by actor: Actor, today: Day
    ) throws(DeploymentRefusal) -> Transition<DeploymentReceipt> {
        try require(.report, by: actor)
        guard report.day <= today, report.day >= sending.day else { throw .dayNotPossible }
        return Transition(self, .reported(report))
    }

    /// Names a session or a topic that followed.
    package func linking(
        _ follower: Follower, by actor: Actor
    ) throws(DeploymentRefusal) -> Transition<DeploymentReceipt> {
        try require(.link, by: actor)
        guard !followers.contains(follower) else { throw .alreadyLinked }
        return Transition(self, .linked(follower))
    }

    /// Reminds the addressee, once a day at most.
    package func reminding(by actor: Actor, today: Day) throws(DeploymentRefusal) -> Transition<DeploymentReceipt> {
        try require(.remind, by: actor)
        if let hindrance = hindrance(to: .remind, on: today) { throw hindrance }
        return Transition(self, .reminded(on: today))
    }

    /// The office asks this addressee for nothing more, and says why.
    package func excusing(
        reason: String, by actor: Actor
    ) throws(DeploymentRefusal) -> Transition<DeploymentReceipt> {
        try require(.excuse, by: actor)
        return Transition(self, .excused(reason: .kept(reason)))
    }

    /// What of the day stands in the way of a command that the state permits.
    package func hindrance(to command: Command, on day: Day) -> DeploymentRefusal? {
        switch command {
        case .remind: remindedOn == day ? .remindedToday : nil
        case .sign, .report, .link, .excuse: nil
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> DeploymentRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch (command, state) {
        case (.sign, .sent), (.report, .signed), (.link, .signed), (.link, .reported): return nil
        case (.remind, .sent), (.remind, .signed), (.excuse, .sent), (.excuse, .signed): return nil
        case (.sign, .signed), (.sign, .reported): return .alreadySigned
        case (.report, .sent), (.link, .sent): return .notSigned
        case (.report, .reported): return .alreadyReported
        case (.remind, .reported), (.excuse, .reported), (.sign, .excused), (.report, .excused), (.link, .excused),
            (.remind, .excused), (.excuse, .excused):
            return .ended
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return switch command {
        case .sign, .report, .link: staff.appointments.first(where: sending.addressee.isAnswered)?.role
        case .remind, .excuse: Deployment.role(of: actor)
        }
    }

    package func applying(_ event: DeploymentReceiptEvent) -> DeploymentReceipt {
        var receipt = self
        receipt.version += 1
        switch event {
        case .sent: break
        case .signed: receipt.state = .signed
        case .reported(let report): receipt.state = .reported(report)
        case .linked(let follower): receipt.followers.append(follower)
        case .reminded(let day): receipt.remindedOn = day
        case .excused(let reason): receipt.state = .excused(reason: reason)
        }
        return receipt
    }

    /// The receipt that a log tells of; nil if its first event does not send it.
    package static func replaying(_ log: [DeploymentReceiptEvent], as id: ID) -> DeploymentReceipt? {
        guard case .sent(let sending)? = log.first else { return nil }
        return log.reduce(DeploymentReceipt(sending, as: id)) { $0.applying($1) }
    }
}

extension DeploymentReceipt: UnitHeld {
    /// The unit that it asks.
    package var holdingUnit: HandlingUnit.ID? {
        guard case .unit(let unit) = sending.addressee else { return nil }
        return unit
    }
}
