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
            #expect(read.object["hosts"] as? [String] == ["127.0.0.1", "localhost", "new.example.org"])
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
            let other = CommitteeFace.Values(name: "甲", shortName: "甲", contact: "1", hosts: [])
            #expect(throws: CommitteeRefusal.hostInUse) {
                _ = try face.changing(to: other, reach: reach, by: village.actor(.systemAdministrator))
            }
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
