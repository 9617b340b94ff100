// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A support")
struct SupportTests {
    private let id = Support.ID(601)

    @Test("a topic that everybody can read is supported, with or without a phone")
    func supported() throws {
        let topic = try published(.screening)
        let support = try Support.supporting(topic, phone: "13900000000", as: id)
        #expect(support.after.topic == topic.id && support.after.phone == .kept("13900000000"))
        #expect(support.after.version == 1)
        #expect(try Support.supporting(topic, phone: nil, as: id).after.phone == nil)
    }

    @Test("what strangers do not see they do not support (BR-08)")
    func hidden() throws {
        let topic = try Village.topic(.pooled)
        #expect(throws: SupportRefusal.notPublished) { try Support.supporting(topic, phone: nil, as: id) }
        let withdrawn = try published(.pooled).unpublishing(reason: "写错了", by: Village.secretary).after
        #expect(throws: SupportRefusal.notPublished) { try Support.supporting(withdrawn, phone: nil, as: id) }
    }

    @Test("a topic that has ended is not supported any more")
    func ended() throws {
        for state in [Topic.State.Name.solvedDirectly, .closed] {
            #expect(throws: SupportRefusal.hasEnded) { try Support.supporting(published(state), phone: nil, as: id) }
        }
        let merged = try published(.pooled).merging(
            into: Village.otherTopic(), isTarget: false, by: Village.secretary
        ).after
        #expect(throws: SupportRefusal.hasEnded) { try Support.supporting(merged, phone: nil, as: id) }
    }

    @Test("nothing is asked of a support", arguments: ActorKind.allCases)
    func nothing(_ who: ActorKind) throws {
        #expect(
            try Support.supporting(published(.pooled), phone: nil, as: id).after.permittedCommands(for: who.actor) == []
        )
    }

    @Test("an owner's word makes of a typed number one that is known, once")
    func verifying() throws {
        let topic = try published(.pooled)
        let typed = try Support.supporting(topic, phone: "13900000000", as: id).after
        #expect(typed.means == .device)
        let known = try typed.verifying().after
        #expect(known.means == .phone && known.phone == typed.phone && known.version == 2)
        #expect(throws: SupportRefusal.alreadySupported) { try known.verifying() }
        let signedIn = try Support.supporting(topic, phone: "13900000000", by: .phone, as: id)
        #expect(signedIn.after.means == .phone)
        #expect(throws: SupportRefusal.alreadySupported) { try signedIn.after.verifying() }
        let without = try typed.takingPhoneBack(isHeld: false).after
        #expect(throws: SupportRefusal.noPhone) { try without.verifying() }
        let log = [signedIn.event, .phoneTakenBack]
        #expect(Support.replaying(log, as: id)?.means == .phone, "the count stays when the phone goes")
    }

    @Test("the written form is stable and holds no phone")
    func storedForm() throws {
        let keeper = KeptTexts()
        let event = SupportEvent.supported(topic: Village.topicID, phone: .kept("13900000000"))
        let written = try keeper.encode(event)
        #expect(written == #"{"supported":{"phone":"text-0","topic":"0000000000001"}}"#)
        #expect(try keeper.decode(written) == event)
        let without = SupportEvent.supported(topic: Village.topicID, phone: nil)
        #expect(try keeper.encode(without) == #"{"supported":{"topic":"0000000000001"}}"#)
        let known = SupportEvent.supported(topic: Village.topicID, phone: nil, means: .phone)
        #expect(try keeper.encode(known) == #"{"supported":{"means":"phone","topic":"0000000000001"}}"#)
        #expect(event.kind == "supported" && SupportEvent.subject == "support" && SupportEvent.version == 1)
        #expect(
            SupportRefusal.allCases.map(\.code) == [
                "not_published", "has_ended", "already_supported", "no_phone", "under_hold",
            ])
    }

    private func published(_ state: Topic.State.Name) throws -> Topic {
        try Village.topic(state).reviewing(
            title: "路灯", body: "不亮", by: Village.secretary, practice: Village.practice
        ).after
    }
}
