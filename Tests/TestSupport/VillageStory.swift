// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

@testable import Server

/// What has happened in the village before the first test question: told through the commands of the program.
package struct VillageStory: Sendable {
    package let county: Tenant
    package let zone: Tenant
    package let room: Room
    package let otherRoom: Room
    package let zoneRoom: Room
    /// The units of the county: roads, and water.
    package let unit, otherUnit: HandlingUnit
    package let staff: [Villager: Staff]
    /// Topics of ``room`` by where they stand.
    package let waiting, held, asked, published: Raised
    /// Topics of the other room and of the zone.
    package let waitingElsewhere, waitingInZone, publishedInZone: Raised

    /// A topic with what its submitter keeps, and with what was said.
    package struct Raised: Sendable {
        package let id: Topic.ID
        package let code: TrackingCode
        package let words: String

        package init(id: Topic.ID, code: TrackingCode, words: String) {
            self.id = id
            self.code = code
            self.words = words
        }
    }

    /// Hashed once for all villages: each hash takes some tens of milliseconds.
    private static let hash = Result { try PasswordHash.make(Villager.password) }

    /// Founds both tenants and raises the topics.
    static func tell(with commands: Commands, at now: Instant) throws -> VillageStory {
        let teller = Teller(commands: commands, now: now, hash: try hash.get())
        let county = try teller.found(.county, "990101000000", hosts: ["localhost", Village.countyHost])
        let zone = try teller.found(.zone, "990171000000", hosts: [Village.zoneHost])
        let room = try teller.open("杨柳社区议事室", "990101001001", "YANGXV01", county)
        let otherRoom = try teller.open("石桥村议事室", "990101100201", "SHQA0002", county)
        let zoneRoom = try teller.open("开发区企业议事室", "990171000000", "KFQ00003", zone)
        let unit = try teller.add("安澜县住建局", county)
        let otherUnit = try teller.add("安澜县水务局", county)
        let staff: [Villager: Staff] = [
            .secretary: try teller.employ(.secretary, .room(room.id), county),
            .otherSecretary: try teller.employ(.otherSecretary, .room(otherRoom.id), county),
            .convener: try teller.employ(.convener, .room(room.id), county),
            .leader: try teller.employ(.leader, .tenant, county),
            .member: try teller.employ(.member, .tenant, county),
            .otherMember: try teller.employ(.otherMember, .tenant, county),
            .officer: try teller.employ(.officer, .unit(unit.id), county),
            .colleague: try teller.employ(.colleague, .unit(unit.id), county),
            .otherOfficer: try teller.employ(.otherOfficer, .unit(otherUnit.id), county),
            .privacyOfficer: try teller.employ(.privacyOfficer, .tenant, county),
            .proposalOfficer: try teller.employ(.proposalOfficer, .tenant, county),
            .systemAdministrator: try teller.employ(.systemAdministrator, .tenant, county),
            .securityAdministrator: try teller.employ(.securityAdministrator, .tenant, county),
            .auditAdministrator: try teller.employ(.auditAdministrator, .tenant, county),
            .zoneSecretary: try teller.employ(.zoneSecretary, .tenant, zone),
        ]
        let asked = try teller.raise("三号楼的路灯坏了半年，晚上老人不敢出门。", room, county)
        try teller.act(.ask, ["question": "请问是哪一个单元门口的路灯？"], asked, staff[.secretary], county)
        let published = try teller.raise("张家门口的排水沟堵了，蚊子很多，电话13900000000。", room, county)
        try teller.publish("社区排水沟堵塞，夏天蚊虫多", published, staff[.secretary], county)
        try teller.act(.pool, [:], published, staff[.secretary], county)
        let publishedInZone = try teller.raise("园区南门没有公交，李师傅每天走四十分钟。", zoneRoom, zone)
        try teller.publish("园区南门到车站缺少公交", publishedInZone, staff[.zoneSecretary], zone)
        return VillageStory(
            county: county, zone: zone, room: room, otherRoom: otherRoom, zoneRoom: zoneRoom, unit: unit,
            otherUnit: otherUnit,
            staff: staff,
            waiting: try teller.raise("放学时校门口停两排车，孩子从车缝里钻过去。", room, county),
            held: try teller.raise("广场晚上十点还放音乐，家里有中考的孩子。", room, county, isHeld: true),
            asked: asked, published: published,
            waitingElsewhere: try teller.raise("灌溉渠淤了两年，下游插秧没有水。", otherRoom, county),
            waitingInZone: try teller.raise("宿舍楼夜里施工，工人睡不好觉。", zoneRoom, zone), publishedInZone: publishedInZone)
    }
}

