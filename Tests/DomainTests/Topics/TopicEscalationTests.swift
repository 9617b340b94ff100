// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Bringing a topic before the room above")
struct TopicEscalationTests {
    private let county = Village.person(31, .roomSecretary, .room(Village.above.id))
    private let secretary = Village.secretary

    @Test("topics of two rooms become one of the room above, and each keeps its state and its words (BR-10)")
    func gathered() throws {
        let (first, second) = (try Village.brought(), try Village.brought(as: Topic.ID(2), from: Village.otherRoom))
        let made = try first.gathering(
            with: [second], words: "水渠都淤了", as: Topic.ID(9), by: county, at: Village.morning,
            practice: Village.practice)
        #expect(made.parent.after.state == .pooled && made.parent.after.room == Village.above.id)
        #expect(made.parent.after.source == .escalation && made.parent.after.text == .kept("水渠都淤了"))
        for (child, before) in [(made.own.after, first), (made.others[0].after, second)] {
            #expect(child.state == .pooled && child.text == before.text && child.room == before.room)
            #expect(child.escalatedInto == Topic.ID(9) && child.follower == Topic.ID(9) && child.isDealtWithAbove)
        }
        #expect(made.own.after.refusal(of: .select, by: Village.convener) == .dealtWithAbove)
    }

    @Test("too few rooms, the same topic twice, and others' secretaries are refused")
    func refused() throws {
        let first = try Village.brought()
        let sameRoom = try Village.brought(as: Topic.ID(2))
        let elsewhere = try Village.brought(as: Topic.ID(3), from: Village.otherRoom)
        func gather(_ others: [Topic], _ actor: Actor) throws(TopicRefusal) {
            _ = try first.gathering(
                with: others, words: "水渠", as: Topic.ID(9), by: actor, at: Village.morning, practice: Village.practice)
        }
        #expect(throws: TopicRefusal.tooFewRooms) { try gather([], county) }
        #expect(throws: TopicRefusal.tooFewRooms) { try gather([sameRoom], county) }
        #expect(throws: TopicRefusal.chosenTwice) { try gather([elsewhere, elsewhere], county) }
        #expect(throws: TopicRefusal.chosenTwice) { try gather([first], county) }
        #expect(throws: TopicRefusal.notYours) { try gather([elsewhere], secretary) }
        #expect(throws: TopicRefusal.notYours) { try gather([elsewhere], Village.convener) }
        let notBrought = try Village.otherTopic()
        #expect(throws: TopicRefusal.notEscalated) { try gather([notBrought], county) }
    }

