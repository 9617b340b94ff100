// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// What can be asked of a session.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case announce, invite, answer, remind
        case approveLeave = "approve_leave"
        case recordVisit = "record_visit"
        case noteLeader = "note_leader"
        case ready, start, arrive
        case checkIn = "check_in"
        case recordOpinion = "record_opinion"
        case enlist
        case askFloor = "ask_floor"
        case reorder
        case giveFloor = "give_floor"
        case endTurn = "end_turn"
        case pair
        case handInPaper = "hand_in_paper"
        case changePaper = "change_paper"
        case concludeTopic = "conclude_topic"
        case conclude
        case draftMinutes = "draft_minutes"
        case object
        case draftItem = "draft_item"
        case confirmMinutes = "confirm_minutes"
        case issueOutcome = "issue_outcome"
        case archive, postpone, reschedule, cancel

        /// What a participant does by oneself, without an account.
        static let own: Set<Command> = [.answer, .arrive, .askFloor, .object]

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .announce, .confirmMinutes, .issueOutcome, .postpone, .reschedule, .cancel: [.convener]
            case .invite, .remind, .ready, .checkIn, .recordOpinion, .draftMinutes, .draftItem, .archive:
                [.roomSecretary]
            case .start, .approveLeave, .concludeTopic, .conclude, .recordVisit, .noteLeader, .enlist, .reorder,
                .giveFloor,
                .endTurn,
                .pair, .changePaper:
                [.convener, .roomSecretary]
            case .object: [.convener, .roomSecretary, .member, .unitOfficer]
            case .handInPaper: [.convener, .roomSecretary, .member]
            case .answer: [.roomSecretary, .member, .unitOfficer]
            case .arrive, .askFloor: [.member, .unitOfficer]
            }
        }
    }

    /// Nil if the actor may do this now; otherwise why not. Buttons and guards both ask here.
    package func refusal(of command: Command, by actor: Actor) -> SessionRefusal? {
        guard isAct(command, of: actor) else { return .notYours }
        switch command {
        case .announce: return refusalUnlessPlanned
        case .invite: return invitingRefusal
        case .answer, .remind, .recordVisit: return preparingRefusal(isOpen: command == .recordVisit)
        case .noteLeader: return notingLeaderRefusal
        case .ready: return readyingRefusal
        case .start: return startingRefusal
        case .checkIn, .arrive, .recordOpinion: return state == .inProgress ? nil : .notInProgress
        case .enlist, .approveLeave, .handInPaper: return preparingRefusal(isOpen: true)
        case .pair: return preparingRefusal(isOpen: true) ?? (members.count < 2 ? .noPair : nil)
        case .changePaper: return preparingRefusal(isOpen: true) ?? (papers.isEmpty ? .noPaper : nil)
        case .askFloor, .reorder, .giveFloor, .endTurn: return speakingRefusal(of: command, by: actor)
        case .concludeTopic: return concludingTopicRefusal
        case .conclude: return concludingRefusal
        case .draftMinutes: return minutingRefusal
        case .draftItem: return topics.isEmpty ? .noTopic : draftingItemRefusal
        case .object, .confirmMinutes: return draftRefusal
        case .issueOutcome: return issuingRefusal
        case .archive: return archivingRefusal
        case .postpone: return state.name == .postponed ? .alreadyPostponed : endingRefusal
        case .cancel: return endingRefusal
        case .reschedule: return reschedulingRefusal
        }
    }

    /// Whether it is this actor's act, whatever the state.
    private func isAct(_ command: Command, of actor: Actor) -> Bool {
        switch actor {
        case .holder(.participant(let id)):
            Command.own.contains(command) && participants.contains { $0.id == id }
        case .staff, .visitor, .holder, .console, .system:
            role(of: actor, for: command) != nil
        }
    }

    /// The role in which the actor acts on this session: what the event log records. A member acts where this member
    /// or an officer of a unit takes part, and in a role that convenes or keeps the room if the same person holds one.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        if let role = staff.role(among: command.holders.subtracting([.member, .unitOfficer]), room: room, area: area) {
            return role
        }
        guard participant(staff.id) != nil else { return nil }
        return staff.role(among: command.holders, room: room, area: area)
            ?? (command.holders.contains(.unitOfficer) && !staff.units.isEmpty ? .unitOfficer : nil)
    }

    /// Those who take part as members.
    package var members: [Participant] { participants.filter { $0.category == .member } }

    /// The participant that this person is.
    package func participant(_ person: Person.ID) -> Participant? {
        participants.first { $0.person == person }
    }

    private var refusalUnlessPlanned: SessionRefusal? {
        switch state {
        case .planned: nil
        case .cancelled: .cancelled
        case .announced, .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued,
            .archived, .postponed:
            .alreadyAnnounced
        }
    }

    private var invitingRefusal: SessionRefusal? {
        switch state {
        case .planned, .announced, .ready, .inProgress, .postponed: nil
        case .cancelled: .cancelled
        case .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived: .alreadyBegun
        }
    }

    /// Invitations are answered once there is a day, until it begins; what stays open is done until the end, too.
    func preparingRefusal(isOpen: Bool) -> SessionRefusal? {
        switch state {
        case .announced, .ready: nil
        case .planned, .postponed: .notAnnounced
        case .cancelled: .cancelled
        case .inProgress: isOpen ? nil : .alreadyBegun
        case .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived: .alreadyBegun
        }
    }

    private var readyingRefusal: SessionRefusal? {
        switch state {
        case .announced: nil
        case .planned, .postponed: .notAnnounced
        case .cancelled: .cancelled
        case .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived:
            .alreadyBegun
        }
    }

    private var startingRefusal: SessionRefusal? {
        switch state {
        case .ready: nil
        case .planned, .announced, .postponed: .notReady
        case .cancelled: .cancelled
        case .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived: .alreadyBegun
        }
    }

    private var concludingRefusal: SessionRefusal? {
        guard state == .inProgress else { return .notInProgress }
        return floor == nil ? presenceRefusal : .floorTaken
    }

    /// One topic ends with the session.
    private var concludingTopicRefusal: SessionRefusal? {
        guard state == .inProgress else { return .notInProgress }
        return topics.count > 1 ? presenceRefusal : .oneTopic
    }

    private var presenceRefusal: SessionRefusal? {
        participants.contains(where: \.isPresent) ? nil : .nobodyPresent
    }

    /// Items are drafted from the end of the session until its outcome is issued.
    package var draftingItemRefusal: SessionRefusal? {
        switch state {
        case .concluded, .minutesDrafted, .minutesConfirmed: nil
        case .planned, .announced, .ready, .inProgress, .postponed: .notConcluded
        case .outcomeIssued: .outcomeIssued
        case .archived: .archived
        case .cancelled: .cancelled
        }
    }

    private var minutingRefusal: SessionRefusal? {
        switch state {
        case .concluded, .minutesDrafted: nil
        case .planned, .announced, .ready, .inProgress, .postponed: .notConcluded
        case .minutesConfirmed, .outcomeIssued: .minutesStand
        case .archived: .archived
        case .cancelled: .cancelled
        }
    }

    private var draftRefusal: SessionRefusal? {
        switch state {
        case .minutesDrafted: nil
        case .planned, .announced, .ready, .inProgress, .concluded, .postponed: .noMinutes
        case .minutesConfirmed, .outcomeIssued: .minutesStand
        case .archived: .archived
        case .cancelled: .cancelled
        }
    }

    private var issuingRefusal: SessionRefusal? {
        switch state {
        case .minutesConfirmed: nil
        case .planned, .announced, .ready, .inProgress, .concluded, .minutesDrafted, .postponed: .minutesNotConfirmed
        case .outcomeIssued: .outcomeIssued
        case .archived: .archived
        case .cancelled: .cancelled
        }
    }

    private var archivingRefusal: SessionRefusal? {
        switch state {
        case .outcomeIssued: nil
        case .planned, .announced, .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .postponed:
            .outcomeNotIssued
        case .archived: .archived
        case .cancelled: .cancelled
        }
    }

    /// What has not begun can be put off or given up; so can what was opened and nobody came to.
    private var endingRefusal: SessionRefusal? {
        switch state {
        case .planned, .announced, .ready, .postponed: nil
        // Whoever said something and had the own name erased since was there, too.
        case .inProgress:
            opinions > 0 || !turns.isEmpty || floor != nil || participants.contains(where: \.isPresent)
                ? .alreadyBegun : nil
        case .cancelled: .cancelled
        case .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived: .alreadyBegun
        }
    }

    private var reschedulingRefusal: SessionRefusal? {
        switch state {
        case .postponed: nil
        case .cancelled: .cancelled
        case .planned, .announced, .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed,
            .outcomeIssued, .archived:
            .notPostponed
        }
    }
}
