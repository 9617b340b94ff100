// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuration
import Cryptography
import Domain
import Logging
import Server

/// Fills a data folder with a county far larger than any: rooms, and topics that are all reviewed and published.
struct Fill: AsyncParsableCommand {
    @Option var data: String
    @Option var database: String?
    @Option var rooms = 2_000
    @Option var topics = 100_000

    func run() async throws {
        let given = ["data": data, "database": database].compactMapValues { $0 }
        let reader = ConfigReader(
            provider: InMemoryProvider(
                values: Dictionary(
                    uniqueKeysWithValues: given.map {
                        (AbsoluteConfigKey([$0.key]), ConfigValue(.string($0.value), isSecret: false))
                    })))
        let installation = try await Installation.open(try Settings(reader), log: Logger(label: "fill"))
        let county = try await found(installation)
        let rooms = try await open(installation, county)
        for start in stride(from: 0, to: topics, by: 500) {
            try await raise(installation, county, rooms, start..<min(start + 500, topics))
        }
        await installation.close()
    }

    private struct County: Sendable {
        let tenant: Tenant
        let area: AreaCode
        let office: Staff
        let practice = Practice(profile: .standard, calendar: .national)
    }

    private func found(_ installation: Installation) async throws -> County {
        guard let area = AreaCode("990101000000") else { preconditionFailure("twelve digits are a code") }
        let hash = try PasswordHash.make("bench-bench")
        let now = installation.now
        return try await Commands.run(on: installation) { commands in
            let tenant = Tenant(
                id: commands.id(), kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协", areaCode: area, contact: "")
            try commands.found(
                .init(tenant: tenant, hosts: [], isDefault: true, profile: .standard),
                areas: [Area(code: area, name: "安澜县")], at: now)
            let person = Person(id: commands.id(), name: "方知夏")
            let appointment = Appointment(.roomSecretary, .tenant)
            try commands.add(person, tenant: tenant.id, at: now)
            try commands.addSignIn(person.id, name: "bench", hash: hash, tenant: tenant.id)
            try commands.appoint(person.id, to: appointment, tenant: tenant.id)
            let office = Staff(id: person.id, name: person.name, appointments: [appointment])
            return County(tenant: tenant, area: area, office: office)
        }
    }

    private func open(_ installation: Installation, _ county: County) async throws -> [Room] {
        let now = installation.now
        let count = rooms
        return try await Commands.run(on: installation) { commands in
            try (0..<count).map { index in
                let room = Room(
                    id: commands.id(), name: "第\(index)号协商议事室", area: county.area, level: .village,
                    address: "一号路\(index)号",
                    token: Room.Token(random: UInt64(index)), convener: nil, secretary: nil)
                try commands.open(room, convener: nil, secretary: nil, tenant: county.tenant.id, at: now)
                return room
            }
        }
    }

    private func raise(
        _ installation: Installation, _ county: County, _ rooms: [Room], _ range: Range<Int>
    ) async throws {
        let now = installation.now
        try await Commands.run(on: installation) { commands in
            for index in range {
                let room = rooms[index % rooms.count]
                let text = "第\(index)件：我们小区一下大雨就积水，最深的时候到小腿，老人出不了门，希望看看雨水管是不是堵了。"
                let draft = TopicDraft(room: room.id, area: room.area, source: .scan, text: text, place: "\(index)号楼")
                let (id, _) = try commands.submit(draft, at: now, practice: county.practice, tenant: county.tenant)
                try commands.perform(
                    .review, ["title": "第\(index)件：小区雨天积水，老人出门要蹚水", "body": text], on: id,
                    by: .staff(county.office), at: now, practice: county.practice, tenant: county.tenant)
            }
        }
    }
}
