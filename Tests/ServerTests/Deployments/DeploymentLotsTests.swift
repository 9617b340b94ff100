// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Notices to very many", .serialized)
struct DeploymentLotsTests {
    private static let extraRooms = 2 * DeploymentDesk.lot + 30
    /// With the two of the village.
    private static let addressees = extraRooms + 2

    /// Opens so many more rooms.
    private static func openRooms(_ village: Village) async throws {
        let (county, area, now) = (village.story.county.id, village.room.area, village.clock.now)
        try await Commands.run(on: village.installation) { commands in
            for index in 0..<extraRooms {
                let room = Room(
                    id: commands.id(), name: "第\(index)议事室", area: area, level: .village, address: "\(index)号",
                    token: Room.Token(random: UInt64(1_000_000 + index)), convener: nil, secretary: nil)
                try commands.open(room, convener: nil, secretary: nil, tenant: county, at: now)
            }
        }
    }

    private static func issue(_ village: Village) async throws -> WebAnswer {
        try await village.program(of: .leader).post(
            "/desk/deployments",
            ["kind": "deploy", "title": "排查排水", "text": "走一遍排水口。", "to": "rooms", "dueOn": "2026-03-20"])
    }

    private static func standing(_ id: String, _ village: Village) async throws -> (receipts: Int, unsent: Int) {
        let answer = try await village.program(of: .leader).get("/desk/deployments/\(id)")
        let lines = try #require(answer.object["receipts"] as? [[String: Any]], "\(answer.text)")
        let names = Set(lines.compactMap { $0["name"] as? String })
        #expect(names.count == lines.count, "each addressee has one receipt")
        return (lines.count, try #require(answer.object["unsent"] as? Int))
    }

    private static func differences(_ village: Village) async throws -> [String] {
        let rows = RowReplay(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        return try await village.services.engine.read { try rows.differences(in: $0) }
    }

    private struct Broken: Error {}

    @Test(
        "more than a lot goes out lot by lot: nothing is lost where a server ends in between, nothing comes twice where two send",
        arguments: EngineKind.allCases)
    func lots(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Self.openRooms(village)
            let (lot, all) = (DeploymentDesk.lot, Self.addressees)
            let issued = try await Self.issue(village)
            #expect(issued.status == 201, "\(issued.text)")
            let text = try #require(issued["id"])
            let id = try #require(Deployment.ID(text))
            let first = try await Self.standing(text, village)
            #expect(first.receipts == lot && first.unsent == all - lot)
            let page = try await village.browser(of: .leader).get("/desk/deployments/\(text)").text
            #expect(page.contains("发给\(lot)家") && page.contains("另有\(all - lot)家正在陆续发出"))
            let list = try await village.browser(of: .leader).get("/desk/deployments").text
            #expect(list.contains("另有\(all - lot)家正在陆续发出"))
            // How far the sending is, is the business of whoever sends.
            let own = try await village.program(of: .secretary).get("/desk/deployments/\(text)")
            #expect(own.object["unsent"] as? Int == 0, "\(own.text)")
            #expect(try await Self.differences(village) == [])

            // A server that ends in between.
            let (services, now) = (village.services, village.clock.now)
            let desk = DeploymentDesk(
                services: services, site: Site(tenant: village.story.county, practice: Village.practice))
            await #expect(throws: Broken.self) {
                try await services.engine.write { transaction in
                    try desk.sendNext(id, at: now, in: transaction)
                    throw Broken()
                }
            }
            let broken = try await Self.standing(text, village)
            #expect(broken.receipts == lot && broken.unsent == all - lot)

            // Two servers on one database.
            let sender = DeploymentSender(services: services)
            async let one: Void = sender.sendLots()
            async let other: Void = sender.sendLots()
            _ = try await (one, other)
            for _ in 0..<3 { try await sender.sendLots() }
            let last = try await Self.standing(text, village)
            #expect(last.receipts == all && last.unsent == 0)
            let again = try await village.services.engine.write { try desk.sendNext(id, at: now, in: $0) }
            #expect(again == false)
            let shown = try await village.browser(of: .leader).get("/desk/deployments/\(text)").text
            #expect(shown.contains("发给\(all)家") && !shown.contains("陆续发出"))
            #expect(try await Self.differences(village) == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test("whatever lot it is, whoever sent the notice has sent the receipt", arguments: EngineKind.allCases)
    func sender(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Self.openRooms(village)
            let text = try #require(try await Self.issue(village)["id"])
            let id = try #require(Deployment.ID(text))
            let sender = DeploymentSender(services: village.services)
            for _ in 0..<3 { try await sender.sendLots() }
            let county = village.story.county.id.number
            let senders = try await village.services.engine.read { transaction in
                try transaction.rows(
                    """
                    SELECT DISTINCT e.actor_kind, e.actor, e.role FROM event e
                    JOIN deployment_receipt r ON r.tenant = e.tenant AND r.id = e.subject
                    WHERE e.tenant = \(county) AND e.subject_kind = 'deployment_receipt' AND r.deployment = \(id.number)
                    """
                ) { row in
                    let kind = try row.next(String.self)
                    let person = try row.next(Int64?.self).map { Person.ID($0) }
                    return "\(kind) \(person?.text ?? "") \(try row.next(String?.self) ?? "")"
                }
            }
            guard case .staff(let leader) = village.actor(.leader) else {
                Issue.record("the leader has an account")
                return
            }
            #expect(senders == ["staff \(leader.id.text) leader"])
        }
    }

    @Test(
        "the silent are reminded lot by lot, each once a day, also those who came last", arguments: EngineKind.allCases)
    func reminders(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Self.openRooms(village)
            let id = try #require(try await Self.issue(village)["id"])
            let reminders = "/desk/deployments/\(id)/reminders"
            let leader = try await village.program(of: .leader)
            let some = try await leader.post(reminders, [:])
            #expect(some.object["reminded"] as? Int == DeploymentDesk.lot, "\(some.text)")
            #expect(try await leader.post(reminders, [:])["code"] == "nobody_silent")
            let sender = DeploymentSender(services: village.services)
            for _ in 0..<3 { try await sender.sendLots() }
            let rest = try await leader.post(reminders, [:])
            #expect(rest.object["reminded"] as? Int == Self.addressees - DeploymentDesk.lot, "\(rest.text)")
            village.clock.move(hours: 24)
            let next = try await village.program(of: .leader).post(reminders, [:])
            #expect(next.object["reminded"] as? Int == Self.addressees, "\(next.text)")
            #expect(try await village.program(of: .secretary).post(reminders, [:]).status == 404)
            #expect(try await Self.differences(village) == [])
        }
    }

