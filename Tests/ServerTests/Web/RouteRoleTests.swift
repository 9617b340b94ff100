// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Who may call which route")
struct RouteRoleTests {
    /// The columns of docs/routes.md, and who stands for each.
    private static let columns: [(name: String, villager: Villager?)] = [
        ("visitor", nil), (Role.roomSecretary.rawValue, .secretary), (Role.convener.rawValue, .convener),
        (Role.leader.rawValue, .leader), (Role.member.rawValue, .member), (Role.unitOfficer.rawValue, .officer),
        (Role.privacyOfficer.rawValue, .privacyOfficer), (Role.proposalOfficer.rawValue, .proposalOfficer),
        (Role.systemAdministrator.rawValue, .systemAdministrator),
        (Role.securityAdministrator.rawValue, .securityAdministrator),
        (Role.auditAdministrator.rawValue, .auditAdministrator),
    ]

    // Who may is decided before a statement is sent: one engine tells as much as two.
    @Test("every route lets in and keeps out exactly whom the table says")
    func table() async throws {
        let rows = try Self.documented()
        #expect(Self.columns.map(\.name) == ["visitor"] + Role.allCases.map(\.rawValue))
        try await Village.with(.sqlite) { village in
            let records = try await Records(village)
            for route in village.installation.table.routes {
                let cells = try #require(rows[route.label], "docs/routes.md does not know \(route.label)")
                for (column, cell) in zip(Self.columns, cells) {
                    let answer = try await ask(village, route, as: column.villager, records)
                    // The convener of a room judges nothing for the whole county.
                    let isHidden =
                        column.villager == .convener && Self.isOfWholeCounty(route)
                        || [.secretary, .convener].contains(column.villager) && Self.isOfOffice(route)
                        || [.convener, .leader, .officer].contains(column.villager) && Self.isOfTheNamed(route)
                    // The statement was seeded by staff: no slip has offered it, whoever shows one. The page leads back and says so.
                    let isForeign =
                        route.label.contains(" /api/v1/slips/") && route.path.hasSuffix("/{statement}/erasure")
                    let expected = isHidden || isForeign || route.path.contains("{watched}") ? "404" : cell
                    #expect(outcome(answer, route) == expected, "\(route.label) as \(column.name): \(answer.status)")
                    #expect(answer.status < 500, "\(route.label) as \(column.name)")
                }
            }
        }
    }

