// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The practice profile", .serialized)
struct PracticeTests {
    private func values(_ change: (inout PracticeProfile) -> Void, from day: Day) -> [String: String] {
        var profile = Village.practice.profile
        change(&profile)
        return PracticeForm.values(profile, from: day)
    }

    @Test("a new version counts from its day on, for pages and for new deadlines", arguments: EngineKind.allCases)
    func revised(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            let today = village.clock.now.day
            let path = "/desk/practice/revision"
            let answer = try await browser.fillIn(
                path, action: path, values({ $0.screeningDays = 9 }, from: today).sorted { $0.key < $1.key })
            #expect(answer.status == 303, "\(answer.text)")
            let room = try await village.visitor().get("/r/\(village.room.token.text)")
            #expect(room.text.contains("9个工作日"), "the room's page tells the new term at once")

            let program = try await village.program(of: .systemAdministrator)
            let later = try await program.post(path, values({ $0.screeningDays = 4 }, from: today.advanced(by: 3)))
            #expect(later.status == 201, "\(later.text)")
            try await village.reloadSites()
            #expect(village.countyProfile?.screeningDays == 9, "its day has not come")
            village.clock.move(hours: 24 * 4)
            try await village.reloadSites()
            #expect(village.countyProfile?.screeningDays == 4)
            // Nobody stays signed in so long.
            let again = try await village.browser(of: .systemAdministrator)
            let first = Village.practice.profile.screeningDays
            for (with, name, days) in [("1", "第1版", first), ("2", "第2版", 9)] {
                let page = try await again.get("/desk/practice?with=\(with)")
                #expect(page.status == 200 && page.text.contains("和\(name)对照"), "\(with)")
                let row = try #require(
                    page.text.split(separator: "<tr>").first { $0.contains("#field-screeningDays\"") }, "\(with)")
                #expect(row.contains("<td>4<br><b>\(name)：\(days)（不同）</b></td>"), "\(row)")
                let same = page.text.split(separator: "<tr>").first { $0.contains("#field-noticeDays\"") }
                #expect(same?.contains("（不同）") == false, "what was not changed is not marked")
            }
            #expect(try await again.get("/desk/practice?with=9").status == 404)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "what has to be at once is done while next month's rules wait, and they bring nothing back",
        arguments: EngineKind.allCases)
    func pausedBeforePending(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (program, path) = (try await village.program(of: .systemAdministrator), "/desk/practice/revision")
            let (today, next) = (village.clock.now.day, village.clock.now.day.advanced(by: 30))
            let later = try await program.post(path, values({ $0.screeningDays = 9 }, from: next))
            #expect(later.status == 201, "\(later.text)")
            let browser = try await village.browser(of: .systemAdministrator)
            let form = try await browser.get(path)
            #expect(form.text.contains("日子还没到的") && form.text.contains("\(path)?version=2"))
            let paused = try await browser.press(
                path, action: path, values({ $0.isIntakePaused = true }, from: today).sorted { $0.key < $1.key })
            #expect(paused.status == 303, "\(paused.text)")
            #expect(village.countyProfile?.isIntakePaused == true, "at once")
            #expect(village.countyProfile?.screeningDays == Village.practice.profile.screeningDays)
            let refused = try await village.program().post(
                "/topics", ["room": village.room.id.text, "text": "路灯坏了三盏，晚上看不见路。"])
            #expect(refused.status == 503 && refused["code"] == "intake_paused", "\(refused.text)")

            // The version that waits is changed as such, but not for a day before its own.
            let waiting = try await browser.press(
                "\(path)?version=4", action: path,
                values({ ($0.screeningDays, $0.isIntakePaused) = (8, true) }, from: today).sorted { $0.key < $1.key })
            #expect(waiting.status == 422 && waiting.text.contains("不能比它早生效"), "\(waiting.text)")
            village.clock.move(hours: 24 * 30)
            try await village.reloadSites()
            #expect(village.countyProfile?.screeningDays == 9)
            #expect(village.countyProfile?.isIntakePaused == true, "next month's rules do not open it by themselves")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("what waits counts on its day also where it has the change already")
    func sameChangeWaits() async throws {
        try await Village.with(.sqlite) { village in
            let (program, path) = (try await village.program(of: .systemAdministrator), "/desk/practice/revision")
            let (today, next) = (village.clock.now.day, village.clock.now.day.advanced(by: 30))
            let waiting = try await program.post(
                path, values({ ($0.screeningDays, $0[.noticeDays]) = (9, 4) }, from: next))
            #expect(waiting.status == 201, "\(waiting.text)")
            let now = try await program.post(path, values({ $0.screeningDays = 9 }, from: today))
            #expect(now.status == 201, "\(now.text)")
            let versions = try await program.get("/desk/practice")
            let days = (versions.object["items"] as? [[String: Any]] ?? []).compactMap { $0["validFrom"] as? String }
            #expect(days.prefix(2) == [next.description, today.description], "what waits is written anew")
            village.clock.move(hours: 24 * 30)
            try await village.reloadSites()
            #expect(village.countyProfile?[.noticeDays] == 4 && village.countyProfile?.screeningDays == 9)
        }
    }

    @Test("two who change the rules at once undo nothing of each other", arguments: EngineKind.allCases)
    func staleForm(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let path = "/desk/practice/revision"
            let today = village.clock.now.day
            let (first, second) = (
                try await village.browser(of: .systemAdministrator), try await village.browser(of: .systemAdministrator)
            )
            let form = try #require(try await second.get(path).hiddenFields(path))
            let sent = try await first.press(
                path, action: path, values({ $0.isIntakePaused = true }, from: today).sorted { $0.key < $1.key })
            #expect(sent.status == 303, "\(sent.text)")
            let stale = try await second.post(
                path, form + values({ $0.screeningDays = 9 }, from: today).sorted { $0.key < $1.key })
            #expect(stale.status == 422 && stale.text.contains("别人改过规则"), "\(stale.text)")
            #expect(village.countyProfile?.isIntakePaused == true && village.countyProfile?.screeningDays != 9)
            // What stands in the form now is both; sent as it stands, it undoes nothing.
            #expect(stale.text.contains("value=\"9\""))
            let again = try await second.post(
                path,
                try #require(stale.hiddenFields(path))
                    + values({ ($0.screeningDays, $0.isIntakePaused) = (9, true) }, from: today)
                    .sorted { $0.key < $1.key })
            #expect(again.status == 303, "\(again.text)")
            #expect(village.countyProfile?.isIntakePaused == true && village.countyProfile?.screeningDays == 9)
            let program = try await village.program(of: .systemAdministrator)
            let old = try await program.post(
                path, values({ $0.screeningDays = 7 }, from: today).merging(["version": "1"]) { $1 })
            #expect(old.status == 409 && old["code"] == "changed_meanwhile", "\(old.text)")
        }
    }

    @Test("what the county calls its ways stands on the room's page, its poster and its card")
    func names() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            let change: (inout PracticeProfile) -> Void = {
                $0.rooms.platform = "遇事商量"
                $0.rooms.channel = "商量快车"
                $0.rooms.venue = "商量书房"
                $0.rooms.dispatches = "三联三融三促"
            }
            let base = "/r/\(village.room.token.text)"
            let before = try await village.visitor().get("\(base)/poster")
            #expect(before.text.contains("“码”上议：提议题") && !before.text.contains("商量快车"))
            let revised = try await program.post(
                "/desk/practice/revision", values(change, from: village.clock.now.day))
            #expect(revised.status == 201, "\(revised.text)")
            try await village.reloadSites()
            let page = try await village.visitor().get(base)
            #expect(page.text.contains("遇事商量 · 商量快车 · 商量书房"))
            for (sheet, names) in [("poster", ["遇事商量", "商量快车：提议题"]), ("card", ["遇事商量", "商量快车：提议题"])] {
                let printed = try await village.visitor().get("\(base)/\(sheet)")
                for name in names { #expect(printed.text.contains(name), "\(sheet): \(name)") }
                #expect(!printed.text.contains("“码”上议") && !printed.text.contains("有事好商量"), "\(sheet)")
            }
            let secretary = try await village.browser(of: .secretary)
            #expect(try await secretary.get("/desk/dispatches").text.contains("<h1>三联三融三促</h1>"))
            #expect(try await secretary.get("/desk/topics?part=pool").text.contains("三联三融三促"))
        }
    }

    @Test("a program reads the presets, and what it reads of one is taken as a change", arguments: EngineKind.allCases)
    func presets(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let read = try await program.get("/desk/practice/presets")
            let items = try #require(read.object["items"] as? [[String: Any]], "\(read.text)")
            #expect(items.compactMap { $0["preset"] as? String } == PracticePreset.allCases.map(\.rawValue))
            let formal = try #require(items.first { $0["preset"] as? String == "formal" })
            let fields = try #require(formal["values"] as? [String: String])
            #expect(Set(fields.keys) == Set(PracticeForm.fields.map(\.name)))
            let revised = try await program.post("/desk/practice/revision", fields)
            #expect(revised.status == 201, "\(revised.text)")
            try await village.reloadSites()
            #expect(village.countyProfile?.passwordMonths == 3 && village.countyProfile?.outcomes.returnDays == 10)
            #expect(try await village.program(of: .secretary).get("/desk/practice/presets").status == 404)
        }
    }

    @Test("how long personal data is kept is chosen there, but not below what the law asks for")
    func periods() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            let today = village.clock.now.day
            let path = "/desk/practice/revision"
            let fields = values({ $0.privacy.retention[.submitterContacts] = 3 }, from: today)
            for (name, wrong) in [("signInMonths", "5"), ("noticeMonths", "0"), ("supporterPhoneMonths", "0")] {
                let refused = try await program.post(path, fields.merging([name: wrong]) { $1 })
                #expect(refused.status == 422 && refused.text.contains("\"name\":\"\(name)\""), "\(refused.text)")
            }
            #expect(try await program.post(path, fields).status == 201)
            try await village.reloadSites()
            #expect(village.countyProfile?.privacy.retention[.submitterContacts] == 3)
            #expect(village.countyProfile?.privacy.retention[.signIns] == 6)
            let page = try await village.browser(of: .systemAdministrator).get("/desk/practice")
            #expect(page.text.contains("办结后提出人的手机号保存（月）"))
            // Each number leads to its field in the long form.
            #expect(
                page.text.contains(
                    "href=\"/desk/practice/revision?section=retention#field-submitterContactMonths\""))
            let form = try await village.browser(of: .systemAdministrator).get("/desk/practice/revision").text
            #expect(form.contains("id=\"field-submitterContactMonths\""))
            #expect(!form.contains(" open>"), "nothing is open that nobody asked for")
        }
    }

    @Test("each field stands in one part, and all but the lists' codes are read beside another profile")
    func parts() {
        let fields = PracticeForm.fields.map(\.name)
        #expect(Set(fields).count == fields.count)
        #expect(Set(fields) == Set(PracticeForm.values(.standard, from: Day(year: 2026, month: 3, day: 5)).keys))
        let compared = PracticeSection.allCases.flatMap { section in
            PracticeComparison.lines(section, of: .standard).map(\.field)
        }
        #expect(compared + ["validFrom"] == fields)
        #expect(Set(compared).count == compared.count)
    }

    @Test("the part that one came for is open, one that is wrong, and one that another profile changes")
    func openParts() async throws {
        try await Village.with(.sqlite) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            let path = "/desk/practice/revision"
            func open(_ text: String) -> [String] {
                text.matches(of: /id="part-([a-z]+)" open>/).map { String($0.output.1) }
            }
            #expect(open(try await browser.get("\(path)?section=topics").text) == ["topics"])
            #expect(open(try await browser.get("\(path)?section=x").text) == [])
            let preset = try await browser.get("\(path)?from=brisk").text
            #expect(open(preset) == ["topics", "sessions", "outcomes", "proposals", "members"], "\(open(preset))")
            let today = village.clock.now.day
            // As browsers send what has several lines.
            let wrong = values({ _ in }, from: today).merging(["noticeDays": "31"]) { $1 }
                .mapValues { $0.replacing("\n", with: "\r\n") }
            let refused = try await browser.fillIn(path, action: path, wrong.sorted { $0.key < $1.key })
            #expect(refused.status == 422 && open(refused.text) == ["sessions"], "\(open(refused.text))")
            #expect(refused.text.contains("href=\"#field-noticeDays\""))
        }
    }

    @Test("while intake is paused nobody raises a topic, and everything else goes on", arguments: EngineKind.allCases)
    func paused(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let today = village.clock.now.day
            let path = "/desk/practice/revision"
            #expect(try await program.post(path, values({ $0.isIntakePaused = true }, from: today)).status == 201)
            let fields = ["room": village.room.token.text, "text": "路灯不亮"]
            let refused = try await village.program().post("/topics", fields)
            #expect(refused.status == 503 && refused["code"] == "intake_paused")
            let page = try await village.visitor().get("/r/\(village.room.token.text)/raise")
            #expect(page.status == 503 && page.text.contains("暂停提新的议题"))
            let room = try await village.visitor().get("/r/\(village.room.token.text)")
            #expect(room.status == 200 && room.text.contains("暂停提新的议题"))
            #expect(!room.text.contains("/r/\(village.room.token.text)/raise"), "no button leads to what is refused")
            #expect(try await village.visitor().get("/status/\(village.story.asked.code.text)").status == 200)
            #expect(try await program.post(path, values({ _ in }, from: today)).status == 201)
            #expect(try await village.program().post("/topics", fields).status == 201)
        }
    }

    @Test("what is out of range, passed or the same is told beside its field, and nothing is written")
    func problems() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            let today = village.clock.now.day
            let path = "/desk/practice/revision"
            var wide = values({ $0.screeningDays = 9 }, from: today)
            wide["noticeDays"] = "31"
            #expect(try await program.post(path, wide).text.contains("\"name\":\"noticeDays\""))
            wide["noticeDays"] = "3.5"
            #expect(try await program.post(path, wide).status == 422)
            let passed = try await program.post(path, values({ $0.screeningDays = 9 }, from: today.advanced(by: -1)))
            #expect(passed["code"] == "day_passed")
            #expect(try await program.post(path, values({ _ in }, from: today))["code"] == "nothing_changed")
            for grounds in ["x", "X|甲|乙", "a|甲|乙\na|丙|丁", ""] {
                var fields = values({ $0.screeningDays = 9 }, from: today)
                fields["grounds"] = grounds
                #expect(try await program.post(path, fields).status == 422, "\(grounds)")
            }
            for (field, lines) in [
                ("filingGrounds", "X|甲"), ("filingGrounds", "a|甲|乙"), ("filingGrounds", "a|甲\na|乙"),
                ("replyClasses", "A|甲"), ("replyClasses", "a|甲|是|否"), ("replyClasses", "A|甲|对|否"),
                ("replyClasses", "A|甲|是|否\nA|乙|否|否"),
                ("evaluationCriteria", "a|甲"), ("evaluationCriteria", "a|甲|101"),
            ] {
                var fields = values({ $0.screeningDays = 9 }, from: today)
                fields[field] = lines
                #expect(try await program.post(path, fields).status == 422, "\(field): \(lines)")
            }
            let read = try await program.get("/desk/practice")
            #expect((read.object["items"] as? [Any])?.count == 1)
        }
    }
}

@Suite("The code lists of proposals in the practice profile")
struct ProposalListTextTests {
    @Test("what is written is read as it was")
    func both() throws {
        let (grounds, classes) = (FilingGround.national, ReplyClass.national)
        #expect(try ProposalListText.grounds(ProposalListText.lines(grounds), field: "g") == grounds)
        #expect(try ProposalListText.classes(ProposalListText.lines(classes), field: "c") == classes)
    }
}

extension Village {
    /// The rules that count today.
    var countyProfile: PracticeProfile? {
        services.sites.all.first { $0.tenant.id == story.county.id }?.practice.profile
    }

    /// Reads the rules as housekeeping does.
    func reloadSites() async throws {
        _ = try await services.liveSites.reload(services.engine, services.pages, on: clock.now.day)
    }
}