    @Test(
        "told is who is nearest: the own people, then the area's, then the county's; who signs for nothing is not told")
    func nearest() throws {
        let (village, town) = (try #require(AreaCode("990101101201")), try #require(AreaCode("990101101000")))
        let (room, unit) = (Room.ID(1), HandlingUnit.ID(2))
        func signer(_ id: Int64, _ role: Role, _ domain: Appointment.Domain) -> DeploymentAnswering.Signer {
            .init(person: .init(id), appointment: Appointment(role, domain))
        }
        let county = signer(10, .roomSecretary, .tenant)
        let ofTown = signer(11, .convener, .area(town))
        let own = signer(12, .roomSecretary, .room(room))
        let clerk = signer(13, .unitOfficer, .unit(unit))
        let foreign = [
            signer(20, .roomSecretary, .room(.init(9))), signer(21, .unitOfficer, .unit(.init(9))),
            signer(22, .leader, .room(room)),
        ]
        let toRoom = Deployment.Addressee.room(room, village)
        #expect(DeploymentAnswering(foreign + [county, ofTown, own, clerk]).nearest(to: toRoom) == [.init(12)])
        #expect(DeploymentAnswering(foreign + [county, ofTown, clerk]).nearest(to: toRoom) == [.init(11)])
        #expect(DeploymentAnswering(foreign + [county, clerk]).nearest(to: toRoom) == [.init(10)])
        #expect(DeploymentAnswering(foreign + [clerk]).nearest(to: toRoom) == [])
        #expect(DeploymentAnswering(foreign + [county, ofTown, own, clerk]).nearest(to: .unit(unit)) == [.init(13)])
        #expect(DeploymentAnswering(foreign + [county, own]).nearest(to: .unit(unit)) == [])
    }
}
