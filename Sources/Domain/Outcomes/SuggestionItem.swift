// SPDX-License-Identifier: Apache-2.0

/// A suggestion item (建议事项): what was agreed, with one responsible unit, one person and dated milestones (BR-05).
package struct SuggestionItem: Hashable, Sendable {
    package typealias ID = Identifier<SuggestionItem>

    package let id: ID
    package let session: ConsultationSession.ID
    package let topic: Topic.ID
    package let room: Room.ID
    package internal(set) var area: AreaCode
    /// What is to be done, by whom; changed while it is a draft, and when another unit takes over.
    package internal(set) var task: Task
    package internal(set) var state: State
    /// The draft was thrown away; it stands in no list any more.
    package internal(set) var isDiscarded: Bool
    /// Which milestones were reached.
    package internal(set) var reached: Set<Int>
    /// The unit has asked once to give it back; it does not ask twice (BR-17).
    package internal(set) var wasReturned: Bool
    /// The term was extended once; it is not extended twice.
    package internal(set) var wasExtended: Bool
    /// Why the unit asks for more time, while nobody has decided.
    package internal(set) var extensionAsked: FreeText?
    /// What the unit reported last.
    package internal(set) var report: Report?
    /// How often the people were asked, look-backs included.
    package internal(set) var asked: Int
    /// The number of the inquiry that says whether it is confirmed: the last one in its handling.
    package internal(set) var inquiries: Int
    /// The number of the inquiry of a look-back that goes on; nil where there is none.
    package internal(set) var askingAgain: Int?
    /// How often the unit was reminded.
    package internal(set) var reminders: Int
    /// The day of the last reminder: there is one a day.
    package internal(set) var remindedOn: Day?
    /// Who supervises it together; nil where the room does it alone.
    package internal(set) var supervision: Supervision?
    /// Who of the two has signed since the last report was found to hold.
    package internal(set) var signatures: [Countersignature]
    /// How often the supervisors went to see it.
    package internal(set) var inspections: Int
    /// How often a leader commented on it.
    package internal(set) var comments: Int
    /// The day on which it was closed last.
    package internal(set) var closedOn: Day?
    /// By when the present stage is due; nil when nothing is owed.
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// An item before its first event.
    init(id: ID, origin: Origin, task: Task) {
        self.id = id
        session = origin.session
        topic = origin.topic
        room = origin.room
        area = origin.area
        self.task = task
        state = .drafted
        isDiscarded = false
        reached = []
        wasReturned = false
        wasExtended = false
        extensionAsked = nil
        report = nil
        asked = 0
        inquiries = 0
        askingAgain = nil
        reminders = 0
        remindedOn = nil
        supervision = nil
        signatures = []
        inspections = 0
        comments = 0
        closedOn = nil
        deadline = nil
        version = 0
    }

    /// Where an item comes from.
    package struct Origin: Hashable, Sendable, Codable {
        package let session: ConsultationSession.ID
        package let topic: Topic.ID
        package let room: Room.ID
        package let area: AreaCode

        package init(session: ConsultationSession.ID, topic: Topic.ID, room: Room.ID, area: AreaCode) {
            self.session = session
            self.topic = topic
            self.room = room
            self.area = area
        }
    }

    /// What is to be done: by which unit, by whom, with which milestones (清单化、责任化、节点化).
    package struct Task: Hashable, Sendable, Codable {
        package let text: FreeText
        package let unit: HandlingUnit.ID
        /// The one person who answers for it.
        package let officer: Person.ID
        package let milestones: [Milestone]

        package init(text: FreeText, unit: HandlingUnit.ID, officer: Person.ID, milestones: [Milestone]) {
            self.text = text
            self.unit = unit
            self.officer = officer
            self.milestones = milestones
        }

        /// The same work for another unit or person.
        package func handed(to unit: HandlingUnit.ID, officer: Person.ID) -> Task {
            Task(text: text, unit: unit, officer: officer, milestones: milestones)
        }
    }

    /// A dated step on the way.
    package struct Milestone: Hashable, Sendable, Codable {
        package let day: Day
        package let text: FreeText

        package init(day: Day, text: FreeText) {
            self.day = day
            self.text = text
        }
    }

    /// What a unit says it did.
    package struct Report: Hashable, Sendable, Codable {
        package let adoption: Adoption
        /// What the unit claims; what the people confirm is counted apart.
        package let claimed: OutcomeClass
        package let text: FreeText
        /// Photos and documents that show it; nil for none.
        package let evidence: [Attachment.ID]?

        package init(
            adoption: Adoption, claimed: OutcomeClass, text: FreeText, evidence: [Attachment.ID] = []
        ) {
            self.adoption = adoption
            self.claimed = claimed
            self.text = text
            self.evidence = evidence.isEmpty ? nil : evidence
        }
    }

    /// How far a unit took up what was suggested.
    package enum Adoption: String, CaseIterable, Hashable, Sendable, Codable {
        case adopted, partly, declined
    }

    /// The unit that answers for it now.
    package var unit: HandlingUnit.ID { task.unit }

    /// The first milestone that was not reached.
    package var nextMilestone: Milestone? {
        task.milestones.indices.first { !reached.contains($0) }.map { task.milestones[$0] }
    }
}