/// Tells the story, one command after the other.
private struct Teller {
    let commands: Commands
    let now: Instant
    let hash: PasswordHash

    func found(_ kind: Tenant.Kind, _ area: String, hosts: [String]) throws -> Tenant {
        let name = kind == .county ? "安澜县政协" : "安澜开发区政协工委"
        let tenant = Tenant(
            id: commands.id(), kind: kind, name: name, shortName: name, areaCode: code(area), contact: "0000-0000000")
        let names =
            kind == .county
            ? [(area, "安澜县"), ("990101001001", "杨柳社区"), ("990101100201", "石桥村")] : [(area, "安澜开发区")]
        try commands.found(
            .init(tenant: tenant, hosts: hosts, isDefault: kind == .county, profile: Village.practice.profile),
            areas: names.map { Area(code: code($0.0), name: $0.1) }, at: now)
        return tenant
    }

    func open(_ name: String, _ area: String, _ token: String, _ tenant: Tenant) throws -> Room {
        guard let token = Room.Token(token) else { preconditionFailure("\(token) is a token") }
        let room = Room(
            id: commands.id(), name: name, area: code(area), level: .village, address: "村口", token: token,
            convener: nil, secretary: nil)
        try commands.open(room, convener: nil, secretary: nil, tenant: tenant.id, at: now)
        return room
    }

    func add(_ name: String, _ tenant: Tenant) throws -> HandlingUnit {
        let unit = HandlingUnit(id: commands.id(), name: name)
        try commands.add(unit, tenant: tenant.id, at: now)
        return unit
    }

    func employ(_ villager: Villager, _ domain: Appointment.Domain, _ tenant: Tenant) throws -> Staff {
        let person = Person(id: commands.id(), name: villager.name)
        let appointment = Appointment(villager.role, domain)
        try commands.add(person, tenant: tenant.id, at: now)
        try commands.addSignIn(person.id, name: villager.signInName, hash: hash, tenant: tenant.id)
        try commands.appoint(person.id, to: appointment, tenant: tenant.id)
        return Staff(id: person.id, name: person.name, appointments: [appointment])
    }

    func raise(
        _ words: String, _ room: Room, _ tenant: Tenant, isHeld: Bool = false
    ) throws -> VillageStory.Raised {
        let draft = TopicDraft(room: room.id, area: room.area, source: .scan, text: words, place: nil)
        let (id, code) = try commands.submit(
            draft, isHeld: isHeld, at: now, practice: Village.practice, tenant: tenant)
        return .init(id: id, code: code, words: words)
    }

    func publish(_ title: String, _ topic: VillageStory.Raised, _ staff: Staff?, _ tenant: Tenant) throws {
        try act(.review, ["title": title, "body": "\(title)，希望一起商量怎么办。"], topic, staff, tenant)
    }

    func act(
        _ command: Topic.Command, _ fields: [String: String], _ topic: VillageStory.Raised, _ staff: Staff?,
        _ tenant: Tenant
    ) throws {
        guard let staff else { preconditionFailure("everybody of the village is employed first") }
        try commands.perform(
            command, fields, on: topic.id, by: .staff(staff), at: now, practice: Village.practice, tenant: tenant)
    }

    private func code(_ text: String) -> AreaCode {
        guard let code = AreaCode(text) else { preconditionFailure("\(text) has twelve digits") }
        return code
    }
}
