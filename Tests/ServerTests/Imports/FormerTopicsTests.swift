// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Topics of a former system", .serialized)
struct FormerTopicsTests {
    private static let head = "原编号,议事室,收到日期,内容,地点,来源,状态,办理结果,手机号\n"

    @Test("are taken over as they stood, once, whatever is sent again", arguments: EngineKind.allCases)
    func right(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let table =
                Self.head + "A-1,杨柳社区议事室,2024-05-06,路灯不亮,桥头,群众座谈会,在议题池,,13900001111\n"
                + "A-2,石桥村议事室,2023/11/2,渠淤了,,,已办结,清了渠,\n"
            let sent = try await village.send(table)
            #expect(sent["state"] == "checked" && sent.object["new"] as? Int == 2, "\(sent.text)")
            #expect(try await village.takenOver() == 0)
            #expect(try await village.confirmed(sent["id"] ?? "") == "applied")
            #expect(try await village.takenOver() == 2)
            let again = try await village.send(table)
            #expect(again.object["new"] as? Int == 0 && again.object["same"] as? Int == 2)
            #expect(try await village.confirmed(again["id"] ?? "") == "applied")
            #expect(try await village.takenOver() == 2)
            let rows = try await village.read { transaction in
                try transaction.rows(
                    "SELECT former_number, source, state, publication, due_on FROM topic WHERE former_number IS NOT NULL ORDER BY 1"
                ) { row in
                    let texts = [try row.next(String.self), try row.next(), try row.next(), try row.next()]
                    return texts + [try row.next(String?.self) ?? ""]
                }
            }
            #expect(
                rows == [
                    ["A-1", "meeting", "pooled", "hidden", ""], ["A-2", "former", "solved_directly", "hidden", ""],
                ])
            try await village.seal()
            #expect(try await village.verify().isClean)
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("how they ended is declared, and counts in no figure of what is solved here", arguments: EngineKind.allCases)
    func declared(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let table =
                "原编号,议事室,收到日期,内容,状态,怎样办结的,办理结果\n"
                + "B-1,\(village.room.name),2024-05-06,路灯不亮,已办结,没有解决,暂不具备条件，没有解决\n"
                + "B-2,\(village.room.name),2024-05-06,渠淤了,已办结,,清了渠\n"
            let sent = try await village.send(table)
            #expect(sent["state"] == "checked", "\(sent.text)")
            #expect(try await village.confirmed(sent["id"] ?? "") == "applied")
            let ended = try await village.read { transaction in
                try transaction.rows(
                    "SELECT id, former_ending FROM topic WHERE former_number IS NOT NULL ORDER BY former_number"
                ) { (id: Topic.ID(try $0.next()), ending: try $0.next(String?.self)) }
            }
            #expect(ended.map(\.ending) == ["unsolved", "unknown"], "what nobody says, nobody knows")
            let path = "/rooms/\(village.room.id)"
            let before = try await village.program().get(path).object["figures"] as? [String: Any]
            let first = try #require(ended.first?.id)
            try await village.act(.review, ["title": "原来的路灯", "body": "路灯不亮。"], on: first, as: .secretary)
            let after = try await village.program().get(path).object["figures"] as? [String: Any]
            for figure in ["results", "solved", "confirmed"] {
                #expect(after?[figure] as? Int == before?[figure] as? Int, "\(figure)")
            }
            let page = try await village.visitor().get("/topics/\(first)").text
            #expect(page.contains("原系统：没有解决") && !page.contains("已当场解决"), "\(page)")
            let found = try await village.browser(of: .secretary)
                .get("/desk/search?kind=topics&q=\(FormEncoding.encode("原来的路灯"))").text
            #expect(found.contains("原系统：没有解决"), "\(found)")
            let open = try await village.send(
                "原编号,议事室,收到日期,内容,状态,怎样办结的\nB-3,\(village.room.name),2024-05-06,路灯,在议题池,已解决\n")
            #expect(open["state"] == "refused", "\(open.text)")
            let differences = try await village.read { transaction in
                try RowReplay(services: village.services, site: village.countySite).differences(in: transaction)
            }
            #expect(differences == [])
        }
    }

    @Test("each bad row is told by row, column and reason, and none is taken")
    func wrong() async throws {
        try await Village.with(.sqlite) { village in
            let table =
                Self.head + "A-1,没有的议事室,2024-05-06,路灯,,,在议题池,,\n" + "A-2,石桥村议事室,2999-01-01,路灯,,,在议题池,,\n"
                + "A-3,石桥村议事室,2024-05-06,路灯,,,已办结,,\n" + "A-4,石桥村议事室,2024-05-06,,,,在议题池,,\n"
                + "A-5,石桥村议事室,2024-05-06,路灯,,天上,在议题池,,123\n" + "A-6,石桥村议事室,2024-05-06,路灯,,,在议题池,,\n"
                + "A-6,石桥村议事室,2024-05-06,路灯,,,在议题池,,\n"
            let sent = try await village.send(table)
            #expect(sent["state"] == "refused")
            let problems = sent.object["problems"] as? [[String: Any]] ?? []
            let places = problems.map { "\($0["row"] as? Int ?? 0)\($0["column"] as? String ?? "")" }
            #expect(places == ["2B", "3C", "4H", "5D", "6F", "6I", "8"], "\(sent.text)")
            #expect(try await village.takenOver() == 0)
        }
    }

    @Test("cut off and gone on with, they are all there, each once", arguments: EngineKind.allCases)
    func resumed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let rows = (0..<900).map { "N\($0),石桥村议事室,2024-05-06,第\($0)件,,,在议题池,," }.joined(separator: "\n")
            let sent = try await village.send(Self.head + rows + "\n")
            #expect(sent.object["new"] as? Int == 900, "\(sent.text)")
            let id = sent["id"] ?? ""
            let program = try await village.program(of: .systemAdministrator)
            #expect(try await program.post("/desk/imports/\(id)/confirm", [:]).status == 200)
            let worker = ImportWorker(services: village.services)
            let site = village.countySite
            var cuts = 0
            while try await program.get("/desk/imports/\(id)")["state"] == "applying", cuts < 20 {
                let task = Task { await worker.work(for: site) }
                try await Task.sleep(for: .milliseconds(30))
                task.cancel()
                await task.value
                village.clock.move(minutes: 1)
                cuts += 1
            }
            await worker.work(for: site)
            #expect(try await program.get("/desk/imports/\(id)")["state"] == "applied")
            #expect(try await village.takenOver() == 900)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("while a long table is looked at, whoever sent it sees how far that is", arguments: EngineKind.allCases)
    func progress(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let rows = (0..<6_000).map { "N\($0),石桥村议事室,2024-05-06,第\($0)件,,,在议题池,," }.joined(separator: "\n")
            let id = try await village.post(Self.head + rows + "\n")
            let (program, browser) = (
                try await village.program(of: .systemAdministrator), try await village.browser(of: .systemAdministrator)
            )
            let looking = Task { await village.work() }
            var seen: Set<Int> = []
            var page = ""
            while true {
                let run = try await program.get("/desk/imports/\(id)")
                guard run["state"] == "checking" else { break }
                if let done = run.object["done"] as? Int, done > 0, seen.insert(done).inserted, page.isEmpty {
                    page = try await browser.get("/desk/imports/\(id)").text
                }
                try await Task.sleep(for: .milliseconds(5))
            }
            await looking.value
            #expect(seen.allSatisfy { $0 % 1_000 == 0 && $0 <= 6_000 } && !seen.isEmpty, "\(seen)")
            #expect(page.contains("正在检查文件：") && page.contains("/6000行"))
            let looked = try await program.get("/desk/imports/\(id)")
            #expect(looked["state"] == "checked" && looked.object["new"] as? Int == 6_000)
            #expect(looked.object["done"] as? Int == 0, "none was taken yet")
        }
    }

    @Test("the template has the columns, and only the system administrator sends")
    func template() async throws {
        try await Village.with(.sqlite) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            let file = try await browser.get("\(FormerTopicForm.template)?format=csv")
            #expect(file.status == 200 && file.text.contains("原编号") && file.text.contains("办理结果"))
            #expect(try await browser.get("/desk/imports").text.contains("原系统的议题"))
            let secretary = try await village.browser(of: .secretary)
            #expect(try await secretary.get(FormerTopicForm.template).status == 404)
        }
    }
}

