// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("Periods of retention")
struct RetentionTests {
    @Test("a period counts whole months back from today; 0 keeps for ever")
    func limits() {
        var practice = RetentionPractice(months: [.submitterContacts: 1])
        #expect(practice.limit(of: .submitterContacts, on: Village.day("2026-03-31")) == Village.day("2026-02-28"))
        #expect(practice.limit(of: .submitterContacts, on: Village.day("2026-01-05")) == Village.day("2025-12-05"))
        #expect(practice.limit(of: .attachments, on: Village.day("2026-03-31")) == nil)
        practice[.attachments] = 12
        #expect(practice.limit(of: .attachments, on: Village.day("2024-02-29")) == Village.day("2023-02-28"))
        practice[.attachments] = -1
        #expect(practice[.attachments] == 0)
    }

    @Test("the standard periods, and a profile that says nothing of them has these")
    func standard() throws {
        let standard = RetentionPractice()
        let months = RetentionPractice.Category.allCases.map { standard[$0] }
        #expect(months == [6, 12, 24, 6, 6, 6, 24, 0, 0, 24, 6, 6])
        let old = #"{"screeningDays":7,"topicTextLimit":300,"topicReviews":2,"rejectionGrounds":[]}"#
        let profile = try JSONDecoder().decode(PracticeProfile.self, from: Data(old.utf8))
        #expect(profile.privacy == PrivacyPractice())
    }

    @Test("a run adds up what its batches say, and ends once; nobody but the program clears")
    func run() throws {
        var run = RetentionRun.beginning(on: Village.day("2026-03-05"), as: .init(1)).after
        run = try run.sweeping(.submitterContacts, .init(records: 2, parts: 2)).after
        run = try run.sweeping(.submitterContacts, .init(records: 1, parts: 3)).after
        #expect(run.swept == [.submitterContacts: .init(records: 3, parts: 5)] && run.version == 3)
        for who in ActorKind.allCases where who != .system {
            for command in RetentionRun.Command.allCases {
                #expect(run.refusal(of: command, by: who.actor) == .notYours)
            }
        }
        let finished = try run.finishing().after
        #expect(finished.isFinished)
        #expect(throws: RetentionRefusal.alreadyFinished) { try finished.finishing() }
        #expect(RetentionRun.replaying([.finished], as: .init(1)) == nil)
    }

    @Test("a hold is placed and lifted by the privacy officer alone, each once")
    func hold() throws {
        let officer = ActorKind.privacyOfficer.actor
        for who in ActorKind.allCases where who != .privacyOfficer {
            #expect(throws: HoldRefusal.notYours) {
                try RecordHold.placing(
                    on: .topic(Village.topicID), reason: "诉讼", isHeld: false, as: .init(1), by: who.actor)
            }
        }
        #expect(throws: HoldRefusal.alreadyHeld) {
            try RecordHold.placing(on: .topic(Village.topicID), reason: "诉讼", isHeld: true, as: .init(1), by: officer)
        }
        let placed = try RecordHold.placing(
            on: .topic(Village.topicID), reason: "诉讼", isHeld: false, as: .init(1), by: officer
        ).after
        for who in ActorKind.allCases where who != .privacyOfficer {
            #expect(placed.refusal(of: .lift, by: who.actor) == .notYours)
        }
        let lifted = try placed.lifting(reason: "结案", by: officer).after
        #expect(lifted.state == .lifted(reason: .kept("结案")) && lifted.version == 2)
        #expect(lifted.refusal(of: .lift, by: officer) == .alreadyLifted)
        #expect(RecordHold.replaying([.lifted(reason: .erased)], as: .init(1)) == nil)
    }

    @Test("a hold lies on any kind of record from which something goes, and reads back as it is written")
    func holdsOfEveryKind() throws {
        #expect(RecordHold.Record.kinds.count == 10)
        for (subject, record) in RecordHold.Record.kinds {
            let held = record(7)
            #expect(held.reference == (subject, 7) && RecordHold.Record(subject: subject, number: 7) == held)
            let (event, texts) = (HoldEvent.placed(on: held, reason: .kept("诉讼")), KeptTexts())
            #expect(try texts.decode(texts.encode(event)) == event)
        }
        #expect(RecordHold.Record(subject: ItemEvent.subject, number: 7) == nil, "items go with their topic")
    }
}
