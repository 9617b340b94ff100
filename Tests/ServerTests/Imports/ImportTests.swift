// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import Spreadsheets
import TestSupport
import Testing

@testable import Server

@Suite("Imports", .serialized)
struct ImportTests {
    private static let areas = "区划代码,名称\n990101555000,青石镇\n990101555001,青石社区\n"

    @Test("a right table is taken after a yes, once, whatever it is sent again", arguments: EngineKind.allCases)
    func right(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.areaCount()
            let first = try await village.importing(Array(Self.areas.utf8), into: .areas)
            #expect(first.state == "checked" && first.counts == [2, 0, 0])
            #expect(try await village.areaCount() == before, "nothing is taken before somebody says yes")
            #expect(try await village.confirm(first.id) == "applied")
            #expect(try await village.areaCount() == before + 2)
            let again = try await village.importing(Array(Self.areas.utf8), into: .areas)
            #expect(again.counts == [0, 0, 2])
            #expect(try await village.confirm(again.id) == "applied")
            let renamed = try await village.importing(
                Array("名称,区划代码\n青石街道,990101555000\n".utf8), into: .areas)
            #expect(renamed.counts == [0, 1, 0])
            #expect(try await village.confirm(renamed.id) == "applied")
            #expect(try await village.areaCount() == before + 2)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("each bad row is told by row, column and reason, and no row is taken", arguments: EngineKind.allCases)
    func wrong(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.areaCount()
            let table = "区划代码,名称\n990101555000,青石镇\n99010155,乙\n990101555002,\n990101555000,丙\n"
            let sent = try await village.importing(Array(table.utf8), into: .areas)
            #expect(sent.state == "refused" && sent.text.contains(#""problemCount":3"#))
            #expect(sent.places == ["3A", "4B", "5"])
            #expect(try await village.confirm(sent.id) == "refused", "what is not right cannot be taken")
            #expect(try await village.areaCount() == before)
            let browser = try await village.browser(of: .systemAdministrator)
            let page = try await browser.get("/desk/imports/\(sent.id)")
            #expect(page.text.contains("和第2行是同一条") && page.text.contains("12位数字"))
        }
    }

