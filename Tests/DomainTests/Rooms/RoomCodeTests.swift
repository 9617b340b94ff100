// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("The code of a room and its paper slips")
struct RoomCodeTests {
    private static let room = Room.ID(7)
    private static let today = Day(year: 2026, month: 3, day: 5)

    private static func code(isOpen: Bool = true) throws -> RoomCode {
        RoomCode(
            room: room, area: try #require(AreaCode("990101001001")), token: try #require(Room.Token("2F6K9QXM")),
            isOpen: isOpen, version: 1)
    }

    private static func staff(_ role: Role, _ domain: Appointment.Domain) -> Actor {
        .staff(Staff(id: .init(1), name: "甲", appointments: [Appointment(role, domain)]))
    }

    @Test("its secretary and its convener look after it, and nobody else", arguments: Role.allCases)
    func whose(_ role: Role) throws {
        for command in RoomCode.Command.allCases {
            let isSwitch = [.pauseIntake, .resumeIntake].contains(command)
            let isTheirs = (isSwitch ? [.systemAdministrator, .convener] : [.roomSecretary, .convener]).contains(role)
            let own = try Self.code().refusal(of: command, by: Self.staff(role, .room(Self.room)))
            #expect(own == (!isTheirs ? .notYours : command == .resumeIntake ? .notPaused : nil))
            #expect(try Self.code().refusal(of: command, by: Self.staff(role, .room(.init(8)))) == .notYours)
            for actor in [Actor.visitor, .console, .system] {
                #expect(try Self.code().refusal(of: command, by: actor) == .notYours)
            }
            guard isTheirs else { continue }
            #expect(
                try Self.code(isOpen: false).refusal(of: command, by: Self.staff(role, .tenant)) == .roomClosed)
        }
    }

    @Test("renewed, it has the new token, and the event tells both")
    func renewal() throws {
        let token = try #require(Room.Token("7KM4P9TX"))
        let transition = try Self.code().renewing(
            to: token, reason: "海报被人换过", voidsSlips: false, by: Self.staff(.roomSecretary, .tenant))
        #expect(transition.after.token == token && transition.after.version == 2)
        #expect(
            transition.event
                == .renewed(from: "2F6K9QXM", to: "7KM4P9TX", reason: .kept("海报被人换过"), voidsSlips: nil))
        let voiding = try Self.code().renewing(
            to: token, reason: "海报被人换过", voidsSlips: true, by: Self.staff(.roomSecretary, .tenant))
        #expect(
            voiding.event
                == .renewed(from: "2F6K9QXM", to: "7KM4P9TX", reason: .kept("海报被人换过"), voidsSlips: true))
    }

    @Test("a batch is made void once, until its last day; what is spent of it stays spent")
    func voiding() throws {
        let (secretary, code) = (Self.staff(.roomSecretary, .room(Self.room)), try Self.code())
        func batch(voidedAt: Instant? = nil) -> SlipBatch {
            SlipBatch(
                id: .init(3), room: Self.room, count: 12, validUntil: Self.today, madeAt: Instant(Self.today),
                voidedAt: voidedAt)
        }
        let voided = try code.voidingSlips(of: batch(), reason: "丢了一沓", on: Self.today, by: secretary)
        #expect(voided.event == .slipsVoided(batch: .init(3), reason: .kept("丢了一沓")) && voided.after.version == 2)
        let void = batch(voidedAt: Instant(Self.today))
        #expect(throws: RoomCodeRefusal.alreadyVoid) {
            try code.voidingSlips(of: void, reason: "再来", on: Self.today, by: secretary)
        }
        #expect(throws: RoomCodeRefusal.slipsOver) {
            try code.voidingSlips(of: batch(), reason: "晚了", on: Self.today.advanced(by: 1), by: secretary)
        }
        #expect(void.refusal(isUsed: false, on: Self.today) == .void)
        #expect(void.refusal(isUsed: true, on: Self.today) == .alreadyUsed)
    }

    @Test("paused, it takes in nothing until it is resumed, and says why and since when")
    func pausing() throws {
        let (operating, now) = (Self.staff(.systemAdministrator, .tenant), Instant(Self.today))
        let paused = try Self.code().pausingIntake(reason: "议事室搬迁", by: operating, at: now)
        #expect(paused.after.pause == .init(since: now, reason: .kept("议事室搬迁")) && paused.after.version == 2)
        #expect(throws: RoomCodeRefusal.alreadyPaused) {
            try paused.after.pausingIntake(reason: "再停", by: operating, at: now)
        }
        let resumed = try paused.after.resumingIntake(by: operating)
        #expect(resumed.after.pause == nil && resumed.event == .intakeResumed)
        #expect(throws: RoomCodeRefusal.notPaused) { try resumed.after.resumingIntake(by: operating) }
    }

    @Test("the written form is stable, and what was written before slips could be void is read as it was")
    func writtenForm() throws {
        let samples: [(event: RoomCodeEvent, json: String)] = [
            (
                .renewed(from: "2F6K9QXM", to: "7KM4P9TX", reason: .kept("换新"), voidsSlips: nil),
                #"{"renewed":{"from":"2F6K9QXM","reason":"text-0","to":"7KM4P9TX"}}"#
            ),
            (
                .renewed(from: "2F6K9QXM", to: "7KM4P9TX", reason: .kept("丢了"), voidsSlips: true),
                #"{"renewed":{"from":"2F6K9QXM","reason":"text-0","to":"7KM4P9TX","voidsSlips":true}}"#
            ),
            (
                .slipsVoided(batch: .init(3), reason: .kept("丢了")),
                #"{"slipsVoided":{"batch":"0000000000003","reason":"text-0"}}"#
            ),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let written = try keeper.encode(event)
            #expect(written == json)
            #expect(try keeper.decode(written) == event)
        }
        #expect(samples.map(\.event.kind) == ["renewed", "renewed", "slips_voided"])
    }

    @Test("slips are good from today on, and no longer than three months")
    func days() throws {
        let (secretary, code) = (Self.staff(.roomSecretary, .tenant), try Self.code())
        func make(_ day: Day) throws -> Transition<RoomCode> {
            try code.makingSlips(12, as: .init(3), until: day, on: Self.today, by: secretary)
        }
        #expect(throws: RoomCodeRefusal.dayIsPast) { try make(Self.today.advanced(by: -1)) }
        #expect(throws: RoomCodeRefusal.tooFarAhead) { try make(Self.today.advanced(by: RoomCode.slipDaysMax + 1)) }
        for day in [Self.today, Self.today.advanced(by: RoomCode.slipDaysMax)] {
            #expect(try make(day).event == .slipsMade(batch: .init(3), count: 12, until: day))
        }
    }

    @Test("a slip is spent once, on its last day at the latest")
    func spending() {
        let batch = SlipBatch(
            id: .init(3), room: Self.room, count: 12, validUntil: Self.today, madeAt: Instant(Self.today))
        #expect(batch.refusal(isUsed: false, on: Self.today) == nil)
        #expect(batch.refusal(isUsed: true, on: Self.today) == .alreadyUsed)
        #expect(batch.refusal(isUsed: false, on: Self.today.advanced(by: 1)) == .overdue)
        #expect(batch.refusal(isUsed: true, on: Self.today.advanced(by: 1)) == .alreadyUsed)
    }

    @Test("a slip's code forgives how it is typed and notices a slip of the finger")
    func typing() throws {
        let code = SlipCode(random: 0x1234_5678_9ABC_DEF0)
        #expect(SlipCode(code.text.lowercased().replacing("-", with: " "))?.text == code.text)
        var wrong = Array(code.text)
        wrong[0] = wrong[0] == "A" ? "B" : "A"
        #expect(SlipCode(String(wrong)) == nil)
    }
}
