// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Proposals of earlier sessions", .serialized)
struct FormerProposalsTests {
    private static let head = "编号,会议,案由,提案者,提案者同意公开,承办单位,办理结果,提案者意见,答复日期,答复内容\n"
    private static let table =
        head + "15-2-001,,关于更换村口旧路灯的提案,王小雨,是,安澜县住建局,A类,满意,2025-05-06,路灯已经换了。\n"
        + "第002号,十五届二次会议,关于修渠的提案,教育界,否,安澜县水利局,B类,,,\n"

    @Test("are declared once, found as similar, and counted nowhere (BR-47)", arguments: EngineKind.allCases)
    func right(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let sent = try await village.send(Self.table)
            #expect(sent["state"] == "checked" && sent.object["new"] as? Int == 2, "\(sent.text)")
            #expect(try await village.declared() == 0, "nothing is taken before somebody says yes")
            #expect(try await village.confirmed(sent["id"] ?? "") == "applied")
            let again = try await village.send(Self.table)
            #expect(again.object["new"] as? Int == 0 && again.object["same"] as? Int == 2, "\(again.text)")
            #expect(try await village.confirmed(again["id"] ?? "") == "applied")
            #expect(try await village.declared() == 2)
            let aside = try await village.browser(of: .member).fillIn(
                "/desk/proposal", action: "/desk/proposal", [("subject", "关于更换村口路灯的提案"), ("kind", "")])
            let address = try #require(aside.header("Location"), "\(aside.text)").replacing("?done=write", with: "")
            let writing = try await village.browser(of: .member).get("\(address)/text").text
            for words in ["十五届二次会议第001号", "往年登记", "A类 已经解决或基本解决"] {
                #expect(writing.contains(words), "\(words)")
            }
            let office = try await village.program(of: .proposalOfficer)
            let list = try await office.get("/desk/former-proposals")
            let ids = (list.object["items"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
            #expect(ids.count == 2 && list["session"] == "十五届二次会议", "\(list.text)")
            let read = try await office.get("/desk/former-proposals/\(ids[0])")
            #expect(read["reply"] == "路灯已经换了。" && read["opinion"] == "satisfied" && read["outcome"] == "A")
            let page = try await village.browser(of: .member).get("/desk/former-proposals/\(ids[0])").text
            #expect(page.contains("往年登记") && page.contains("路灯已经换了。"))
            // What is saved as a table is what was declared, and is taken for the same when it is sent again.
            let table = "/desk/proposal-tables/former?format=csv"
            let saved = try await office.get(table).text
            #expect(
                saved.contains("15-2-001,十五届二次会议,关于更换村口旧路灯的提案,王小雨,委员,是,安澜县住建局,,2025-05-06,A类,满意,,路灯已经换了。"),
                "\(saved)")
            let sentAgain = try await village.send(saved)
            #expect(sentAgain.object["same"] as? Int == 2, "\(sentAgain.text)")
            let own = try await village.program(of: .member).get(table).text
            #expect(own.contains("15-2-001") && !own.contains("15-2-002"))
            // What its proposers do not let others read is for those alone who see all.
            #expect(try await village.program(of: .member).get("/desk/former-proposals/\(ids[1])").status == 404)
            #expect(try await village.program(of: .secretary).get("/desk/former-proposals").status == 404)
            #expect(try await office.get("/desk/proposal-statistics?session=15-2").object["figures"] != nil)
            let figures = try await office.get("/desk/proposal-statistics?session=15-2").object["figures"]
            #expect((figures as? [String: Int])?.values.allSatisfy { $0 == 0 } == true, "no figure counts them")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "are found by everybody and on the desk, as far as their proposers let others read them",
        arguments: EngineKind.allCases)
    func found(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let sent = try await village.send(Self.table)
            #expect(try await village.confirmed(sent["id"] ?? "") == "applied")
            let office = try await village.program(of: .proposalOfficer)
            let listed = try await office.get("/desk/former-proposals").object["items"] as? [[String: Any]]
            let ids = listed?.compactMap { $0["id"] as? String } ?? []
            #expect(ids.count == 2)
            let (lamp, ditch) = ("q=%E6%97%A7%E8%B7%AF%E7%81%AF", "q=%E4%BF%AE%E6%B8%A0")
            func hits(_ program: APIClient, _ path: String) async throws -> [String] {
                let items = try await program.get("\(path)&kind=former_proposals").object["items"] as? [[String: Any]]
                return items?.compactMap { $0["id"] as? String } ?? []
            }
            let everybody = village.program()
            #expect(try await hits(everybody, "/search?\(lamp)") == [ids[0]])
            #expect(try await hits(everybody, "/search?\(ditch)") == [], "its proposers do not agree")
            #expect(try await hits(office, "/desk/search?\(ditch)") == [ids[1]])
            for villager in [Villager.member, .secretary] {
                let program = try await village.program(of: villager)
                #expect(try await hits(program, "/desk/search?\(lamp)") == [ids[0]], "\(villager)")
                #expect(try await hits(program, "/desk/search?\(ditch)") == [], "\(villager)")
            }
            let page = try await village.visitor().get("/search?\(lamp)").text
            #expect(page.contains("/former-proposals/\(ids[0])") && page.contains("往年登记"))
            let record = try await village.visitor().get("/former-proposals/\(ids[0])").text
            #expect(record.contains("安澜县住建局") && record.contains("A类") && !record.contains("路灯已经换了"))
            #expect(try await !everybody.get("/former-proposals/\(ids[0])").text.contains("路灯已经换了"))
            #expect(try await village.visitor().get("/former-proposals/\(ids[1])").status == 404)
            #expect(try await everybody.get("/former-proposals/\(ids[1])").status == 404)
        }
    }

