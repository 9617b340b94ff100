// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// A paper of the session (会议材料): a title and a file, for those who are invited.
    package struct Paper: Hashable, Sendable, Codable {
        package typealias ID = Identifier<Paper>

        package let id: ID
        package let title: FreeText
        package let file: Attachment.ID
        /// Whose paper it is, of those who take part; nil where it is that of whoever handed it in.
        package let author: Participant.ID?
        package let handedInBy: Person.ID
        package let handedInOn: Day
        /// Whether everybody may read it on the session's page.
        package internal(set) var isPublic: Bool

        package init(
            id: ID, title: FreeText, file: Attachment.ID, author: Participant.ID?, handedInBy: Person.ID,
            handedInOn: Day, isPublic: Bool
        ) {
            self.id = id
            self.title = title
            self.file = file
            self.author = author
            self.handedInBy = handedInBy
            self.handedInOn = handedInOn
            self.isPublic = isPublic
        }
    }

    /// What is done with a paper that was handed in.
    package enum PaperChange: String, CaseIterable, Hashable, Sendable {
        case publish, keepInside = "keep_inside", withdraw
    }

    /// How many papers a session has at most.
    package static let papersMax = 30

    /// The last day on which papers are in time: so many working days before the session as its form asks; nil where it asks
    /// for none.
    package func papersDue(_ practice: Practice) -> Day? {
        let days = form(practice).paperDays
        return days == 0 ? nil : ConsultationForm.latest(days, before: plan.day, practice.calendar)
    }

    /// Whether a paper came later than the form asks; never stored, since the day of a session may move.
    package func isLate(_ paper: Paper, _ practice: Practice) -> Bool {
        papersDue(practice).map { paper.handedInOn > $0 } ?? false  // BR-37
    }

    /// Hands a paper in. A late one is taken and shown as such; whether it is public, the room says.
    package func handingIn(_ paper: Paper, by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.handInPaper, by: actor)
        guard papers.count < Self.papersMax else { throw .tooManyPapers }
        if let author = paper.author {
            guard participants.contains(where: { $0.id == author }) else { throw .unknownParticipant }
        }
        let isMember = role(of: actor, for: .handInPaper) == .member
        guard !isMember || !paper.isPublic && paper.author == nil else { throw .notYours }
        return Transition(self, .paperHandedIn(paper))
    }

    /// Shows a paper to everybody, keeps it inside, or takes it away.
    package func changingPaper(
        _ id: Paper.ID, _ change: PaperChange, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.changePaper, by: actor)
        guard papers.contains(where: { $0.id == id }) else { throw .noPaper }
        switch change {
        case .publish: return Transition(self, .paperChanged(id, isPublic: true))
        case .keepInside: return Transition(self, .paperChanged(id, isPublic: false))
        case .withdraw: return Transition(self, .paperWithdrawn(id))
        }
    }

    /// Those that everybody may read, once everybody may know of the session.
    package var publicPapers: [Paper] { isAnnounced ? papers.filter(\.isPublic) : [] }

    /// What happens to the papers. Those who are invited are told once: when papers go out, or with the first after that.
    mutating func file(_ event: SessionEvent) {
        switch event {
        case .paperHandedIn(let paper): papers.append(paper)
        case .paperChanged(let id, let isPublic):
            if let index = papers.firstIndex(where: { $0.id == id }) { papers[index].isPublic = isPublic }
        case .paperWithdrawn(let id): papers.removeAll { $0.id == id }
        case _: break
        }
        if !papers.isEmpty, state == .ready || state == .inProgress { hasToldOfPapers = true }
    }
}