    @Test("a room is above another by level and by area")
    func above() throws {
        let own = Village.room(Village.room, in: Village.village, .village)
        let town = Village.room(Village.otherRoom, in: Village.town, .town)
        let otherTown = Village.room(Room.ID(5), in: Village.otherTown, .town)
        #expect(Village.above.isAbove(own) && town.isAbove(own) && Village.above.isAbove(town))
        #expect(!own.isAbove(town) && !otherTown.isAbove(own) && !own.isAbove(own))
        #expect(throws: TopicRefusal.notAbove) {
            try Village.topic(.pooled).escalating(to: otherTown, from: own, reason: "都有", by: secretary)
        }
    }

    @Test("which level stands above which the county's list says, and the rest stand as everywhere")
    func levels() throws {
        let park = Village.room(Room.ID(5), in: Village.town, .park)
        let town = Village.room(Village.otherRoom, in: Village.town, .town)
        let own = Village.room(Village.room, in: Village.town, .village)
        let sector = Village.room(Room.ID(6), in: Village.town, .sector)
        let zone = RoomPractice(levels: [.park, .town, .village])
        #expect(park.isAbove(town, in: zone) && town.isAbove(own, in: zone) && town.isAbove(sector, in: zone))
        #expect(!own.isAbove(sector, in: zone) && !sector.isAbove(own, in: zone) && !town.isAbove(park, in: zone))
        let four = RoomPractice(levels: [.district, .town, .village, .sector])
        #expect(own.isAbove(sector, in: four) && !sector.isAbove(own, in: four))
        #expect(!park.isAbove(town) && town.isAbove(park) && !own.isAbove(sector))
        // A level that the list leaves out stays between those above and below it.
        let two = RoomPractice(levels: [.district, .village])
        #expect(Village.above.isAbove(town, in: two) && town.isAbove(own, in: two))
        #expect(throws: TopicRefusal.notAbove) {
            try Village.topic(.pooled).escalating(to: park, from: own, reason: "都有", by: secretary)
        }
        #expect(
            try Village.topic(.pooled).escalating(to: park, from: own, in: zone, reason: "都有", by: secretary)
                .after.escalation?.isOpen == true)
    }

    @Test("taken back before the room above decides; given back by it as long as nothing was done")
    func undone() throws {
        let brought = try Village.brought()
        #expect(throws: TopicRefusal.alreadyEscalated) {
            try brought.escalating(
                to: Village.above, from: Village.room(Village.room, in: Village.village, .village), reason: "都有",
                by: secretary)
        }
        #expect(try brought.keepingHere(by: secretary).after.escalation == nil)
        let other = try Village.brought(as: Topic.ID(2), from: Village.otherRoom)
        let made = try brought.gathering(
            with: [other], words: "水渠", as: Topic.ID(9), by: county, at: Village.morning, practice: Village.practice)
        #expect(throws: TopicRefusal.dealtWithAbove) { try made.own.after.keepingHere(by: secretary) }
        #expect(try made.parent.after.dissolving(by: county).after.state == .withdrawn)
        let back = try made.own.after.returningFromAbove().after
        #expect(back.state == .pooled && !back.isDealtWithAbove)
        let begun = try made.parent.after.relating(to: Topic.ID(5), by: county).after
        #expect(throws: TopicRefusal.alreadyBegun) { try begun.dissolving(by: county) }
    }

    @Test("declined with a reason, it stays with its room, is known above, and may be brought again")
    func declined() throws {
        let brought = try Village.brought()
        for actor in [secretary, Village.convener, .visitor] {
            #expect(throws: TopicRefusal.notYours) { try brought.decliningEscalation(reason: "只有一处", by: actor) }
        }
        let declined = try brought.decliningEscalation(reason: "只有一处", by: county).after
        #expect(declined.escalation?.declined == .kept("只有一处"))
        #expect(declined.state == .pooled && !declined.isDealtWithAbove)
        #expect(declined.isBrought(before: county))
        #expect(throws: TopicRefusal.notEscalated) { try declined.decliningEscalation(reason: "再说一次", by: county) }
        #expect(throws: TopicRefusal.notEscalated) { try declined.keepingHere(by: secretary) }
        #expect(declined.refusal(of: .gather, by: county) == .notEscalated)
        let selected = try declined.selecting(by: Village.convener).after
        #expect(selected.escalation?.declined != nil && selected.isBrought(before: county))
        let again = try declined.escalating(
            to: Village.above, from: Village.room(Village.room, in: Village.village, .village), reason: "又有一处",
            by: secretary
        ).after
        #expect(again.escalation?.isOpen == true && again.refusal(of: .declineEscalation, by: county) == nil)
    }

    @Test("what was gathered stays with the room before which its parts were brought")
    func staysAbove() throws {
        let other = try Village.brought(as: Topic.ID(2), from: Village.otherRoom)
        let parent = try Village.brought().gathering(
            with: [other], words: "水渠", as: Topic.ID(9), by: county, at: Village.morning, practice: Village.practice
        ).parent.after
        func passing(_ topic: Topic) throws -> Transition<Topic> {
            try topic.passingOn(
                to: Village.otherRoom, in: Village.village, reason: "归那里", by: county, at: Village.morning,
                practice: Village.practice)
        }
        #expect(parent.refusal(of: .passOn, by: county) == .isGathered)
        #expect(throws: TopicRefusal.isGathered) { try passing(parent) }
        // Nor does it go along with what it is part of.
        let draft = TopicDraft(room: parent.room, area: parent.area, source: .meeting, text: "水渠", place: nil)
        let host = Topic.submitting(
            draft, as: Topic.ID(7), isHeld: false, at: Village.morning, practice: Village.practice
        ).after
        let part = try parent.merging(into: host, isTarget: false, by: county).after
        #expect(throws: TopicRefusal.isGathered) { try part.goingAlong(with: passing(host)) }
    }

    @Test("what the own room selects is no longer before the room above")
    func selected() throws {
        let selected = try Village.brought().selecting(by: Village.convener).after
        #expect(selected.escalation == nil)
    }
}
