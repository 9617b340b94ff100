// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Server

/// What happens in the demo, told in one transaction.
struct DemoStory {
    let commands: Commands
    let hash: PasswordHash
    let now: Instant
    private var random: SplitMix
    private let practice = Practice(profile: .standard, calendar: .national)

    init(commands: Commands, hash: PasswordHash, now: Instant, seed: UInt64) {
        self.commands = commands
        self.hash = hash
        self.now = now
        random = SplitMix(seed: seed)
    }

    mutating func playCounty() throws {
        let county = try tenant(
            .county, name: "政协安澜县委员会", shortName: "安澜县政协", area: "990101000000", hosts: ["localhost", "127.0.0.1"],
            isDefault: true)
        var rooms: [Room] = []
        let secretary = try person("林小禾", county)
        let convener = try person("周明远", county)
        for plan in DemoPeople.rooms {
            rooms.append(try open(plan, convener: convener, secretary: secretary, county))
        }
        var staff: [String: Staff] = [:]
        for signIn in DemoPeople.signIns {
            let known = [secretary, convener].first { $0.name == signIn.name }
            let appointment = Appointment(signIn.role, signIn.room.map { .room(rooms[$0].id) } ?? .tenant)
            let id = try known ?? person(signIn.name, county)
            try commands.addSignIn(id.id, name: signIn.signInName, hash: hash, tenant: county.id)
            try commands.appoint(id.id, to: appointment, tenant: county.id)
            staff[signIn.signInName] = Staff(id: id.id, name: signIn.name, appointments: [appointment])
        }
        guard let office = staff["mishu2"] else { return }
        try playTopics(rooms, by: office, county)
    }

    mutating func playZone() throws {
        let zone = try tenant(
            .zone, name: "安澜经济开发区政协工作委员会", shortName: "安澜开发区政协工委", area: "990171000000", hosts: ["zone.localhost"],
            isDefault: false)
        let secretary = try person("许望舒", zone)
        let room = try open(
            .init(name: "开发区企业协商议事室", area: "990171000000", level: .park, address: "开发区服务中心三楼", token: "KFQ00001"),
            convener: nil, secretary: secretary, zone)
        try commands.addSignIn(secretary.id, name: "mishu", hash: hash, tenant: zone.id)
        try commands.appoint(secretary.id, to: Appointment(.roomSecretary, .tenant), tenant: zone.id)
        let draft = TopicDraft(
            room: room.id, area: room.area, source: .scan, text: "园区到高铁站没有公交，新来的工人拖着行李走四十分钟。", place: "开发区东门")
        _ = try commands.submit(draft, at: now, practice: practice, tenant: zone)
    }

    /// Topics of the last four weeks: the older ones are decided, the newer ones wait, some ask, some are public.
    private mutating func playTopics(_ rooms: [Room], by office: Staff, _ county: Tenant) throws {
        let count = DemoTexts.matters.count * 2
        for index in 0..<count {
            let matter = DemoTexts.matters[index % DemoTexts.matters.count]
            let room = rooms[index < 8 ? 0 : Int.random(in: 0..<rooms.count, using: &random)]
            let age = Int64(count - index) * 16 * 3_600_000 + Int64.random(in: 0..<10_000_000, using: &random)
            let raised = now.advanced(byMilliseconds: -age)
            let draft = TopicDraft(
                room: room.id, area: room.area, source: .scan,
                text: index < DemoTexts.matters.count ? matter.text : "请问，\(matter.text)谢谢！", place: matter.place)
            let (topic, _) = try commands.submit(draft, at: raised, practice: practice, tenant: county)
            try follow(topic, matter, index, count, raised, office, county)
        }
    }

    private mutating func follow(
        _ topic: Topic.ID, _ matter: DemoTexts.Matter, _ index: Int, _ count: Int, _ raised: Instant, _ office: Staff,
        _ county: Tenant
    ) throws {
        let actor = Actor.staff(office)
        let later = raised.advanced(byMilliseconds: 20 * 3_600_000)
        func perform(_ command: Topic.Command, _ fields: [String: String], by other: Actor? = nil) throws {
            try commands.perform(
                command, fields, on: topic, by: other ?? actor, at: min(later, now), practice: practice, tenant: county)
        }
        let chance = Int.random(in: 0..<10, using: &random)
        if index % 2 == 0 || chance < 5 { try perform(.review, ["title": matter.title, "body": matter.body]) }
        if index * 3 > count * 2 {
            if chance == 1 { try perform(.ask, ["question": DemoTexts.questions[index % 2]]) }
            return
        }
        switch chance {
        case 0...5: try perform(.pool, [:])
        case 6: try perform(.solveDirectly, ["answer": DemoTexts.solutions[index % 2]])
        case 7 where index % 2 == 1:
            try perform(
                .reject, ["ground": "other_competence", "explanation": "这条路由市里养护，我们已替您记下电话，也会向上反映。"])
        case 8:
            try perform(.ask, ["question": DemoTexts.questions[index % 2]])
            try perform(.answer, ["answer": DemoTexts.answers[index % 2]], by: .codeHolder(topic))
        default: break
        }
    }

    private func tenant(
        _ kind: Tenant.Kind, name: String, shortName: String, area: String, hosts: [String], isDefault: Bool
    ) throws -> Tenant {
        let tenant = Tenant(
            id: commands.id(), kind: kind, name: name, shortName: shortName, areaCode: try code(area),
            contact: "政协办公室 0000-0000 0000（工作日 9:00–17:30）")
        let areas =
            try kind == .zone
            ? [Area(code: code(area), name: "安澜经济开发区")]
            : DemoPeople.areas.map { Area(code: try code($0.0), name: $0.1) }
        try commands.found(
            .init(tenant: tenant, hosts: hosts, isDefault: isDefault, profile: .standard), areas: areas, at: now)
        return tenant
    }

    private func person(_ name: String, _ tenant: Tenant) throws -> Person {
        let person = Person(id: commands.id(), name: name)
        try commands.add(person, tenant: tenant.id, at: now)
        return person
    }

    private func open(
        _ plan: DemoPeople.RoomPlan, convener: Person?, secretary: Person?, _ tenant: Tenant
    ) throws -> Room {
        guard let token = Room.Token(plan.token) else { throw Unreadable(text: plan.token) }
        let room = Room(
            id: commands.id(), name: plan.name, area: try code(plan.area), level: plan.level, address: plan.address,
            token: token, convener: convener?.name, secretary: secretary?.name)
        try commands.open(room, convener: convener?.id, secretary: secretary?.id, tenant: tenant.id, at: now)
        return room
    }

    private func code(_ text: String) throws -> AreaCode {
        guard let code = AreaCode(text) else { throw Unreadable(text: text) }
        return code
    }

    /// A slip in the demo's own script.
    private struct Unreadable: Error {
        let text: String
    }
}
