// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What the committee is called and how it is reached", .serialized)
struct CommitteeTests {
    private static let path = "/desk/settings/committee"
    private static let fields: [String: String] = [
        "name": "政协安澜县第九届委员会", "shortName": "安澜县政协新", "contact": "办公室 0000-1234567",
        "hosts": "localhost\n127.0.0.1\nNew.example.org",
    ]

    private func form(_ change: [String: String] = [:], version: Int) -> [(String, String)] {
        var fields = Self.fields.merging(change) { $1 }
        fields["version"] = String(version)
        return fields.sorted { $0.key < $1.key }
    }

    @Test("a change stands on every page at once, and in the log", arguments: EngineKind.allCases)
    func changed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            _ = try await village.visitor().get("/")
            let done = try await browser.fillIn(Self.path, action: Self.path, form(version: 0))
            #expect(done.status == 303, "\(done.text)")
            let late = form(["contact": "0000-7654321"], version: 0)
            let stale = try await browser.fillIn(Self.path, action: Self.path, late)
            #expect(stale.status == 409 && stale.text.contains("0000-7654321"), "what was typed comes back")
            #expect(stale.hiddenField("version") == "1", "for the committee as it is now")
            #expect(try await browser.get("\(Self.path)?done=changed").text.contains("重新印"))
            for host in [Village.countyHost, "new.example.org", "nobody.example"] {
                let page = try await village.visitor(host: host).get("/")
                #expect(page.text.contains("安澜县政协新") && page.text.contains("0000-1234567"), "\(host)")
            }
            #expect(!(try await village.visitor(host: Village.zoneHost).get("/")).text.contains("0000-1234567"))
            let poster = try await village.visitor().get("/r/\(village.room.token.text)/poster")
            #expect(poster.text.contains("0000-1234567"))
            #expect(try await browser.get("/desk/settings").text.contains("政协安澜县第九届委员会"))
            let read = try await village.program(of: .systemAdministrator).get(Self.path)
            #expect(read["contact"] == "办公室 0000-1234567" && read.object["version"] as? Int == 1)
            #expect(read.object["hosts"] as? [String] == ["localhost", "127.0.0.1", "new.example.org"])
            let log = try await village.browser(of: .auditAdministrator).get("/desk/audit?subject=committee")
            #expect(log.text.contains("改名称、电话和网址"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "of two administrators the second is told, and the default committee stays it", arguments: EngineKind.allCases)
    func twice(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let versioned = Self.fields.merging(["version": "0"]) { $1 }
            #expect(try await program.post(Self.path, versioned).status == 200)
            let late = try await program.post(Self.path, versioned.merging(["name": "别的名称"]) { $1 })
            #expect(late.status == 409 && late["code"] == "changed_meanwhile", "\(late.text)")
            let same = try await program.post(Self.path, Self.fields)
            #expect(same.status == 409 && same["code"] == "nothing_changed")
            // Without any host of its own the default committee is reached as before.
            let bare = try await program.post(Self.path, Self.fields.merging(["hosts": ""]) { $1 })
            #expect(bare.status == 200)
            #expect(try await village.visitor().get("/").text.contains("安澜县政协新"))
        }
    }

    @Test("a host of another committee is refused, and the one that somebody stands on", arguments: EngineKind.allCases)
    func hosts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let taken = try await program.post(
                Self.path, Self.fields.merging(["hosts": "localhost\nZONE.localhost"]) { $1 })
            #expect(taken.status == 409 && taken["code"] == "host_taken")
            let browser = try await village.browser(of: .systemAdministrator)
            let told = try await browser.fillIn(
                Self.path, action: Self.path, form(["hosts": "zone.localhost"], version: 0))
            #expect(told.status == 422 && told.text.contains("另一个单位"))
            #expect(try await village.visitor(host: Village.zoneHost).get("/").status == 200)
            // The zone is reached by its host alone.
            let zone = village.story.zone.id
            let store = CommitteeStore(tenant: zone)
            let (found, reach) = try await village.services.engine.read { transaction in
                (try store.face(in: transaction), try store.reach(from: Village.zoneHost, in: transaction))
            }
            let face = try #require(found)
            #expect(reach.names.contains(village.story.county.name) && !reach.names.contains(village.story.zone.name))
            let other = CommitteeFace.Values(name: "甲", shortName: "甲", contact: "1", hosts: [])
            #expect(throws: CommitteeRefusal.hostInUse) {
                _ = try face.changing(to: other, reach: reach, by: village.actor(.systemAdministrator))
            }
        }
    }

    /// Writes a committee's hosts without the rules in between, as releases of before did.
    private func give(_ hosts: [String], to tenant: Tenant.ID, _ village: Village) async throws {
        let store = CommitteeStore(tenant: tenant)
        try await village.services.engine.write { transaction in
            guard let face = try store.face(in: transaction) else { throw WebFailure.notFound }
            let values = CommitteeFace.Values(
                name: face.values.name.words ?? "", shortName: face.values.shortName.words ?? "",
                contact: face.values.contact.words ?? "", hosts: hosts.map(HostName.init(stored:)))
            try store.update(
                CommitteeFace(id: face.id, values: values, version: face.version + 1), from: face.version,
                in: transaction)
        }
    }

    @Test(
        "links of a committee with hosts of its own begin with the first one it wrote", arguments: EngineKind.allCases)
    func firstHost(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let zone = village.story.zone.id
            try await give(["zone.localhost", "b.example", "a.example"], to: zone, village)
            try await village.reloadSites()
            #expect(village.services.baseURL(of: zone).hasPrefix("http://zone.localhost"))
            try await give(["b.example", "a.example", "zone.localhost"], to: zone, village)
            try await village.reloadSites()
            #expect(village.services.baseURL(of: zone).hasPrefix("http://b.example"))
            // The same, told by the change itself and not read again.
            let values = CommitteeFace.Values(
                name: "甲", shortName: "乙", contact: "1",
                hosts: ["zone.localhost", "a.example"].compactMap { HostName($0) })
            village.services.liveSites.follow(values, of: zone, RenderedPages(isKeeping: false))
            #expect(village.services.baseURL(of: zone).hasPrefix("http://zone.localhost"))
            #expect(village.services.sites.site(host: "a.example")?.tenant.shortName == "乙")
            #expect(village.services.sites.site(host: "b.example")?.tenant.id == village.story.county.id)
            #expect(village.services.sites.site(host: nil)?.tenant.shortName == village.story.county.shortName)
            // The county is reached by the address of the installation, whatever it writes first.
            let installation = village.services.baseURL(of: village.story.county.id)
            let program = try await village.program(of: .systemAdministrator)
            let fields = Self.fields.merging(["hosts": "new.example.org\n127.0.0.1\nlocalhost"]) { $1 }
            #expect(try await program.post(Self.path, fields).status == 200)
            #expect(village.services.baseURL(of: village.story.county.id) == installation)
            let form = try await village.browser(of: .systemAdministrator).get(Self.path)
            #expect(form.text.contains("第一行的用在海报、短信的链接里"))
        }
    }

    @Test(
        "a host that was stored before stays until somebody takes it away, and is shown", arguments: EngineKind.allCases
    )
    func storedBefore(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let county = village.story.county.id
            try await give(["127.0.0.1", "localhost", "my_host"], to: county, village)
            let browser = try await village.browser(of: .systemAdministrator)
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("my_host不是规范的主机名"))
            let program = try await village.program(of: .systemAdministrator)
            let kept = try await program.post(
                Self.path, Self.fields.merging(["hosts": "127.0.0.1\nlocalhost\nmy_host"]) { $1 })
            #expect(kept.status == 200, "\(kept.text)")
            #expect(kept.object["hosts"] as? [String] == ["127.0.0.1", "localhost", "my_host"])
            let other = try await program.post(
                Self.path, Self.fields.merging(["hosts": "127.0.0.1\nyour_host"]) { $1 })
            #expect(other.status == 422, "no other of its kind is taken")
            let gone = try await program.post(Self.path, Self.fields)
            #expect(gone.status == 200 && !gone.text.contains("my_host"))
            #expect(!(try await browser.get(Self.path)).text.contains("不是规范的主机名"))
        }
    }

    @Test("the name of another committee is refused beside its field", arguments: EngineKind.allCases)
    func names(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let zone = village.story.zone
            for (field, name, code) in [
                ("name", zone.name, "name_taken"), ("shortName", zone.shortName, "short_name_taken"),
            ] {
                let refused = try await program.post(Self.path, Self.fields.merging([field: name]) { $1 })
                #expect(refused.status == 409 && refused["code"] == code, "\(refused.text)")
            }
            let told = try await village.browser(of: .systemAdministrator).fillIn(
                Self.path, action: Self.path, form(["shortName": zone.shortName], version: 0))
            #expect(told.status == 422 && told.text.contains("已经用这个简称"))
            #expect(try await program.get(Self.path).object["version"] as? Int == 0)
        }
    }

    @Test(
        "the host by which the installation is reached is nobody else's, though it is listed nowhere",
        arguments: EngineKind.allCases)
    func baseHost(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post(Self.path, Self.fields.merging(["hosts": ""]) { $1 }).status == 200)
            let (services, base, now) = (village.services, village.services.settings.baseHost, village.clock.now)
            let site = try #require(services.sites.site(host: Village.zoneHost))
            #expect(site.tenant.id == village.story.zone.id)
            let keeper = Actor.staff(
                Staff(id: .init(1), name: "甲", appointments: [Appointment(.systemAdministrator, .tenant)]))
            let desk = CommitteeDesk(services: services, site: site)
            let input = try Input(
                Self.fields.merging(["name": "甲", "shortName": "乙", "hosts": "zone.localhost\n\(base)"]) { $1 },
                fields: CommitteeForm.fields + [recordVersionField])
            await #expect(throws: CommitteeRefusal.hostTaken) {
                try await services.engine.write {
                    _ = try desk.change(input, from: Village.zoneHost, by: keeper, at: now, in: $0)
                }
            }
            #expect(services.sites.site(host: base)?.tenant.id == village.story.county.id)
            #expect(try await village.visitor(host: base).get("/").text.contains("安澜县政协新"))
        }
    }

    @Test(
        "a host that two committees take at one moment is one's, and the other is told", arguments: EngineKind.allCases)
    func oneMoment(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (county, zone) = (village.story.county.id, village.story.zone.id)
            // Both have looked, and found the name free, before either writes: on PostgreSQL side by side, on SQLite one after the other.
            async let first: Void = give(["127.0.0.1", "same.example"], to: county, village)
            async let second: Void = give(["zone.localhost", "same.example"], to: zone, village)
            var refusals: [CommitteeRefusal] = []
            do { try await first } catch let refusal as CommitteeRefusal { refusals.append(refusal) }
            do { try await second } catch let refusal as CommitteeRefusal { refusals.append(refusal) }
            #expect(refusals == [.hostTaken])
            let store = CommitteeStore(tenant: county)
            let (mine, others) = try await village.services.engine.read { transaction in
                (try store.face(in: transaction), try store.reach(from: nil, in: transaction).taken)
            }
            let hosts = try #require(mine).values.hosts
            #expect(hosts.contains("same.example") != others.contains("same.example"))
        }
    }

    @Test(
        "a name that two committees take at one moment is one's, and the other is told", arguments: EngineKind.allCases)
    func oneName(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (services, now) = (village.services, village.clock.now)
            let keeper = Actor.staff(
                Staff(id: .init(1), name: "甲", appointments: [Appointment(.systemAdministrator, .tenant)]))
            let sites = [village.countySite, try #require(services.sites.site(host: Village.zoneHost))]
            let refusals = try await withThrowingTaskGroup(of: CommitteeRefusal?.self) { group in
                for (index, host) in ["localhost", Village.zoneHost].enumerated() {
                    let desk = CommitteeDesk(services: services, site: sites[index])
                    let input = try Input(
                        Self.fields.merging(["name": "政协甲\(index)", "shortName": "同名政协", "hosts": host]) { $1 },
                        fields: CommitteeForm.fields + [recordVersionField])
                    group.addTask {
                        do {
                            try await services.engine.write {
                                _ = try desk.change(input, from: host, by: keeper, at: now, in: $0)
                            }
                            return nil
                        } catch let refusal as CommitteeRefusal {
                            return refusal
                        }
                    }
                }
                return try await group.reduce(into: [CommitteeRefusal?]()) { $0.append($1) }
            }
            #expect(refusals.compactMap(\.self) == [.shortNameTaken] && refusals.count == 2, "\(refusals)")
        }
    }

    @Test("what was read before a change has become durable does not cover it")
    func overtaken() async throws {
        try await Village.with(.sqlite) { village in
            let (services, zone) = (village.services, village.story.zone.id)
            let pages = RenderedPages(isKeeping: false)
            let values = CommitteeFace.Values(
                name: "甲", shortName: "乙", contact: "1", hosts: ["zone.localhost"].compactMap { HostName($0) })
            let overtaken = OvertakenEngine(engine: services.engine) {
                services.liveSites.follow(values, of: zone, pages)
            }
            _ = try await services.liveSites.reload(overtaken, pages, on: village.clock.now.day)
            #expect(services.sites.site(host: Village.zoneHost)?.tenant.shortName == "乙")
            _ = try await services.liveSites.reload(services.engine, pages, on: village.clock.now.day)
            #expect(services.sites.site(host: Village.zoneHost)?.tenant.shortName == village.story.zone.shortName)
        }
    }

    @Test("what cannot be is told beside its field, and nothing is changed", arguments: EngineKind.allCases)
    func problems(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let wrong: [(String, String)] = [
                ("name", ""), ("shortName", " "), ("contact", ""), ("contact", String(repeating: "1", count: 81)),
                ("hosts", "https://www.example.org"), ("hosts", "www.example.org:8080"), ("hosts", "-a.example"),
                ("hosts", "a..b"), ("hosts", "政协.example"),
                ("hosts", (1...11).map { "h\($0).example" }.joined(separator: "\n")),
            ]
            for (field, value) in wrong {
                let answer = try await program.post(Self.path, Self.fields.merging([field: value]) { $1 })
                #expect(answer.status == 422 && answer.text.contains("\"name\":\"\(field)\""), "\(field) \(value)")
            }
            let browser = try await village.browser(of: .systemAdministrator)
            let back = try await browser.fillIn(
                Self.path, action: Self.path, form(["name": "<b>甲</b>", "hosts": "<i>"], version: 0))
            #expect(back.status == 422 && !back.text.contains("<b>甲") && !back.text.contains("<i>\n"))
            #expect(try await program.get(Self.path).object["version"] as? Int == 0)
        }
    }

    @Test("another server of the same database follows when it reads its sites again", arguments: EngineKind.allCases)
    func otherServer(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            // As the other one has it: read before the change.
            let engine = village.services.engine
            let day = village.clock.now.day
            let other = LiveSites(try await engine.read { try DirectoryStore().sites(on: day, in: $0) })
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post(Self.path, Self.fields).status == 200)
            #expect(other.now.site(host: "localhost")?.tenant.contact != "办公室 0000-1234567")
            let pages = RenderedPages(isKeeping: false)
            #expect(try await other.reload(engine, pages, on: day).isEmpty, "no calendar is another")
            #expect(other.now.site(host: "new.example.org")?.tenant.contact == "办公室 0000-1234567")
            #expect(other.now.site(host: "nobody.example")?.tenant.id == village.story.county.id)
        }
    }
}

/// An engine during whose next reading something else becomes durable.
private struct OvertakenEngine: Engine {
    let engine: any Engine
    let meanwhile: @Sendable () -> Void
    var dialect: Dialect { engine.dialect }
    var counters: EngineCounters { engine.counters }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let value = try await engine.read(body)
        meanwhile()
        return value
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await engine.write(body)
    }

    func purge(_ table: StaticString) async throws { try await engine.purge(table) }
    func refreshStatistics() async throws { try await engine.refreshStatistics() }
    func listen(to name: String, _ heard: @escaping @Sendable (String?) -> Void) async {
        await engine.listen(to: name, heard)
    }
    func close() async { await engine.close() }
}
