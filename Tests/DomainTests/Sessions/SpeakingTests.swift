// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The order of speaking at a consultation session")
struct SpeakingTests {
    private let secretary = Village.secretary
    private let now = Village.sessionMorning
    private let member = Participant.ID(81)
    private let head = Participant.ID(82)
    private let resident = Participant.ID(84)

    private func session(listing people: [Participant.ID]) throws -> ConsultationSession {
        try Village.session(.inProgress).enlisting(people, minutes: 5, by: secretary).after
    }

    private func order(_ session: ConsultationSession) -> [Participant.ID] { session.waiting.map(\.participant) }

    @Test("people are listed before and while it is held, each once")
    func enlisting() throws {
        let prepared = try Village.session(.announced).enlisting([head, member], minutes: 3, by: Village.convener).after
        #expect(order(prepared) == [head, member] && prepared.waiting.allSatisfy { $0.minutes == 3 && !$0.hasAsked })
        #expect(throws: SessionRefusal.alreadyListed) { try prepared.enlisting([member], minutes: 3, by: secretary) }
        #expect(throws: SessionRefusal.unknownParticipant) {
            try prepared.enlisting([Participant.ID(99)], minutes: 3, by: secretary)
        }
    }

    @Test("whoever is there asks for the floor alone, once, from the own phone or account")
    func asking() throws {
        let session = try Village.session(.inProgress)
        let asked = try session.askingForFloor(minutes: 5, by: .participant(resident)).after
        #expect(asked.waiting.map(\.hasAsked) == [true] && order(asked) == [resident])
        #expect(throws: SessionRefusal.alreadyListed) {
            try asked.askingForFloor(minutes: 5, by: .participant(resident))
        }
        #expect(throws: SessionRefusal.notPresent) { try asked.askingForFloor(minutes: 5, by: .participant(head)) }
        #expect(throws: SessionRefusal.notYours) { try asked.askingForFloor(minutes: 5, by: secretary) }
        let both = try asked.askingForFloor(minutes: 5, by: ActorKind.participant.actor).after
        #expect(order(both) == [resident, member])
    }

    @Test(
        "places change one by one, and whoever is taken off waits no more",
        arguments: [
            (ConsultationSession.Place.first, [82, 81, 84]), (.earlier, [82, 81, 84]), (.later, [81, 84, 82]),
            (.last, [81, 84, 82]), (.off, [81, 84]),
        ])
    func moving(_ place: ConsultationSession.Place, _ expected: [Int64]) throws {
        let session = try session(listing: [member, head, resident])
        let moved = try session.reordering(head, to: place, by: secretary).after
        #expect(order(moved) == expected.map { Participant.ID($0) })
        let first = try session.reordering(member, to: .earlier, by: secretary).after
        #expect(order(first) == [member, head, resident])
        #expect(throws: SessionRefusal.unknownParticipant) {
            try session.reordering(Participant.ID(83), to: .last, by: secretary)
        }
    }

    @Test("one speaks at a time, who is there; the clock runs from the word until the turn ends")
    func turns() throws {
        let session = try session(listing: [member, head, resident])
        #expect(throws: SessionRefusal.notPresent) { try session.givingFloor(to: head, by: secretary, at: now) }
        #expect(throws: SessionRefusal.unknownParticipant) {
            try session.givingFloor(to: Participant.ID(83), by: secretary, at: now)
        }
        let speaking = try session.givingFloor(to: nil, by: Village.convener, at: now).after
        #expect(speaking.floor?.participant == member && order(speaking) == [head, resident])
        #expect(speaking.floor?.until == now.advanced(byMilliseconds: 300_000))
        // Two who give the floor at the same moment end in one speaker.
        #expect(throws: SessionRefusal.floorTaken) { try speaking.givingFloor(to: resident, by: secretary, at: now) }
        #expect(throws: SessionRefusal.alreadyListed) { try speaking.enlisting([member], minutes: 5, by: secretary) }
        #expect(throws: SessionRefusal.floorTaken) {
            try speaking.concluding(.consensus(.kept("修")), by: secretary, at: now, practice: Village.practice)
        }
        let later = now.advanced(byMilliseconds: 330_000)
        let ended = try speaking.endingTurn(saying: nil, by: secretary, at: later).after
        #expect(ended.floor == nil && ended.turns.map(\.participant) == [member])
        #expect(ended.turns.map(\.seconds) == [330] && ended.turns.map(\.minutes) == [5])
        #expect(ended.opinions == 0)
        let next = try ended.givingFloor(to: resident, by: secretary, at: later).after
            .endingTurn(saying: (.suggestion, "先修桥头那盏"), by: secretary, at: later)
        #expect(next.after.opinions == 1 && next.after.turns.map(\.seconds) == [330, 0])
        let over = try next.after.concluding(
            .consensus(.kept("修")), by: secretary, at: later, practice: Village.practice
        ).after
        #expect(over.waiting.isEmpty && over.turns.count == 2)
    }

    @Test("who left the list of participants waits no more")
    func leaving() throws {
        let substitute = Participant(
            id: Participant.ID(90), category: .department, name: .kept("副科长己"), phone: nil, person: nil,
            standsFor: head)
        let sent = try Village.session(.announced)
            .answering(.substituted(substitute), of: head, by: secretary).after
            .enlisting([Participant.ID(90), member], minutes: 5, by: secretary).after
        #expect(order(try sent.answering(.coming, of: head, by: secretary).after) == [member])
    }

    @Test("a member of long standing stands by a new one; each new one has one")
    func pairs() throws {
        let others = (86...87).map { number in
            Participant(
                id: Participant.ID(number), category: .member, name: .kept("委员\(number)"), phone: nil, person: nil)
        }
        let session = try Village.session(.announced).inviting(others, by: secretary).after
        let paired = try session.pairing(member, with: others[0].id, by: secretary).after
            .pairing(others[1].id, with: others[0].id, by: Village.convener).after
        #expect(paired.pairs.map(\.mentor) == [others[1].id] && paired.pairs.map(\.member) == [others[0].id])
        #expect(throws: SessionRefusal.noPair) { try session.pairing(member, with: member, by: secretary) }
        #expect(throws: SessionRefusal.noPair) { try session.pairing(member, with: head, by: secretary) }
    }
}