    @Test("of very many bad rows the page shows the first, and a table has every one", arguments: EngineKind.allCases)
    func manyWrong(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let rows = (2...701).map { "99010155,第\($0)行\n" }.joined()
            let sent = try await village.importing(Array("区划代码,名称\n\(rows)".utf8), into: .areas)
            #expect(sent.state == "refused" && sent.places.count == 500, "\(sent.places.count)")
            #expect(sent.text.contains(#""problemCount":700"#), "a program is told of how many these are the first")
            let browser = try await village.browser(of: .systemAdministrator)
            let page = try await browser.get("/desk/imports/\(sent.id)").text
            #expect(page.contains("有700处不对") && page.contains("下面先列前500处，表格里700处都有"))
            let file = "/desk/imports/\(sent.id)/problems"
            #expect(page.contains("href=\"\(file)\"") && page.contains("href=\"\(file)?format=csv\""))
            let table = try await browser.get("\(file)?format=csv")
            let lines = table.text.split(whereSeparator: \.isNewline)
            #expect(
                table.status == 200 && lines.count == 701 && lines.last?.hasPrefix("701,A,") == true, "\(lines.count)")
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.get("\(file)?format=csv").text == table.text)
            #expect(try await program.get("\(file)?format=pdf").status == 422)
            #expect(try await program.get(file).header("Content-Type")?.contains("spreadsheetml") == true)
            #expect(try await village.program(of: .secretary).get(file).status == 404)

            // The page reads no more than it shows; what an earlier release looked at is shown all the same.
            try await village.services.engine.write { try $0.execute("UPDATE register_import SET problems = NULL") }
            #expect(try await browser.get("/desk/imports/\(sent.id)").text.contains("下面先列前500处"))
            #expect((try await program.get("/desk/imports/\(sent.id)").object["problems"] as? [Any])?.count == 500)
            let again = try await village.importing(Array("区划代码,名称\n\(rows)".utf8), into: .areas)
            try await village.services.engine.write {
                try $0.execute("UPDATE register_import SET problems_shown = NULL")
            }
            let before = try await browser.get("/desk/imports/\(again.id)").text
            #expect(before.contains("下面先列前500处") && before.contains("<td class=\"num\">501</td>"))
            #expect(!before.contains("<td class=\"num\">502</td>"))
        }
    }

    @Test("of more bad rows than are kept the page says how many the table has")
    func tooManyWrong() async throws {
        try await Village.with(.sqlite) { village in
            let count = ImportSheet.problemsMax + 10
            let rows = (2..<(2 + count)).map { "99010155,第\($0)行\n" }.joined()
            let sent = try await village.importing(Array("区划代码,名称\n\(rows)".utf8), into: .areas)
            #expect(sent.state == "refused")
            let browser = try await village.browser(of: .systemAdministrator)
            let page = try await browser.get("/desk/imports/\(sent.id)").text
            #expect(page.contains("有\(count)处不对") && page.contains("下面先列前500处，表格里有前20000处"))
            let table = try await browser.get("/desk/imports/\(sent.id)/problems?format=csv").text
            #expect(table.split(whereSeparator: \.isNewline).count == ImportSheet.problemsMax + 1)
        }
    }

    @Test(
        "a row tells all that is wrong in it, and stands for its key though it is wrong", arguments: EngineKind.allCases
    )
    func all(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let long = String(repeating: "届", count: 30)
            let terms = try await village.importing(
                Array("名称,开始日期,届满日期\n\(long),2026-03-01,2025-03-01\n第二届,2026-03-01,三月\n".utf8), into: .terms)
            #expect(terms.places == ["2A", "2C", "3C"], "\(terms.text)")
            let areas = try await village.importing(
                Array("区划代码,名称\n990101555003,\n990101555003,丁\n990101555003,\n".utf8), into: .areas)
            #expect(areas.places == ["2B", "3", "4B", "4"], "\(areas.text)")
            let page = try await village.browser(of: .systemAdministrator).get("/desk/imports").text
            #expect(
                page.contains("最大\(SpreadsheetLimits.standard.fileBytes / 1024 / 1024) MB"), "what is taken is said")
            let counterparts = try await village.importing(
                Array("专委会,联系的单位,联系的乡镇（街道）,联系的界别\n没有的委,,99,\n".utf8), into: .counterparts)
            #expect(
                counterparts.places == ["2A", "2C"],
                "what is written wrong is not told as missing: \(counterparts.text)")
        }
    }

    @Test(
        "a village comes with its town or after it, in any order; an area out of its days is told",
        arguments: EngineKind.allCases)
    func tree(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let alone = try await village.importing(
                Array("名称,区划代码\n青石社区,990101555001\n杨柳镇,990101001000\n".utf8), into: .areas)
            #expect(alone.state == "refused" && alone.places == ["2B"], "\(alone.text)")
            #expect(alone.text.contains("上级区域没有录入"))
            let wrong = try await village.importing(
                Array("区划代码,名称\n990101555001,青石社区\n990101555000,\n".utf8), into: .areas)
            #expect(wrong.places == ["3B"], "its town is there, and wrong: \(wrong.text)")
            let turned = try await village.importing(
                Array("区划代码,名称,从哪天起用,用到哪天\n990101555000,青石镇,2026-03-05,2026/3/4\n".utf8), into: .areas)
            #expect(turned.places == ["2D"], "\(turned.text)")
            let before = try await village.areaCount()
            let both = try await village.importing(
                Array(
                    "区划代码,名称,用到哪天\n990101555001,青石社区,\n990101555000,青石镇,2026/3/4\n990101556000,青山镇,2026-03-05\n".utf8),
                into: .areas)
            #expect(both.counts == [3, 0, 0], "\(both.text)")
            #expect(try await village.confirm(both.id) == "applied")
            #expect(try await village.areaCount() == before + 3)
            let rooms = try await village.importing(
                Array("名称,所在区域,级别,地址\n甲室,990101555000,村（社区）,甲路\n乙室,990101556000,村（社区）,乙路\n".utf8),
                into: .rooms)
            #expect(rooms.places == ["2B"] && rooms.text.contains("2026-03-04"), "\(rooms.text)")
        }
    }

    @Test(
        "titles that are missing, unknown or twice are told before any row",
        arguments: [
            ("名称\n青石镇\n", "区划代码"), ("区划代码,名称,备注\n990101555000,甲,x\n", "备注"),
            ("区划代码,名称,名称\n990101555000,甲,乙\n", "出现了两次"), ("区划代码,名称\n", "没有内容"), ("", "空"),
        ])
    func titles(_ table: String, _ told: String) async throws {
        try await Village.with(.sqlite) { village in
            guard !table.isEmpty else { return }
            let sent = try await village.importing(Array(table.utf8), into: .areas)
            #expect(sent.state == "refused" && sent.text.contains(told), "\(sent.text)")
        }
    }

    @Test("names stand for what they name, in GB18030 and in a workbook; two of one name are told apart by number")
    func names() async throws {
        try await Village.with(.sqlite) { village in
            let people = try SpreadsheetWriter.xlsx(
                sheet: "人员", columns: ["编号", "姓名"].map { SpreadsheetColumn($0) },
                rows: [["W1", "莫问"], ["W2", "莫问"], ["W3", "=cmd|'x'!A1"]], in: NSTemporaryDirectory())
            let sent = try await village.importing(try people.bytes(from: 0, atMost: people.count), into: .people)
            #expect(sent.counts == [3, 0, 0], "\(sent.text)")
            #expect(try await village.confirm(sent.id) == "applied")
            let twice = try await village.importing(
                Array("名称,所在区域,级别,地址,召集人\n甲室,990101001001,村（社区）,甲路1号,莫问\n".utf8), into: .rooms)
            #expect(twice.state == "refused" && twice.text.contains("编号"))
            let rooms = try await village.importing(
                Array("名称,所在区域,级别,地址,召集人\n甲室,990101001001,村（社区）,甲路1号,W2\n".utf8), into: .rooms)
            #expect(rooms.counts == [1, 0, 0], "\(rooms.text)")
            #expect(try await village.confirm(rooms.id) == "applied")
            // 区划代码,名称 / 990101555000,青石镇
            let gb18030: [UInt8] =
                [0xC7, 0xF8, 0xBB, 0xAE, 0xB4, 0xFA, 0xC2, 0xEB, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A]
                + Array("990101555000,".utf8) + [0xC7, 0xE0, 0xCA, 0xAF, 0xD5, 0xF2, 0x0A]
            let areas = try await village.importing(gb18030, into: .areas)
            #expect(areas.counts == [1, 0, 0], "\(areas.text)")
        }
    }

    @Test("what goes out comes in again and changes nothing", arguments: ["csv", "xlsx"])
    func roundTrip(_ format: String) async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let browser = try await village.browser(of: .systemAdministrator)
            let registers: [Register] = [
                .areas, .people, .units, .rooms, .organs, .members, .posts, .terms, .plenaries,
            ]
            for register in registers {
                let file = try await browser.get("/desk/directory/\(register.rawValue)/export?format=\(format)")
                #expect(file.status == 200)
                let sent = try await village.importing(file.body, into: register)
                #expect(
                    sent.state == "checked" && sent.counts[0] == 0 && sent.counts[1] == 0, "\(register): \(sent.text)")
                #expect(sent.counts[2] > 0)
            }
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=document&limit=50")
            let acts = (log.object["items"] as? [[String: Any]] ?? []).compactMap { $0["act"] as? String }
            #expect(acts == registers.map { _ in "register_saved" }, "who takes a register away leaves a trace")
        }
    }

    @Test(
        "the template of each register is read by its own import: its titles are right, and it holds no line yet",
        arguments: ["csv", "xlsx"])
    func templates(_ format: String) async throws {
        try await Village.with(.sqlite) { village in
            for register in Register.allCases {
                let browser = try await village.browser(of: .keeper(of: register))
                let file = try await browser.get("/desk/directory/\(register.rawValue)/template?format=\(format)")
                #expect(file.status == 200, "\(register)")
                let sent = try await village.importing(file.body, into: register)
                #expect(sent.state == "refused" && sent.places == [""], "\(register): \(sent.text)")
                #expect(sent.text.contains(ImportWording.noLines), "\(register): \(sent.text)")
            }
        }
    }

    @Test(
        "how far a large table is stands on its page, which asks again by itself until it is taken",
        arguments: EngineKind.allCases)
    func progress(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await village.areaCount()
            let rows = (0..<450).map { "9901015\(String(50_000 + $0)),第\($0)区" }.joined(separator: "\n")
            let sent = try await village.importing(Array("区划代码,名称\n\(rows)\n".utf8), into: .areas)
            let (path, browser) = ("/desk/imports/\(sent.id)", try await village.browser(of: .systemAdministrator))
            #expect(try await browser.get(path).header("Refresh") == nil, "it waits for somebody, not for the program")
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post("\(path)/confirm", [:]).status == 200)
            let begun = try await browser.get(path)
            #expect(begun.text.contains("正在导入：0/450行") && begun.header("Refresh") == "2; url=\(path)", "\(begun.text)")
            // As after the first batch.
            let (services, tenant) = (village.services, village.story.county.id)
            let id = try #require(RegisterImport.ID(sent.id))
            try await services.engine.write {
                let store = ImportStore(tenant: tenant, keys: services.keys)
                try store.progress(of: id, done: 200, at: services.clock.now(), in: $0)
            }
            let half = try await browser.get(path)
            #expect(half.text.contains("正在导入：200/450行") && half.header("Refresh") != nil)
            let told = try await program.get(path)
            #expect(told.object["done"] as? Int == 200, "\(told.text)")
            village.clock.move(minutes: 2)
            try await village.work()
            let over = try await browser.get(path)
            #expect(!over.text.contains("正在导入") && over.header("Refresh") == nil)
            #expect(try await village.areaCount() == before + 250, "what was taken is not taken twice")
        }
    }

    @Test("a column that the table does not have stays as it is")
    func partial() async throws {
        try await Village.with(.sqlite) { village in
            let whole = try await village.importing(Array("编号,姓名,专长\nW1,莫问,法律\n".utf8), into: .people)
            #expect(try await village.confirm(whole.id) == "applied")
            let part = try await village.importing(Array("编号,姓名\nW1,莫问\n".utf8), into: .people)
            #expect(part.counts == [0, 0, 1])
        }
    }

    @Test(
        "what is looked at and found right is taken: the same is asked of a line both times",
        arguments: EngineKind.allCases)
    func lookedAtAsTaken(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            func take(_ table: String, into register: Register) async throws {
                let sent = try await village.importing(Array(table.utf8), into: register)
                #expect(sent.state == "checked", "\(table): \(sent.text)")
                #expect(try await village.confirm(sent.id) == "applied", "\(table)")
            }
            try await take("区划代码,名称\n990101560000,新镇\n", into: .areas)
            let kinds = [Organ.Kind.sector.rawValue, Organ.Kind.specialCommittee.rawValue]
            try await take("类别,名称\n\(kinds[0]),甲界\n\(kinds[1]),甲委\n", into: .organs)
            try await take("编号,姓名\nW7,莫问\n", into: .people)

            let titles = "人员,层级,界别,专委会,联系区域,党派,计分排名"
            let wrong = try await village.importing(
                Array("\(titles)\nW7,own,甲界,甲界,990101560000,none,是\n".utf8), into: .members)
            #expect(wrong.places == ["2D"], "a sector is no committee: \(wrong.text)")
            try await take("\(titles)\nW7,own,甲界,甲委,990101560000,none,是\n", into: .members)
            // The rest of what a member needs stands there already.
            try await take("人员,层级,党派,计分排名,任职日期\nW7,own,other,否,2026-03-01\n", into: .members)
            let early = try await village.importing(
                Array("人员,层级,党派,计分排名,最后一天\nW7,own,other,否,2026-02-01\n".utf8), into: .members)
            #expect(early.places == ["2E"], "the day of the beginning was kept: \(early.text)")
            let alone = try await village.importing(
                Array("人员,层级,党派,计分排名\nW7,city,other,否\n".utf8), into: .members)
            #expect(!alone.places.isEmpty, "a new line has no more than it says: \(alone.text)")
        }
    }

    @Test("the page says that an import goes on where it stood, and only where a server has ended in between")
    func saysResumed() throws {
        let start = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
        func entry(_ event: RegisterImportEvent, _ minutes: Int64) -> EventStore.Entry<RegisterImportEvent> {
            .init(
                id: minutes, event: event, consent: nil, actorKind: "system", person: nil, actorName: nil, role: nil,
                at: start.advanced(byMilliseconds: minutes * 60_000))
        }
        let tally = RegisterImport.Tally(new: 450)
        let asked = [entry(.checked(tally), 1), entry(.confirmed, 2)]
        func isResumed(_ log: [EventStore.Entry<RegisterImportEvent>], openedAfter minutes: Int64) -> Bool {
            ImportDesk.isResumed(log, openedAt: start.advanced(byMilliseconds: minutes * 60_000))
        }
        #expect(!isResumed(asked, openedAfter: 0) && isResumed(asked, openedAfter: 3))
        let done = asked + [entry(.applied, 5)]
        #expect(!isResumed(done, openedAfter: 0) && isResumed(done, openedAfter: 3))
        #expect(!isResumed(done, openedAfter: 9), "it had ended before")
        #expect(!isResumed([asked[0]], openedAfter: 3))
    }

    @Test("an import that was cut off goes on where it stood; a line that no longer fits stops it")
    func resumed() async throws {
        try await Village.with(.sqlite) { village in
            let site = try #require(village.services.sites.all.first { $0.tenant.id == village.story.county.id })
            let rows = (0..<450).map { "9901015\(String(50_000 + $0)),第\($0)区" }.joined(separator: "\n")
            let sent = try await village.importing(Array("区划代码,名称\n\(rows)\n".utf8), into: .areas)
            #expect(sent.counts == [450, 0, 0])
            let before = try await village.areaCount()
            let worker = ImportWorker(services: village.services)
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post("/desk/imports/\(sent.id)/confirm", [:]).status == 200)
            let task = Task { await worker.work(for: site) }
            task.cancel()
            await task.value
            village.clock.move(minutes: 1)
            await worker.work(for: site)
            #expect(try await village.areaCount() == before + 450)
            #expect(try await program.get("/desk/imports/\(sent.id)")["state"] == "applied")
            let page = try await village.browser(of: .systemAdministrator).get("/desk/imports/\(sent.id)")
            #expect(!page.text.contains("重新启动过"), "this server has been there all the time")

            let late = try await village.importing(
                Array("名称,所在区域,级别,地址\n甲室,990101550001,村（社区）,甲路\n".utf8), into: .rooms)
            #expect(late.state == "checked", "\(late.text)")
            let area = Identifier<DirectoryEntry>(990_101_550_001)
            #expect(try await program.post("/desk/directory/areas/\(area)/end", [:]).status == 200)
            #expect(try await village.confirm(late.id) == "stopped")
        }
    }

    @Test(
        "a line of who sat in, from before posts were kept, becomes the one that names the post, and none is doubled",
        arguments: EngineKind.allCases)
    func observedBeforePosts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let administrator = try await village.program(of: .systemAdministrator)
            let program = try await village.program(of: .keeper(of: .observations))
            func enter(
                _ register: String, _ values: [String: Any], by client: APIClient
            ) async throws -> String {
                let entered = try await client.post("/desk/directory/\(register)", values)
                return try #require(entered["id"], "\(entered.text)")
            }
            let person = try await enter("people", ["number": "LX01", "name": "尤若谷"], by: administrator)
            let organ = try await enter(
                "organs", ["kind": "expert_pool", "name": "协商议事专家团"], by: administrator)
            let old = try await enter(
                "observations",
                [
                    "organ": organ, "post": "head", "person": person, "meeting": "government", "meetingName": "常务会议",
                    "heldOn": "2026-02-01",
                ], by: program)
            _ = try await village.services.engine.write {
                try $0.execute("UPDATE observation SET organ = NULL, post = NULL")
            }
            let head = "哪个机构,哪个岗位列席,谁去的,哪类会议,会议名称,哪天\n"
            func line(_ post: Organ.Post) -> String {
                "协商议事专家团,\(DirectoryWording.name(post)),尤若谷,政府常务会议,常务会议,2026-02-01\n"
            }
            let bare = try await village.importing(
                Array("\(head),,尤若谷,政府常务会议,常务会议,2026-02-01\n".utf8), into: .observations)
            #expect(bare.places == ["2A", "2B"], "a table says which post it was: \(bare.text)")
            // Of two posts of the same person on that day the first is the one that was meant.
            let table = Array((head + line(.head) + line(.deputy)).utf8)
            let sent = try await village.importing(table, into: .observations)
            #expect(sent.counts == [1, 1, 0], "\(sent.text)")
            #expect(try await village.confirm(sent.id, as: .keeper(of: .observations)) == "applied")
            let again = try await village.importing(table, into: .observations)
            #expect(again.counts == [0, 0, 2], "\(again.text)")
            let kept = try await program.get("/desk/directory/observations/\(old)")
            #expect(kept.status == 200 && kept.text.contains(organ), "it is the old line: \(kept.text)")
            #expect(try await village.confirm(again.id, as: .keeper(of: .observations)) == "applied")
            let count = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM observation") { try $0.next(Int.self) }
            }
            #expect(count == 2)
        }
    }
}