extension Village {
    fileprivate func work() async { await ImportWorker(services: services).work(for: countySite) }

    fileprivate func takenOver() async throws -> Int {
        try await read {
            try $0.first("SELECT COUNT(*) FROM topic WHERE former_number IS NOT NULL") { try $0.next(Int.self) } ?? 0
        }
    }

    /// Sends a table by the form, and lets the program look at it.
    fileprivate func send(_ table: String) async throws -> WebAnswer {
        let id = try await post(table)
        await work()
        return try await program(of: .systemAdministrator).get("/desk/imports/\(id)")
    }

    /// Sends a table by the form; the id of what comes of it.
    fileprivate func post(_ table: String) async throws -> String {
        let browser = try await browser(of: .systemAdministrator)
        let token = try await browser.token(on: "/desk/imports", for: "/desk/imports")
        let answer = try await browser.post(
            "/desk/imports",
            MultipartSketch(
                [("_token", token), ("register", "former_topics")], [.init("file", name: "旧.csv", Array(table.utf8))]))
        #expect(answer.status == 303, "\(answer.text)")
        return answer.header("Location")?.split(separator: "/").last.map(String.init) ?? ""
    }

    /// Says yes, and lets the program take it; the state it ends in.
    fileprivate func confirmed(_ id: String) async throws -> String {
        let program = try await program(of: .systemAdministrator)
        _ = try await program.post("/desk/imports/\(id)/confirm", [:])
        await work()
        return try await program.get("/desk/imports/\(id)")["state"] ?? ""
    }
}