    @Test(
        "a room's secretary finds nothing of another room on any desk route",
        arguments: EngineKind.allCases,
        [
            "topics", "sessions", "items", "erasures", "unmaskings", "rooms", "receptions", "visits", "enrolments",
            "sentiments", "lists", "lookbacks", "contests", "live", "comments", "deliberations", "statements",
            "deployments", "receipts",
        ])
    func otherRoom(_ kind: EngineKind, _ collection: String) async throws {
        try await Village.with(kind) { village in
            let records = try await Records(village)
            let routes = village.installation.table.routes.filter { $0.path.contains("/desk/\(collection)/{record}") }
            #expect(routes.count > (["topics", "sessions", "items"].contains(collection) ? 20 : 3))
            for route in routes {
                let answer = try await ask(village, route, as: .otherSecretary, records, isFilled: true)
                #expect(answer.status == 404, "\(route.label): \(answer.status)")
                for words in ["校门口", "单行"] { #expect(!answer.text.contains(words), "\(route.label)") }
            }
            let version = try await village.topic(records.journey.topic.id)?.version
            #expect(version == records.version)
            guard collection == "topics" else { return }
            for part in TopicDeskStore.Part.allCases {
                let browser = try await village.browser(of: .otherSecretary)
                let page = try await browser.get("/desk/topics?part=\(part.rawValue)")
                let list = try await village.program(of: .otherSecretary).get("/desk/topics?part=\(part.rawValue)")
                for topic in [village.story.waiting, village.story.held, village.story.asked, village.story.published] {
                    #expect(!page.text.contains(topic.id.text) && !list.text.contains(topic.id.text))
                }
            }
        }
    }

    /// Whether a form is for those alone whose role counts in the whole county.
    private static func isOfWholeCounty(_ route: Route) -> Bool {
        [
            "/desk/contests/{record}/marks", "/desk/contests/{record}/result", "/desk/lookback",
            "/desk/lookbacks/{record}/dropping",
        ].contains(route.path) && route.method == .get
    }

    /// Whether it is for the two alone who supervise an item together; of this one nobody does.
    private static func isOfTheNamed(_ route: Route) -> Bool {
        switch route.path.replacing("/api/v1", with: "") {
        case "/desk/items/{record}/signature": route.method == .get || route.isAPI
        case "/desk/items/{record}/signature-refusal": route.method == .get
        case _: false
        }
    }

    /// Whether it is for those alone who send notices for the whole county, and asks nothing that could be wrong before.
    private static func isOfOffice(_ route: Route) -> Bool {
        switch route.path.replacing("/api/v1", with: "") {
        case "/desk/deployment", "/desk/receipts/{record}/excusal": route.method == .get
        case "/desk/receipts/{record}/reminder": route.method == .get || route.isAPI
        case "/desk/deployments/{record}/reminders": route.isAPI
        case _: false
        }
    }

    /// One record of each kind, of which the people of the columns may see what is theirs.
    private struct Records: Sendable {
        let journey: Journey
        let session: ConsultationSession.ID
        let item: SuggestionItem.ID
        let erasure: PersonalDataRequest.ID
        let unmasking: String
        let (hold, run): (String, String)
        let confirmation: Domain.Confirmation.ID
        /// A table on its way into a register, and a line of one, of each of those who keep some.
        let (imports, lines): ([Villager: String], [Villager: String])
        let room: String
        /// A topic that another room has brought before one of the secretary's.
        let brought: Topic.ID
        let (slipBatch, slip, sentiment): (String, String, String)
        /// What was met while walking and passed on to the officer's unit.
        let passed: String
        let (reception, visit, booking): (String, String, String)
        let (suggestionList, lookBack, assessment, contest): (String, String, String, String)
        let (enrolment, enrolmentCode, campaign): (String, String, String)
        /// A notice, with the receipt of the secretary's room and that of the officer's unit.
        let deployment: (id: String, room: String, unit: String)
        /// A proposal of the member's that the officer's unit has, and one that the member is asked to sign.
        let (proposal, unsigned): (String, String)
        /// Where proposals of the session are judged and honoured, and what a resident left for those who write them.
        let (commendation, clue): (String, String)
        /// The third party that is asked there.
        static let evaluator = Identifier<Commendation.Evaluator>(1)
        /// What the unit has of it, and what the member is asked about another.
        let (assignment, opinion): (String, String)
        /// A proposal of an earlier session, which everybody who works with proposals may read.
        let former: String
        /// A media consultation, and a comment on it that the officer's unit was asked about.
        let (live, comment): (String, String)
        let paper: (session: String, id: String)
        /// The member who takes part in the session.
        let member: String
        /// What each of those who may be asked is asked to appraise.
        let appraisals: [Villager: String]
        /// The person of an expert.
        let expert: String
        /// Everybody, of whom each reads the own figures.
        let people: [Villager: String]
        /// A call in which people answer, and one that has ended, of which all votes are given out.
        let (openCall, endedCall): (Village.OpenCall, Village.OpenCall)
        /// The account of somebody who stands for no column: the acts may be done to it.
        let account: Domain.Account.ID
        let version: Int?
        private let signIns: [Villager: String]

        init(_ village: Village) async throws {
            var signIns: [Villager: String] = [:]
            for villager in Villager.allCases { signIns[villager] = try await village.signIn(villager) }
            self.signIns = signIns
            member = village.person(.member).text
            people = Dictionary(uniqueKeysWithValues: Villager.allCases.map { ($0, village.person($0).text) })
            let announced = try await village.carry(to: .announced)
            session = try #require(announced.session)
            // The officer of the unit is invited, and so reads the session.
            try await village.act(
                .invite, ["category": "department", "officer": village.person(.officer).text], on: session,
                as: .secretary)
            journey = try await village.carry(announced, from: .inProgress, to: .verified)
            item = try #require(journey.item)
            let (topic, county) = (village.story.waiting.id, village.story.county)
            erasure = try await Commands.run(on: village.installation) {
                try $0.requestErasure(of: topic, at: Village.morning, practice: Village.practice, tenant: county)
            }
            let people = try await village.session(session)?.participants.filter { $0.category == .people }
            let resident = try #require(people?.last).id.text
            let unmask = try await village.program(of: .convener)
                .post("/desk/unmaskings", ["whose": resident, "reason": "核实"])
            unmasking = try #require(unmask["id"])
            let placed = try await village.program(of: .privacyOfficer)
                .post("/desk/holds", ["record": topic.text, "reason": "诉讼"])
            hold = try #require(placed["id"])
            campaign = try #require(try await village.makeCampaign())
            run = try await Self.retentionRun(village)
            // What the holder of the code may read once it was granted.
            let own = "/topics/status/\(village.story.asked.code.text)/access"
            #expect(try await village.program().post(own, [:]).status == 201)
            let privacy = try await village.program(of: .privacyOfficer)
            let list = try await privacy.get("/desk/erasures").object["items"] as? [[String: Any]]
            let access = try #require(list?.first { $0["kind"] as? String == "access" }?["id"] as? String)
            #expect(try await privacy.post("/desk/erasures/\(access)/granting", [:]).status == 200)
            let asked = try await village.asked(about: item).first { asked in
                if case .participant = asked.voice { return true }
                return false
            }
            confirmation = try #require(asked?.id)
            (imports, lines) = try await Self.registers(village)
            room = village.room.id.text
            brought = try await Self.brought(village)
            (slipBatch, slip) = try await Self.slip(village)
            (reception, visit, booking) = try await Self.visit(village)
            sentiment = try await village.visitSentiment()
            passed = try await village.visitSentiment()
            let transfer = try await village.program(of: .secretary).post(
                "/desk/sentiments/\(passed)/transfer",
                ["channel": "department", "unit": village.story.unit.id.text, "words": "请接线", "due": "2026-03-20"])
            #expect(transfer.status == 200, "\(transfer.text)")
            (suggestionList, lookBack, assessment, contest) = try await Self.outcome(village, of: session)
            (enrolment, enrolmentCode) = try await Self.enrol(village)
            deployment = try await Self.deployment(village)
            paper = try await Self.paper(village, enrolment)
            (live, comment) = try await Self.live(village)
            (openCall, endedCall) = (try await village.openCall(), try await village.openCall())
            try await village.castVotes(in: openCall, people: 12)
            try await village.castVotes(in: endedCall, people: 51)
            let closing = try await village.program(of: .secretary)
                .post("/desk/deliberations/\(endedCall.call)/closing", [:])
            #expect(closing.status == 200, "\(closing.text)")
            try await village.drawMaps()
            (proposal, unsigned, assignment, opinion) = try await Self.proposals(village)
            former = try await Self.former(village)
            let begun = try await village.program(of: .proposalOfficer).post("/desk/commendations", ["span": "15-3"])
            (commendation, clue) = (try #require(begun["id"], "\(begun.text)"), try await Self.clue(village))
            let judging = try await village.program(of: .proposalOfficer).post(
                "/desk/commendations/\(commendation)/evaluators",
                [
                    "evaluator": "县统计学会", "units": [village.story.unit.id.text],
                    "until": village.clock.now.day.description,
                ])
            #expect(judging.status == 200, "\(judging.text)")
            let consulted = try await village.program(of: .secretary)
                .post("/desk/sentiments/\(sentiment)/consultation", ["text": "单行"])
            #expect(consulted.status == 200, "so that its code can be handed out")
            appraisals = try await Self.appraisals(village)
            expert = try await Self.expert(village)
            version = try await village.topic(journey.topic.id)?.version
            account = .init(try #require(village.story.staff[.colleague]).id.number)
        }

        /// The list of a session, and a look-back on a topic that counts as one of last year.
        private static func outcome(
            _ village: Village, of session: ConsultationSession.ID
        ) async throws -> (list: String, lookBack: String, assessment: String, contest: String) {
            let topic = try #require(try await village.topic(village.carry(to: .closed).topic.id))
            let (services, now) = (village.services, village.clock.now)
            let site = Site(tenant: village.story.county, practice: Village.practice)
            let (convener, leader) = (village.actor(.convener), village.actor(.leader))
            return try await services.engine.write { transaction in
                let chosen = try LookBack.choosing(
                    topic, consultedOn: now.day.advanced(by: -365), reason: "校门口", others: [],
                    as: services.id(LookBack.self), by: leader, today: now.day)
                try LookBackDesk(services: services, site: site).save(
                    chosen, Signature(actor: leader, role: .leader, now: now), in: transaction)
                let list = try SuggestionListStore(tenant: site.tenant.id).list(of: session, in: transaction)
                let assessment = HandlingAssessment(
                    .init(
                        number: .init(prefix: "政协评", year: 2026, serial: 1), year: 2025, day: now.day,
                        statement: "{\"units\":[],\"year\":2025}"), as: services.id(HandlingAssessment.self))
                try services.eventLog.append(
                    HandlingAssessmentEvent.issued(assessment.issue), subject: assessment.id.number,
                    subjectVersion: 1,
                    .init(tenant: site.tenant.id, actor: convener, role: .convener, recordedAt: now),
                    in: transaction)
                guard case .staff(let staff) = convener else { preconditionFailure("the convener is somebody") }
                try HandlingAssessmentStore(tenant: site.tenant.id).insert(assessment, by: staff.id, in: transaction)
                let entry = try ContestDesk(services: services, site: site)
                    .nominate(topic.id, reason: "校门口", by: convener, at: now, in: transaction)
                return (try #require(list).id.text, chosen.after.id.text, assessment.id.text, entry.id.text)
            }
        }

        private static func deployment(_ village: Village) async throws -> (id: String, room: String, unit: String) {
            let issued = try await village.program(of: .leader).post(
                "/desk/deployments",
                [
                    "kind": "convey", "title": "校门口", "text": "单行", "to": "chosen", "dueOn": "2026-03-20",
                    "rooms": [village.room.id.text], "units": [village.story.unit.id.text],
                ])
            let receipts = try #require(issued.object["receipts"] as? [[String: Any]], "\(issued.text)")
            func id(_ name: String) throws -> String {
                try #require(receipts.first { $0["name"] as? String == name }?["id"] as? String)
            }
            return (try #require(issued["id"]), try id(village.room.name), try id(village.story.unit.name))
        }

        /// A comment that lies on the room's screen.
        private static func live(_ village: Village) async throws -> (live: String, comment: String) {
            let live = try await village.openLive(beside: village.announceSession())
            let comment = try await village.comment("校门口单行", on: live)
            try await village.cutIn(comment)
            return (live.text, comment.text)
        }

        /// A reception day on which today's visitor has raised a topic, so that every page of it opens.
        private static func enrol(_ village: Village) async throws -> (id: String, code: String) {
            let session = try #require(try await village.carry(to: .announced).session)
            let enrolled = try await village.enrol(session)
            return (try #require(enrolled["id"]), try #require(enrolled["enrolmentCode"]))
        }

        private static func former(_ village: Village) async throws -> String {
            let desk = FormerProposalDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
            let (administrator, number) = (
                village.actor(.systemAdministrator), ProposalNumber(.init(term: 14, session: 5), 1)
            )
            return try await village.services.engine.write { transaction in
                try desk.declare(
                    FormerProposal(
                        number: number, kind: .member, subject: .kept("旧路灯"), proposer: .kept("旧人"), unit: nil,
                        filedOn: nil, repliedOn: nil, outcome: nil, opinion: nil, isOpen: true, text: nil, reply: nil),
                    by: administrator, at: Village.morning, in: transaction)
                let listed = try desk.store.list(
                    number.series, scope: ProposalScope(of: .visitor), after: 0, limit: 1, in: transaction)
                return try #require(listed.first).id.text
            }
        }

        /// A published proposal that a unit has, and one that waits for a signature.
        private static func proposals(_ village: Village) async throws -> (String, String, String, String) {
            try await village.seatMembers()
            func id(_ address: String) throws -> String {
                try #require(address.split(separator: "/").last.map(String.init))
            }
            let filed = try id(try await village.fileProposal())
            let reviewed = try await village.program(of: .proposalOfficer).post(
                "/desk/proposals/\(filed)/review", ["title": "路灯", "body": "换路灯"])
            #expect(reviewed.status == 200, "\(reviewed.text)")
            _ = try await village.answerProposal(village.fileProposal())
            let opinions = try await village.program(of: .member).get("/desk/opinions")
            let opinion = try #require((opinions.object["items"] as? [[String: Any]])?.first?["id"] as? String)
            let assignment = try await village.assignProposal("/desk/proposals/\(filed)")
            let waiting = try await village.draftProposal(by: .otherMember)
            let invited = try await village.program(of: .otherMember).post(
                "\(waiting)/invitation", ["people": [village.person(.member).text]])
            #expect(invited.status == 200, "\(invited.text)")
            return (filed, try id(waiting), assignment, opinion)
        }

        /// A paper that everybody may read, of the session for which somebody has enrolled.
        private static func paper(
            _ village: Village, _ enrolment: String
        ) async throws -> (session: String, id: String) {
            let secretary = try await village.program(of: .secretary)
            let read = try await secretary.get("/desk/enrolments/\(enrolment)")
            let session = try #require(read["session"], "\(read.text)")
            let handed = try await secretary.post(
                "/desk/sessions/\(session)/papers",
                ["title": "单行", "file": [try await village.upload(by: .secretary).id.text], "isPublic": "public"])
            let papers = try #require(handed.object["papers"] as? [[String: Any]], "\(handed.text)")
            return (session, try #require(papers.first?["id"] as? String))
        }

        private static func visit(_ village: Village) async throws -> (reception: String, visit: String, code: String) {
            let reception = try await village.planReception(day: "2026-03-05")
            let booked = try await village.book(reception, ["name": "校门口"])
            let visit = try #require(booked["id"])
            let secretary = try await village.program(of: .secretary)
            for (act, fields) in [("check-in", [:]), ("record", ["said": "单行"]), ("topic", [:])]
                as [(String, [String: Any])]
            {
                #expect(try await secretary.post("/desk/visits/\(visit)/\(act)", fields).status == 200)
            }
            return (reception, visit, try #require(booked["bookingCode"]))
        }

        /// The register that stands for all that somebody keeps.
        static func register(of villager: Villager?) -> Register {
            switch villager {
            case .secretary, .convener: .roomPlans
            case .proposalOfficer: .leaders
            case _: .areas
            }
        }

        /// A table that each of those who keep registers has sent, and a line that each keeps.
        private static func registers(
            _ village: Village
        ) async throws -> (imports: [Villager: String], lines: [Villager: String]) {
            let desk = ImportDesk(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
            var imports: [Villager: String] = [:]
            for villager in [Villager.secretary, .convener, .proposalOfficer, .systemAdministrator] {
                let (actor, target) = (village.actor(villager), RegisterImport.Target.register(register(of: villager)))
                imports[villager] = try await village.services.engine.write {
                    try desk.send(
                        Array("区划代码,名称".utf8), named: "区域.csv", for: target, by: actor, at: Village.morning, in: $0
                    ).id.text
                }
            }
            let plan = try await village.program(of: .secretary).post(
                "/desk/directory/room_plans",
                ["room": village.room.id.text, "planYear": "2026", "plannedSessions": "6"])
            let planned = try #require(plan["id"], "\(plan.text)")
            let told = try await village.program(of: .proposalOfficer).post(
                "/desk/directory/leaders",
                [
                    "person": village.person(.leader).text, "side": "party", "consultation": "校门口",
                    "heldOn": "2026-03-02",
                ])
            let lines = [
                Villager.secretary: planned, .convener: planned,
                .proposalOfficer: try #require(told["id"], "\(told.text)"),
            ]
            return (imports, lines)
        }

        /// A line of the register of appraisals for each of those who may be asked.
        private static func appraisals(_ village: Village) async throws -> [Villager: String] {
            let office = try await village.program(of: .proposalOfficer)
            var lines: [Villager: String] = [:]
            for villager in [Villager.secretary, .convener, .leader, .member] {
                let entered = try await office.post(
                    "/desk/directory/appraisals",
                    ["matter": "老桥改造", "person": village.person(villager).text, "heldOn": "2026-03-02"])
                let id = try #require(entered["id"], "\(entered.text)")
                lines[villager] = id
            }
            return lines
        }

        /// The leader as an expert of a pool.
        private static func expert(_ village: Village) async throws -> String {
            let keeper = try await village.program(of: .systemAdministrator)
            let pool = try await keeper.post("/desk/directory/organs", ["kind": "expert_pool", "name": "专家团"])
            let person = village.person(.leader).text
            let entered = try await keeper.post(
                "/desk/directory/experts",
                [
                    "person": person, "pool": try #require(pool["id"], "\(pool.text)"), "fields": "老桥",
                    "startsOn": "2026-01-01",
                ])
            #expect(entered.status == 201, "\(entered.text)")
            return person
        }

        /// A paper slip of the room, with the batch it was made in.
        private static func slip(_ village: Village) async throws -> (batch: String, code: String) {
            let secretary = try await village.program(of: .secretary)
            let room = village.room.id
            let made = try await secretary.post("/desk/rooms/\(room)/slips", ["count": "12", "until": "2026-03-20"])
            let batch = try #require((made.object["slipBatches"] as? [[String: Any]])?.first?["id"] as? String)
            let sheet = try await secretary.get("/desk/rooms/\(room)/slips/\(batch)")
            return (batch, try #require((sheet.object["slips"] as? [[String: Any]])?.first?["code"] as? String))
        }

        /// A run of the county in which nothing went.
        private static func retentionRun(_ village: Village) async throws -> String {
            let (services, tenant, now) = (village.services, village.story.county.id, village.clock.now)
            let transition = RetentionRun.beginning(on: now.day, as: services.id(RetentionRun.self))
            return try await services.engine.write { transaction in
                _ = try services.eventLog.append(
                    transition, subject: transition.after.id.number,
                    .init(tenant: tenant, actor: .system, role: nil, recordedAt: now), in: transaction)
                try RetentionStore(tenant: tenant).save(transition, in: transaction)
                return transition.after.id.text
            }
        }

        /// The sign-in of a villager: one for all routes but those that may end it.
        func signIn(of villager: Villager?, for route: Route, _ village: Village) async throws -> String? {
            guard let villager else { return nil }
            let mayEnd = ["sign", "account", "password"].contains { route.path.contains($0) }
            guard !mayEnd, let signIn = signIns[villager] else { return try await village.signIn(villager) }
            return signIn
        }

        /// The record that `{record}` stands for.
        /// What the office has let members read.
        private static func clue(_ village: Village) async throws -> String {
            #expect(try await village.program().post("/clues", ["text": "村口路灯"]).status == 201)
            let office = try await village.program(of: .proposalOfficer)
            let listed = try await office.get("/desk/clues").object["items"] as? [[String: Any]]
            let id = try #require(listed?.first?["id"] as? String)
            #expect(try await office.post("/desk/clues/\(id)/release", [:]).status == 200)
            return id
        }

        private static func brought(_ village: Village) async throws -> Topic.ID {
            let (above, _) = try await village.openCountyRoom()
            let (holder, county) = (village.person(.secretary), village.story.county.id)
            try await Commands.run(on: village.installation) {
                try $0.appoint(holder, to: Appointment(.roomSecretary, .room(above)), tenant: county)
            }
            try await village.bring(village.story.waitingElsewhere.id, .otherSecretary, above)
            return village.story.waitingElsewhere.id
        }

        func text(of path: String, as villager: Villager?) -> String {
            if path.contains("/gathering") || path.contains("/escalation-declining"), villager == .secretary {
                return brought.text
            }
            if path.contains("/sessions/") { return session.text }
            if path.contains("/items/") { return item.text }
            if path.contains("/rooms/") { return room }
            if path.contains("/attendance/") { return member }
            if path.contains("/quotas/") { return villager.flatMap { people[$0] } ?? member }
            if path.contains("/appraisals/") { return villager.flatMap { appraisals[$0] } ?? room }
            if path.contains("/experts/") { return expert }
            if path.contains("/desk/receptions/") { return reception }
            if path.contains("/desk/visits/") { return visit }
            if path.contains("/desk/sentiments/") { return villager == .officer ? passed : sentiment }
            if path.contains("/desk/live/") { return live }
            if path.contains("/desk/comments/") { return comment }
            if path.contains("/desk/lists/") { return suggestionList }
            if path.contains("/desk/lookbacks/") { return lookBack }
            if path.contains("/desk/deployments/") { return deployment.id }
            if path.contains("/desk/receipts/") { return villager == .officer ? deployment.unit : deployment.room }
            if path.contains("/desk/deliberations/") { return openCall.call.text }
            if path.contains("/desk/statements/") { return openCall.statements[0].text }
            if path.contains("/desk/assessments/") { return assessment }
            if path.contains("/desk/contests/") { return contest }
            if path.contains("/desk/commendations/") { return commendation }
            if path.contains("/desk/clues/") { return clue }
            if path.contains("/desk/proposals/") {
                return ["/signature", "/declining"].contains { path.hasSuffix($0) } ? unsigned : proposal
            }
            if path.contains("/desk/assignments/") { return assignment }
            if path.contains("/desk/opinions/") { return opinion }
            if path.contains("/desk/enrolments/") { return enrolment }
            if path.contains("/desk/campaigns/") { return campaign }
            if path.contains("/former-proposals/") { return former }
            if path.contains("/imports/") { return villager.flatMap { imports[$0] } ?? room }
            if path.contains("/directory/") {
                return villager.flatMap { lines[$0] } ?? Identifier<DirectoryEntry>(990_101_001_001).text
            }
            if path.contains("/accounts/") { return account.text }
            if path.contains("/unmaskings/") { return unmasking }
            if path.contains("/holds/") { return hold }
            if path.contains("/retention/") { return run }
            return path.contains("/erasures/") ? erasure.text : journey.topic.id.text
        }
    }

    /// Calls a route as somebody would: with a genuine form token, and fields that every act understands.
    private func ask(
        _ village: Village, _ route: Route, as villager: Villager?, _ records: Records, isFilled: Bool = false
    ) async throws -> WebAnswer {
        let signIn = try await records.signIn(of: villager, for: route, village)
        let path = try await address(village, route, as: villager, records)
        guard !route.isAPI else {
            let program = APIClient(village.client, bearer: signIn)
            let inner = String(path.dropFirst("/api/v1".count))
            return switch route.method {
            case .get: try await program.get(inner)
            case .delete: try await program.delete(inner)
            default: try await program.post(inner, isFilled ? fields(of: route) : [:])
            }
        }
        let browser = Browser(village.client, signIn: signIn)
        guard route.method == .post else { return try await browser.get(path) }
        guard let signIn, isFilled else { return try await browser.post(path, []) }
        let token = village.services.formTokens.issue(for: SignIn.Token(signIn).hash, action: path)
        let fields = fields(of: route).map { name, value in
            (value as? [String]).map { ("\(name).\($0[0])", "on") } ?? (name, value as? String ?? "")
        }
        return try await browser.post(path, [("_token", token)] + fields)
    }

    private func address(
        _ village: Village, _ route: Route, as villager: Villager?, _ records: Records
    ) async throws -> String {
        let story = village.story
        let raw =
            route.path.contains("{paper}")
            ? route.path.replacing("{paper}", with: records.paper.id)
                .replacing("{session}", with: records.paper.session) : route.path
        var path =
            raw
            .replacing("{record}", with: records.text(of: route.path, as: villager))
            .replacing("{confirmation}", with: records.confirmation.text)
            .replacing("{item}", with: records.item.text).replacing("{topic}", with: story.published.id.text)
            .replacing("{room}", with: story.room.id.text).replacing(
                "{register}", with: Records.register(of: villager).rawValue
            )
            .replacing("{code}", with: story.asked.code.text).replacing("{trackingCode}", with: story.asked.code.text)
            .replacing("{name}", with: "app.css")
            // A stream has no end: who may watch what is looked at in StreamRouteTests, here there is no such session.
            .replacing("{face}", with: "session-wall").replacing("{watched}", with: story.room.id.text)
            .replacing("{batch}", with: records.slipBatch).replacing("{slip}", with: records.slip)
            .replacing("{reception}", with: records.reception).replacing("{booking}", with: records.booking)
            .replacing("{session}", with: records.session.text).replacing("{own}", with: records.enrolment)
            .replacing("{enrolment}", with: records.enrolmentCode)
            .replacing("{live}", with: records.live).replacing("{comment}", with: records.comment)
            .replacing("{proposal}", with: records.proposal)
            .replacing("{evaluator}", with: Records.evaluator.text)
            .replacing("{statement}", with: records.openCall.statements[0].text)
            .replacing(
                "{deliberation}",
                with: (route.path.hasSuffix("/votes.csv") ? records.endedCall : records.openCall).call.text
            )
            .replacing("{visit}", with: records.visit).replacing("{channel}", with: ContactChannel.mail.rawValue)
        if path.contains("{attachment}") {
            // Everybody sees what he himself has sent and not yet given to a record.
            let own = try await village.upload(by: villager ?? .secretary)
            path = path.replacing("{attachment}", with: own.id.text)
        }
        if path.contains("{photo}") {
            let photo = try await village.attachments.keep(
                SketchedPhoto().file(".jpg"), named: "桥", by: nil, at: Village.morning)
            let (desk, asked) = (village.attachments, story.asked.id)
            try await village.services.engine.write {
                try desk.attach([photo.id], to: .topic(asked), by: nil, at: Village.morning, in: $0)
            }
            path = path.replacing("{photo}", with: photo.id.text)
        }
        if path.contains("{pass}") {
            let photo = try await village.attachments.keep(
                SketchedPhoto().file(".jpg"), named: "桥", by: nil, at: Village.morning)
            let pass = PhotoPass(for: photo.id, in: story.county.id, keys: village.services.keys)
            path = path.replacing("{pass}", with: pass.text)
        }
        if path.contains("/accounts/") && path.contains("{signIn}") {
            _ = try await village.signIn(.colleague)
            let (tenant, person) = (story.county.id, Person.ID(records.account.number))
            let alive = try await village.services.engine.read {
                try SignInStore(tenant: tenant).alive(of: person, at: Village.morning, in: $0)
            }
            path = path.replacing("{signIn}", with: alive.first?.id.text ?? story.room.id.text)
        }
        if path.contains("{apiToken}") {
            let holder = path.contains("/accounts/") ? Person.ID(records.account.number) : nil
            let person = holder ?? villager.flatMap { story.staff[$0]?.id } ?? Person.ID(records.account.number)
            let (tenant, id) = (story.county.id, village.services.id(APIToken.self))
            let token = APIToken(
                id: id, name: "程序", scope: .init(access: .read, context: nil), createdAt: Village.morning,
                expiresAt: Village.morning.advanced(byMilliseconds: 86_400_000), lastUsedAt: nil)
            let hash = APITokenStore.hash(APITokenStore.makeText())
            try await village.services.engine.write {
                try APITokenStore(tenant: tenant).insert(token, hash: hash, of: person, in: $0)
            }
            path = path.replacing("{apiToken}", with: id.text)
        }
        path = path.replacing("{signIn}", with: story.room.id.text)
        if path.contains("/invitations/{token}") {
            let (tenant, person, link) = (story.county.id, Person.ID(records.account.number), SecretLink())
            let until = Village.morning.advanced(byMilliseconds: 60_000)
            try await village.services.engine.write {
                try AccountStore(tenant: tenant).invite(person, by: link, until: until, in: $0)
            }
            path = path.replacing("{token}", with: link.text)
        }
        if path.contains("/calendars/{token}") {
            let (tenant, link) = (story.county.id, SecretLink())
            try await village.services.engine.write {
                try PersonalCalendarStore(tenant: tenant).set(
                    link.hash, of: village.person(.secretary), at: Village.morning, in: $0)
            }
            path = path.replacing("{token}", with: link.text)
        }
        if path.contains("/c/{token}") || path.contains("/confirmations/{token}") {
            let desk = ConfirmationDesk(
                services: village.services, site: Site(tenant: story.county, practice: Village.practice))
            let link = try await village.services.engine.write {
                try desk.makeLink(for: records.confirmation, at: Village.morning, in: $0)
            }
            path = path.replacing("{token}", with: link.text)
        }
        if path.contains("/o/{token}") || path.contains("/opinions/{token}") {
            let desk = ProposerOpinionDesk(
                services: village.services, site: Site(tenant: story.county, practice: Village.practice))
            let opinion = try #require(ProposerOpinion.ID(records.opinion))
            let link = try await village.services.engine.write {
                try desk.makeLink(of: opinion, at: Village.morning, in: $0)
            }
            path = path.replacing("{token}", with: link.text)
        }
        if path.contains("/e/{token}") || path.contains("/evaluations/{token}") {
            let desk = CommendationDesk(
                services: village.services, site: Site(tenant: story.county, practice: Village.practice))
            let (id, office) = (try #require(Commendation.ID(records.commendation)), village.actor(.proposalOfficer))
            let link = try await village.services.engine.write { transaction in
                try desk.makeLink(
                    for: Records.evaluator, of: desk.visible(id, to: office, in: transaction), by: office,
                    at: Village.morning, in: transaction
                ).link
            }
            path = path.replacing("{token}", with: link.text)
        }
        return path.replacing("{token}", with: story.room.token.text)
    }

    /// Fields with which the act of a route would be done.
    private func fields(of route: Route) -> [String: Any] {
        let segment = route.path.split(separator: "/").last.map(String.init) ?? ""
        let fields: [InputField] =
            if route.path.contains("/desk/topics/") {
                TopicDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/sessions/") {
                SessionDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/items/") {
                ItemDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/unmaskings/") {
                UnmaskingDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/rooms/") {
                RoomCodeDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/receptions/") {
                ReceptionDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/visits/") {
                VisitDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/enrolments/") {
                EnrolmentDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/sentiments/") {
                SentimentDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/live/") {
                MediaDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/comments/") {
                CommentDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/lists/") {
                SuggestionListDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/proposals/") {
                ProposalDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/assignments/") {
                AssignmentDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/opinions/") {
                ProposerOpinionDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/contests/") {
                ContestDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/clues/") {
                ClueDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/commendations/") {
                CommendationDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/deliberations/{record}/statement") {
                [OpinionStatementRoutes.textField(.standard)]
            } else if route.path.contains("/desk/deliberations/") {
                DeliberationDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/statements/") {
                OpinionStatementDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/receipts/") {
                DeploymentReceiptDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/lookbacks/") {
                LookBackDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else if route.path.contains("/desk/holds/") {
                HoldDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            } else {
                PersonalDataDesk.acts.first { $0.segment == segment }?.fields(.standard) ?? []
            }
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, Self.value(of: $0)) })
    }

    private static func value(of field: InputField) -> Any {
        switch field.kind {
        case .choice(let options): options[0].code
        case .day: "2026-03-20"
        case .time: "14:30"
        case .phone: "13700000009"
        case .references, .files, .photos: ["0000000000001"]
        case .phoneEnding: "0009"
        case .areaCode: "990101001001"
        case .line(let limit) where limit < 13: "1"
        case .paragraph, .line, .reference, .secret, .version: "0000000000001"
        }
    }

    /// How the table calls what came back.
    private func outcome(_ answer: WebAnswer, _ route: Route) -> String {
        switch answer.status {
        case 303 where answer.header("Location")?.hasPrefix("/sign-in?next=") == true: "to sign-in"
        case 303 where answer.header("Location")?.hasPrefix("/mine/sign-in?next=") == true: "to phone"
        case 401 where answer["code"] == "unauthorized": "401"
        case 404: "404"
        default: route.audience == .machine ? "from the machine" : "yes"
        }
    }

    /// The rows of docs/routes.md by route.
    private static func documented() throws -> [String: [String]] {
        let text = try Repository.text("docs/routes.md")
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).map { line in
            line.split(separator: "|").map { $0.trimming { $0 == " " } }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0.dropFirst())) })
    }
}

extension Substring {
    fileprivate func trimming(_ isPadding: (Character) -> Bool) -> String {
        String(drop(while: isPadding).reversed().drop(while: isPadding).reversed())
    }
}
