// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The papers of a consultation session")
struct SessionPaperTests {
    private let practice = Village.practice
    private let secretary = Village.secretary

    private func paper(
        _ number: Int64 = 88, on day: String = "2026-03-10", author: Participant.ID? = nil, isPublic: Bool = false
    ) -> ConsultationSession.Paper {
        .init(
            id: .init(number), title: .kept("路灯现状"), file: .init(number), author: author,
            handedInBy: Village.memberID, handedInOn: Village.day(day), isPublic: isPublic)
    }

    private func session(_ form: String? = "counterpart") throws -> ConsultationSession {
        let plan = ConsultationSession.Plan(
            title: .kept("路灯"), day: Village.day("2026-03-20"), minuteOfDay: 570, place: .kept("议事室"), form: form)
        return try Village.plannedSession(plan: plan).announcing(
            topics: [Village.topic(.ready)], by: Village.convener, at: Village.morning, practice: practice
        ).after
    }

    @Test("papers are due so many working days before; what comes later is taken and shown as late")
    func due() throws {
        let session = try session()
        // Friday the 20th: three working days back is Tuesday the 17th.
        #expect(session.papersDue(practice) == Village.day("2026-03-17"))
        #expect(!session.isLate(paper(on: "2026-03-17"), practice) && session.isLate(paper(on: "2026-03-18"), practice))
        #expect(try session.handingIn(paper(on: "2026-03-19"), by: secretary).after.papers.count == 1)
        // A form that asks for none knows none that is late.
        let room = try self.session(nil)
        #expect(room.papersDue(practice) == nil && !room.isLate(paper(on: "2026-03-19"), practice))
        #expect(Village.plan.moved(to: Village.day("2026-03-27"), minuteOfDay: 570).day == Village.day("2026-03-27"))
    }

    @Test("a member hands in the own paper, for the others; the room decides what is public")
    func whose() throws {
        let session = try session()
        let member = ActorKind.participant.actor
        #expect(try session.handingIn(paper(), by: member).after.papers == [paper()])
        #expect(throws: SessionRefusal.notYours) { try session.handingIn(paper(isPublic: true), by: member) }
        #expect(throws: SessionRefusal.notYours) {
            try session.handingIn(paper(author: Participant.ID(82)), by: member)
        }
        #expect(throws: SessionRefusal.unknownParticipant) {
            try session.handingIn(paper(author: Participant.ID(99)), by: secretary)
        }
        let shown = try session.handingIn(paper(author: Participant.ID(82), isPublic: true), by: secretary).after
        #expect(shown.publicPapers.count == 1)
        let hidden = try shown.changingPaper(.init(88), .keepInside, by: Village.convener).after
        #expect(hidden.publicPapers.isEmpty && hidden.papers.count == 1)
        #expect(try hidden.changingPaper(.init(88), .publish, by: secretary).after.publicPapers.count == 1)
        #expect(try hidden.changingPaper(.init(88), .withdraw, by: secretary).after.papers.isEmpty)
        #expect(throws: SessionRefusal.noPaper) { try hidden.changingPaper(.init(99), .withdraw, by: secretary) }
    }

    @Test("thirty are enough")
    func bounded() throws {
        var full = try session()
        for number in 0..<Int64(ConsultationSession.papersMax) {
            full = try full.handingIn(paper(100 + number), by: secretary).after
        }
        #expect(throws: SessionRefusal.tooManyPapers) { try full.handingIn(paper(99), by: secretary) }
    }

    @Test("those who are invited are told once: when papers go out, or with the first after that")
    func told() throws {
        let announced = try Village.session(.announced)
        let before = try announced.handingIn(paper(), by: secretary).after
        #expect(!before.hasToldOfPapers)
        let ready = try before.readying(waiver: nil, by: secretary, at: Village.morning, practice: practice).after
        #expect(ready.hasToldOfPapers)
        let empty = try announced.readying(waiver: nil, by: secretary, at: Village.morning, practice: practice).after
        #expect(!empty.hasToldOfPapers && empty.papers.isEmpty)
        #expect(try empty.handingIn(paper(), by: secretary).after.hasToldOfPapers)
    }
}