extension Village {
    /// What became of a table that was sent.
    fileprivate struct Sent {
        let id: String
        let state: String
        /// New, changed, the same.
        let counts: [Int]
        /// Where something is wrong: row and column.
        let places: [String]
        let text: String
    }

    fileprivate func areaCount() async throws -> Int {
        let tenant = story.county.id
        return try await services.engine.read {
            try RegisterStore(tenant: tenant, form: .areas).count(.init(), in: $0)
        }
    }

    fileprivate func work() async throws {
        let site = try #require(services.sites.all.first { $0.tenant.id == story.county.id })
        await ImportWorker(services: services).work(for: site)
    }

    /// Sends a table by the form, and lets the program look at it.
    fileprivate func importing(_ bytes: [UInt8], into register: Register) async throws -> Sent {
        let browser = try await browser(of: .keeper(of: register))
        let token = try await browser.token(on: "/desk/imports", for: "/desk/imports")
        let answer = try await browser.post(
            "/desk/imports",
            MultipartSketch(
                [("_token", token), ("register", register.rawValue)], [.init("file", name: "表.csv", bytes)]))
        #expect(answer.status == 303, "\(answer.text)")
        let id = try #require(answer.header("Location")?.split(separator: "/").last.map(String.init))
        try await work()
        return try await sent(id, as: .keeper(of: register))
    }

    private func sent(_ id: String, as keeper: Villager) async throws -> Sent {
        let answer = try await program(of: keeper).get("/desk/imports/\(id)")
        let problems = answer.object["problems"] as? [[String: Any]] ?? []
        return Sent(
            id: id, state: answer["state"] ?? "",
            counts: ["new", "changed", "same"].map { answer.object[$0] as? Int ?? -1 },
            places: problems.map { "\(($0["row"] as? Int).map { String($0) } ?? "")\($0["column"] as? String ?? "")" },
            text: answer.text)
    }

    /// Says yes, and lets the program take it; the state it ends in.
    fileprivate func confirm(_ id: String, as keeper: Villager = .systemAdministrator) async throws -> String {
        let program = try await program(of: keeper)
        _ = try await program.post("/desk/imports/\(id)/confirm", [:])
        try await work()
        return try await program.get("/desk/imports/\(id)")["state"] ?? ""
    }
}
