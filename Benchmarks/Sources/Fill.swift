// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuration
import Cryptography
import Domain
import Foundation
import Logging
import Server

/// Fills a data folder with a county far larger than any: rooms, and topics that are all reviewed and published. One in a hundred
/// lies in the pool and one in a thousand waits to be screened, 10 000 and 1 000 of a million; the others are settled. Half of the
/// rooms lie in one town, the others in villages of thirty.
struct Fill: AsyncParsableCommand {
    @Option var data: String
    @Option var database: String?
    @Option var rooms = 2_000
    @Option var topics = 100_000
    /// A file with what people say, a line each; without it all say nearly the same.
    @Option var texts: String?

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
        let texts = try texts.map {
            try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").map(String.init)
        }
        // SQLite goes through all that a transaction keeps for its savepoints at each statement: large ones take longer.
        for start in stride(from: 0, to: topics, by: 100) {
            let said = (start..<min(start + 100, topics)).map { index in
                texts.map { Said(index: index, text: $0[index % $0.count]) } ?? Said(index: index)
            }
            try await raise(installation, county, rooms, said)
        }
        await installation.close()
    }

    private struct County: Sendable {
        let tenant: Tenant
        let villages: [AreaCode]
        let office: Staff
        let practice = Practice(profile: .standard, calendar: .national)
    }

    private func found(_ installation: Installation) async throws -> County {
        guard let area = AreaCode("990101000000") else { preconditionFailure("twelve digits are a code") }
        let (town, others) = (try Self.area("990101101000"), try Self.villages())
        let hash = try PasswordHash.make("bench-bench")
        let now = installation.now
        return try await Commands.run(on: installation) { commands in
            let tenant = Tenant(
                id: commands.id(), kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协", areaCode: area, contact: "")
            try commands.found(
                .init(tenant: tenant, hosts: [], isDefault: true, profile: .standard),
                areas: [Area(code: area, name: "安澜县"), Area(code: town, name: "城关镇")]
                    + others.enumerated().map { Area(code: $1, name: "第\($0)村") }, at: now)
            let person = Person(id: commands.id(), name: "方知夏")
            let appointment = Appointment(.roomSecretary, .tenant)
            try commands.add(person, tenant: tenant.id, at: now)
            try commands.addSignIn(person.id, name: "bench", hash: hash, tenant: tenant.id)
            try commands.appoint(person.id, to: appointment, tenant: tenant.id)
            let office = Staff(id: person.id, name: person.name, appointments: [appointment])
            let clerk = Person(id: commands.id(), name: "钱小满")
            try commands.add(clerk, tenant: tenant.id, at: now)
            try commands.addSignIn(clerk.id, name: "bench-town", hash: hash, tenant: tenant.id)
            try commands.appoint(clerk.id, to: Appointment(.roomSecretary, .area(town)), tenant: tenant.id)
            return County(tenant: tenant, villages: others, office: office)
        }
    }

    private static func area(_ text: String) throws -> AreaCode {
        guard let area = AreaCode(text) else { throw ValidationError("\(text) is no code") }
        return area
    }

    /// A village of the large town, then one of each of thirty others.
    private static func villages() throws -> [AreaCode] {
        try ["990101101201"].map(area) + (200..<230).map { try area("990101\($0)201") }
    }

    private func open(_ installation: Installation, _ county: County) async throws -> [Room] {
        let now = installation.now
        let count = rooms
        return try await Commands.run(on: installation) { commands in
            try (0..<count).map { index in
                let room = Room(
                    id: commands.id(), name: "第\(index)号协商议事室",
                    area: county.villages[index % 2 == 0 ? 0 : 1 + index / 2 % 30], level: .village,
                    address: "一号路\(index)号",
                    token: Room.Token(random: UInt64(index)), convener: nil, secretary: nil)
                try commands.open(room, convener: nil, secretary: nil, tenant: county.tenant.id, at: now)
                return room
            }
        }
    }

    /// What becomes of the so-many-th topic; nil for one that waits.
    private static func decision(_ index: Int) -> (Topic.Command, [String: String])? {
        if index % 100 == 0 { return (.pool, [:]) }
        return index % 1_000 == 1 ? nil : (.solveDirectly, ["answer": "雨水管已经疏通，下雨天再去看过，不积水了。"])
    }

    /// What somebody says, and how it is called in public.
    private struct Said: Sendable {
        let index: Int
        let text: String
        let title: String
        /// Asked for where a text shows a door, as some of a file do (BR-41).
        var consent: [String: String] = [:]

        init(index: Int, text: String) {
            (self.index, self.text, title) = (index, text, String(text.prefix(30)))
            consent = ["consent": "测量用的话，没有写到真人。"]
        }

        /// One in a million that say the same of their own place.
        init(index: Int) {
            self.index = index
            text = "第\(index)件：我们小区一下大雨就积水，最深的时候到小腿，老人出不了门，希望看看雨水管是不是堵了。"
            title = "第\(index)件：小区雨天积水，老人出门要蹚水"
        }
    }

    private func raise(
        _ installation: Installation, _ county: County, _ rooms: [Room], _ said: [Said]
    ) async throws {
        let now = installation.now
        try await Commands.run(on: installation) { commands in
            for said in said {
                let room = rooms[said.index % rooms.count]
                let draft = TopicDraft(
                    room: room.id, area: room.area, source: .scan, text: said.text, place: "\(said.index)号楼")
                let (id, _) = try commands.submit(draft, at: now, practice: county.practice, tenant: county.tenant)
                try commands.perform(
                    .review, ["title": said.title, "body": said.text].merging(said.consent) { $1 }, on: id,
                    by: .staff(county.office), at: now, practice: county.practice, tenant: county.tenant)
                guard let (command, fields) = Self.decision(said.index) else { continue }
                try commands.perform(
                    command, fields, on: id, by: .staff(county.office), at: now, practice: county.practice,
                    tenant: county.tenant)
            }
        }
    }
}