    @Test(
        "numbers go on after them, and a session that is numbered here takes none (BR-13)",
        arguments: EngineKind.allCases)
    func numbers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let table = Self.head + "15-3-086,,关于旧事的提案,王小雨,是,,,,,\n"
            let sent = try await village.send(table)
            #expect(try await village.confirmed(sent["id"] ?? "") == "applied", "\(sent.text)")
            let filed = try await village.fileProposal()
            #expect(try await village.program(of: .proposalOfficer).get(filed)["number"] == "15-3-087")
            let late = try await village.send(Self.head + "15-3-001,,关于旧事的提案,王小雨,是,,,,,\n")
            #expect(late["state"] == "refused" && late.text.contains("在本系统里编号"), "\(late.text)")
        }
    }

    @Test("each bad row is told by row, column and reason, and none is taken")
    func wrong() async throws {
        try await Village.with(.sqlite) { village in
            let table =
                Self.head + "第001号,,关于一的提案,王小雨,是,,,,,\n" + "15-2-002,,,王小雨,是,,,,,\n"
                + "15-2-003,,关于三的提案,王小雨,也许,,,,,\n" + "15-2-004,,关于四的提案,王小雨,是,,Z类,,,\n"
                + "15-2-005,,关于五的提案,王小雨,是,,,,2999-01-01,\n" + "15-2-6,,关于六的提案,王小雨,是,,,,,\n"
                + "15-2-006,,关于六的提案,王小雨,是,,,,,\n"
            let sent = try await village.send(table)
            #expect(sent["state"] == "refused", "\(sent.text)")
            let problems = sent.object["problems"] as? [[String: Any]] ?? []
            let places = problems.map { "\($0["row"] as? Int ?? 0)\($0["column"] as? String ?? "")" }
            #expect(places == ["2A", "3C", "4E", "5G", "6I", "8"], "\(sent.text)")
            #expect(try await village.declared() == 0)
        }
    }

    @Test(
        "a file with titles of its own waits until somebody says which column is which", arguments: EngineKind.allCases)
    func placing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let table = "序,案号,提案标题,提案人,公开,备注\n1,15-2-001,关于路灯的提案,王小雨,是,略\n2,15-2-002,关于水渠的提案,李大江,否,\n"
            let sent = try await village.send(table)
            #expect(sent["state"] == "unplaced", "\(sent.text)")
            let columns = sent.object["columns"] as? [[String: Any]] ?? []
            #expect(columns.compactMap { $0["title"] as? String } == ["序", "案号", "提案标题", "提案人", "公开", "备注"])
            #expect(columns.first?["column"] as? String == "A" && columns[2]["example"] as? String == "关于路灯的提案")
            let id = try #require(sent["id"])
            let browser = try await village.browser(of: .systemAdministrator)
            let form = try await browser.get("/desk/imports/\(id)/columns").text
            #expect(form.contains("B列 案号（如：15-2-001）"))
            func column(_ place: Int) -> String { columns[place - 1]["id"] as? String ?? "" }
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post("/desk/imports/\(id)/confirm", [:])["code"] == "not_checked")
            var fields = ["number": column(2), "subject": column(3), "proposer": column(4), "open": column(2)]
            let twice = try await program.post("/desk/imports/\(id)/columns", fields)
            #expect(twice["code"] == "column_twice", "\(twice.text)")
            fields["open"] = Identifier<Never>(99).text
            #expect(try await program.post("/desk/imports/\(id)/columns", fields).status == 422)
            fields["open"] = column(5)
            #expect(try await program.post("/desk/imports/\(id)/columns", fields)["state"] == "checking")
            await village.work()
            let checked = try await program.get("/desk/imports/\(id)")
            #expect(checked["state"] == "checked" && checked.object["new"] as? Int == 2, "\(checked.text)")
            #expect(try await village.confirmed(id) == "applied")
            #expect(try await village.declared() == 2)
            #expect(try await village.verify().isClean)
        }
    }

    @Test("the template has the columns, and only the system administrator sends")
    func template() async throws {
        try await Village.with(.sqlite) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            let file = try await browser.get("\(FormerProposalForm.template)?format=csv")
            #expect(file.status == 200 && file.text.contains("提案者同意公开") && file.text.contains("答复内容"))
            #expect(try await browser.get("/desk/imports").text.contains("往年的提案"))
            let office = try await village.browser(of: .proposalOfficer)
            #expect(try await office.get(FormerProposalForm.template).status == 404)
        }
    }
}

extension Village {
    fileprivate func work() async { await ImportWorker(services: services).work(for: countySite) }

    fileprivate func declared() async throws -> Int {
        try await read { try $0.first("SELECT COUNT(*) FROM former_proposal") { try $0.next(Int.self) } ?? 0 }
    }

    /// Sends a table by the form, and lets the program look at it.
    fileprivate func send(_ table: String) async throws -> WebAnswer {
        let browser = try await browser(of: .systemAdministrator)
        let token = try await browser.token(on: "/desk/imports", for: "/desk/imports")
        let answer = try await browser.post(
            "/desk/imports",
            MultipartSketch(
                [("_token", token), ("register", "former_proposals")],
                [.init("file", name: "往年.csv", Array(table.utf8))]))
        #expect(answer.status == 303, "\(answer.text)")
        let id = answer.header("Location")?.split(separator: "/").last.map(String.init) ?? ""
        await work()
        return try await program(of: .systemAdministrator).get("/desk/imports/\(id)")
    }

    /// Says yes, and lets the program take it; the state it ends in.
    fileprivate func confirmed(_ id: String) async throws -> String {
        let program = try await program(of: .systemAdministrator)
        _ = try await program.post("/desk/imports/\(id)/confirm", [:])
        await work()
        return try await program.get("/desk/imports/\(id)")["state"] ?? ""
    }
}
