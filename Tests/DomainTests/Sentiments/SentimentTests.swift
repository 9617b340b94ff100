// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("An issue from among the people")
struct SentimentTests {
    private static let id = SentimentIssue.ID(1_201)
    private static let today = Village.morning.day
    private static let member = ActorKind.participant.actor
    private let table = RuleTable(
        sentimentTable,
        columns: [
            .init(name: "command", values: SentimentIssue.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: SentimentIssue.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 10 * 8 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in SentimentIssue.State.Name.allCases {
            let issue = try Self.issue(name)
            for who in ActorKind.allCases {
                var permitted: Set<SentimentIssue.Command> = []
                for command in SentimentIssue.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: issue, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(issue.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("a member begins one in the own name, the secretary in the own room, and nobody for somebody else")
    func beginning() {
        func refusal(_ actor: Actor, opener: Person.ID) -> SentimentRefusal? {
            do throws(SentimentRefusal) {
                _ = try SentimentIssue.begin(
                    Self.opening(opener), Self.step(), as: Self.id, by: actor, at: Village.morning,
                    practice: Village.practice)
                return nil
            } catch { return error }
        }
        let openers: Set<ActorKind> = [.roomSecretary, .areaSecretary, .researcher, .participant, .otherMember]
        for who in ActorKind.allCases {
            guard case .staff(let staff) = who.actor else {
                #expect(refusal(who.actor, opener: Village.memberID) == .notYours, "\(who)")
                continue
            }
            #expect((refusal(who.actor, opener: staff.id) == nil) == openers.contains(who), "\(who)")
            #expect(refusal(who.actor, opener: Person.ID(999)) == .notYours, "\(who)")
        }
    }

    @Test("steps lie in order, none in the future and none older than three months")
    func days() throws {
        func refusal(_ day: Day) -> SentimentRefusal? {
            do throws(SentimentRefusal) {
                _ = try SentimentIssue.begin(
                    Self.opening(), Self.step(day), as: Self.id, by: Self.member, at: Village.morning,
                    practice: Village.practice)
                return nil
            } catch { return error }
        }
        #expect(refusal(Self.today) == nil && refusal(Self.today.advanced(by: -92)) == nil)
        #expect(refusal(Self.today.advanced(by: 1)) == .dayOutOfReach)
        #expect(refusal(Self.today.advanced(by: -93)) == .dayOutOfReach)
        let walked = try Self.issue(.walked)
        let before = Self.step(Self.today.advanced(by: -4))
        #expect(throws: SentimentRefusal.dayOutOfReach) {
            try walked.listening(before, by: Self.member, on: Self.today)
        }
        let early = SentimentIssue.Telling(day: Self.today.advanced(by: 1), means: .phone, words: nil)
        #expect(throws: SentimentRefusal.dayOutOfReach) {
            try Self.issue(.resultReturned).telling(early, by: Self.member, on: Self.today)
        }
    }

    @Test("each stage owes what the profile says, or what was named; talked over and told, it owes nothing here")
    func deadlines() throws {
        #expect(try Self.issue(.walked).deadline?.day == Village.day("2026-03-19"))
        #expect(try Self.issue(.visited).deadline == Self.issue(.walked).deadline, "the term runs from the beginning")
        #expect(try Self.issue(.transferred).deadline?.term == .named)
        #expect(try Self.issue(.resultReturned).deadline?.day == Village.day("2026-03-10"))
        for name in [SentimentIssue.State.Name.consulted, .told, .closed] {
            #expect(try Self.issue(name).deadline == nil, "\(name)")
        }
        var profile = PracticeProfile.standard
        profile.sentiments = SentimentPractice(passDays: 3, tellDays: 1)
        let brisk = try SentimentIssue.begin(
            Self.opening(), Self.step(), as: Self.id, by: Self.member, at: Village.morning,
            practice: Practice(profile: profile, calendar: .national)
        ).after
        #expect(brisk.deadline?.day == Village.day("2026-03-10"))
    }

    @Test("a department is named with its unit, and gets a day that can be kept")
    func transferring() throws {
        let visited = try Self.issue(.visited)
        func refusal(_ channel: SentimentIssue.Channel, _ unit: HandlingUnit.ID?, _ days: Int) -> SentimentRefusal? {
            do throws(SentimentRefusal) {
                _ = try visited.transferring(
                    .init(channel: channel, unit: unit, words: "请办"), by: Self.today.advanced(by: days),
                    by: Self.member, on: Self.today)
                return nil
            } catch { return error }
        }
        #expect(refusal(.department, nil, 10) == .unitMissing && refusal(.department, Village.unit, 10) == nil)
        #expect(refusal(.opinionReport, nil, 0) == nil && refusal(.proposalClue, nil, 366) == nil)
        #expect(refusal(.proposalClue, nil, -1) == .dueDayOutOfReach)
        #expect(refusal(.proposalClue, nil, 367) == .dueDayOutOfReach)
    }

    @Test("a unit has what was passed on to a department, and nothing that went another way beside its name")
    func unitsOfDepartments() throws {
        let officer = ActorKind.unitOfficer.actor
        for channel in SentimentIssue.Channel.allCases {
            let passed = try Self.issue(.visited).transferring(
                .init(channel: channel, unit: Village.unit, words: "请办"), by: Self.today, by: Self.member,
                on: Self.today
            ).after
            #expect((passed.transfer?.unit == Village.unit) == (channel == .department), "\(channel)")
            #expect(SentimentScope(of: officer).includes(passed) == (channel == .department), "\(channel)")
            #expect(!SentimentScope(of: officer).readsWalk(of: passed), "\(channel)")
            #expect(passed.permittedCommands(for: officer).isEmpty == (channel != .department), "\(channel)")
        }
        // As a log tells it that was written while a unit could be named beside any channel.
        let due = #"{"day":"2026-03-19","from":"2026-03-05","isProvisional":false,"workingDays":10}"#
        let old: SentimentEvent = try KeptTexts().decode(
            #"{"transferred":{"_0":{"channel":"opinion_report","unit":"\#(Village.unit.text)","words":"text-0"},"#
                + #""deadline":"# + due + "}}")
        let passed = try Self.issue(.visited).applying(old)
        #expect(passed.transfer?.unit == Village.unit && passed.transfer?.answeringUnit == nil)
        #expect(!SentimentScope(of: officer).includes(passed) && passed.permittedCommands(for: officer).isEmpty)
    }

    @Test("the result of a topic comes when the topic has ended")
    func topicGoesOn() throws {
        let consulted = try Self.issue(.consulted)
        #expect(throws: SentimentRefusal.topicGoesOn) {
            try consulted.returningResult(
                "修好了", isTopicOver: false, by: Self.member, at: Village.morning, practice: Village.practice)
        }
        let returned = try consulted.returningResult(
            "修好了", isTopicOver: true, by: Self.member, at: Village.morning, practice: Village.practice
        ).after
        #expect(returned.topic == Village.topicID && returned.result == .kept("修好了"))
    }

    @Test("a topic that ends names the day by which the person is told; going on again, nothing is owed")
    func learning() throws {
        let (consulted, now, practice) = (try Self.issue(.consulted), Village.morning, Village.practice)
        #expect(consulted.learning(isTopicOver: false, at: now, practice: practice) == nil)
        let ended = try #require(consulted.learning(isTopicOver: true, at: now, practice: practice)).after
        #expect(ended.state == consulted.state && ended.deadline?.day == Village.day("2026-03-10"))
        #expect(ended.learning(isTopicOver: true, at: now, practice: practice) == nil, "it is known")
        let later = now.advanced(byMilliseconds: 24 * 3_600_000)
        let returned = try ended.returningResult(
            "修好了", isTopicOver: true, by: Self.member, at: later, practice: practice
        ).after
        #expect(returned.deadline == ended.deadline, "writing it down gives no new days")
        let goesOn = try #require(ended.learning(isTopicOver: false, at: later, practice: practice)).after
        #expect(goesOn.deadline == nil && goesOn.state == consulted.state)
        for name in [SentimentIssue.State.Name.visited, .transferred, .told] {
            #expect(try Self.issue(name).learning(isTopicOver: true, at: now, practice: practice) == nil, "\(name)")
        }
    }

    @Test("what those who write proposals say of it is the result; nobody else's word is")
    func hearing() throws {
        #expect(throws: SentimentRefusal.notTransferred) {
            try Self.issue(.transferred).hearing("立案了", at: Village.morning, practice: Village.practice)
        }
        let handedOn = try Self.issue(.visited).transferring(
            .init(channel: .proposalClue, unit: nil, words: "路灯该统一管"), by: Self.today.advanced(by: 10),
            by: Self.member, on: Self.today
        ).after
        let heard = try handedOn.hearing("立案了", at: Village.morning, practice: Village.practice).after
        #expect(handedOn.isHandedOn && heard.result == .kept("立案了") && !heard.isHandedOn)
    }

    @Test("whose matter it is, read those who have to tell, until it is closed (BR-38)")
    func names() throws {
        let readers: Set<ActorKind> = [.roomSecretary, .areaSecretary, .participant]
        for who in ActorKind.allCases {
            #expect(try Self.issue(.told).namesPerson(to: who.actor) == readers.contains(who), "\(who)")
            #expect(try !Self.issue(.closed).namesPerson(to: who.actor), "\(who)")
        }
    }

    @Test("an issue is seen where the room is, and by whoever opened it")
    func scope() throws {
        let issue = try Self.issue(.walked)
        let seen: Set<ActorKind> = [
            .roomSecretary, .areaSecretary, .convener, .leader, .participant, .console, .system,
        ]
        for who in ActorKind.allCases {
            #expect(SentimentScope(of: who.actor).includes(issue) == seen.contains(who), "\(who)")
        }
        #expect(!SentimentScope(of: .bookingHolder(.init(1))).includes(issue))
        let passed = try Self.issue(.transferred)
        #expect(SentimentScope(of: ActorKind.unitOfficer.actor).includes(passed), "the unit that has it")
        #expect(!SentimentScope(of: ActorKind.otherUnitOfficer.actor).includes(passed))
        #expect(!passed.namesPerson(to: ActorKind.unitOfficer.actor))
    }

    @Test(
        "whoever takes it over goes on with it and reads whose matter it is; whoever met it still sees what becomes of it"
    )
    func handedOver() throws {
        let issue = try Self.issue(.walked)
        let handed = try issue.handingOver(to: Village.researcherID, by: Village.secretary).after
        let taker = ActorKind.researcher.actor
        #expect(handed.keeper == Village.researcherID && handed.opening == issue.opening)
        #expect(handed.deadline == issue.deadline, "its day stays")
        #expect(handed.refusal(of: .listen, by: taker) == nil && handed.namesPerson(to: taker))
        #expect(handed.refusal(of: .listen, by: Self.member) == .notYours && !handed.namesPerson(to: Self.member))
        #expect(SentimentScope(of: taker).includes(handed) && SentimentScope(of: Self.member).includes(handed))
        #expect(throws: SentimentRefusal.alreadyTheirs) {
            try handed.handingOver(to: Village.researcherID, by: Village.secretary)
        }
    }

    @Test("random acts leave a log that tells the same issue, and buttons that work")
    func replay() throws {
        var random = SeededRandom(seed: 23)
        var (seen, told): (Set<String>, Set<String>) = ([], [])
        for _ in 0..<200 {
            let first = try SentimentIssue.begin(
                Self.opening(), Self.step(), as: Self.id, by: Self.member, at: Village.morning,
                practice: Village.practice)
            var (issue, log) = (first.after, [first.event])
            for _ in 0..<30 {
                let command = SentimentIssue.Command.allCases.any(&random)
                let actor = [Self.member, Village.secretary, Village.convener].any(&random)
                let isPermitted = issue.refusal(of: command, by: actor) == nil
                do throws(SentimentRefusal) {
                    let transition = try Self.perform(command, on: issue, by: actor)
                    #expect(isPermitted)
                    seen.insert(transition.event.kind)
                    (issue, log) = (transition.after, log + [transition.event])
                } catch {
                    #expect(!isPermitted, "\(command) \(error)")
                    told.insert(error.code)
                }
            }
            #expect(SentimentIssue.replaying(log, as: Self.id) == issue && issue.version == log.count)
        }
        #expect(
            seen == [
                "listened", "visited", "consulted", "transferred", "came_back", "result_returned", "told", "closed",
                "handed_over", "person_forgotten",
            ])
        #expect(told.count >= 9, "\(told)")
    }

    @Test("the written form is stable, holds no word of what people wrote, and is read as it was written")
    func storedForm() throws {
        let due = Deadline(
            day: Village.day("2026-03-19"), from: Self.today, term: .workingDays(10), isProvisional: false)
        let written = #"{"day":"2026-03-19","from":"2026-03-05","isProvisional":false,"workingDays":10}"#
        let step = #"{"day":"2026-03-03","place":"text-3","words":"text-4"}"#
        let samples: [(SentimentEvent, String)] = [
            (
                .opened(Self.opening(), Self.step(), deadline: due),
                #"{"opened":{"_0":{"area":"329901100201","opener":"000000000000H","person":"text-1","#
                    + #""phone":"text-2","room":"00000000000Z9","title":"text-0"},"_1":"# + step
                    + #","deadline":"# + written + "}}"
            ),
            (.listened(Self.step()), #"{"listened":{"_0":{"day":"2026-03-03","place":"text-0","words":"text-1"}}}"#),
            (.visited(Self.step()), #"{"visited":{"_0":{"day":"2026-03-03","place":"text-0","words":"text-1"}}}"#),
            (.consulted(Village.topicID), #"{"consulted":{"_0":"0000000000001"}}"#),
            (.topicEnded(deadline: due), #"{"topicEnded":{"deadline":"# + written + "}}"),
            (.topicWentOn, #"{"topicWentOn":{}}"#),
            (
                .transferred(.init(channel: .opinionReport, unit: nil, words: "请办"), deadline: due),
                #"{"transferred":{"_0":{"channel":"opinion_report","words":"text-0"},"deadline":"# + written + "}}"
            ),
            (
                .cameBack(reason: .kept("不归我们"), deadline: due),
                #"{"cameBack":{"deadline":"# + written + #","reason":"text-0"}}"#
            ),
            (
                .resultReturned(.kept("办好了"), deadline: due),
                #"{"resultReturned":{"_0":"text-0","deadline":"# + written + "}}"
            ),
            (
                .told(.init(day: Self.today, means: .visit, words: "满意")),
                #"{"told":{"_0":{"day":"2026-03-05","means":"visit","words":"text-0"}}}"#
            ),
            (.closed, #"{"closed":{}}"#),
            (.handedOver(to: Person.ID(29)), #"{"handedOver":{"to":"000000000000X"}}"#),
            (.personForgotten, #"{"personForgotten":{}}"#),
            (.deadlineMoved(due), #"{"deadlineMoved":{"_0":"# + written + "}}"),
        ]
        for (event, json) in samples {
            let keeper = KeptTexts()
            let text = try keeper.encode(event)
            #expect(text == json)
            #expect(try keeper.decode(text) == event)
        }
        #expect(
            samples.map(\.0.kind) == [
                "opened", "listened", "visited", "consulted", "topic_ended", "topic_went_on", "transferred",
                "came_back",
                "result_returned", "told", "closed", "handed_over", "person_forgotten", "deadline_moved",
            ])
        #expect(SentimentEvent.subject == "sentiment" && SentimentEvent.version == 1)
        #expect(SentimentIssue.replaying([.closed], as: .init(1)) == nil)
    }

    // MARK: - Examples

    private static func opening(_ opener: Person.ID = Village.memberID) -> SentimentIssue.Opening {
        .init(
            room: Village.room, area: Village.village, opener: opener, title: "路灯不亮", person: "王大姐",
            phone: "13800000000")
    }

    private static func step(_ day: Day = today.advanced(by: -2)) -> SentimentIssue.Step {
        .init(day: day, place: "桥头", words: "灯不亮")
    }

    private static func issue(_ name: SentimentIssue.State.Name) throws -> SentimentIssue {
        let walked = try SentimentIssue.begin(
            opening(), step(), as: id, by: member, at: Village.morning, practice: Village.practice
        ).after
        let way: [SentimentIssue.Command] =
            switch name {
            case .walked: []
            case .listened: [.listen]
            case .visited: [.listen, .visit]
            case .consulted: [.listen, .visit, .consult]
            case .transferred: [.listen, .visit, .transfer]
            case .resultReturned: [.listen, .visit, .transfer, .returnResult]
            case .told: [.listen, .visit, .transfer, .returnResult, .tell]
            case .closed: [.listen, .visit, .transfer, .returnResult, .tell, .close]
            }
        return try way.reduce(walked) { try perform($1, on: $0, by: Village.secretary).after }
    }

    private static func perform(
        _ command: SentimentIssue.Command, on issue: SentimentIssue, by actor: Actor
    ) throws(SentimentRefusal) -> Transition<SentimentIssue> {
        let (now, practice) = (Village.morning, Village.practice)
        switch command {
        case .listen: return try issue.listening(step(today), by: actor, on: today)
        case .visit: return try issue.visiting(step(today), by: actor, on: today)
        case .consult: return try issue.consulting(as: Village.topicID, by: actor)
        case .transfer:
            return try issue.transferring(
                .init(channel: .department, unit: Village.unit, words: "请办"), by: today.advanced(by: 10), by: actor,
                on: today)
        case .takeBack: return try issue.takingBack(reason: "不归我们", by: actor, at: now, practice: practice)
        case .returnResult:
            return try issue.returningResult(
                "办好了", isTopicOver: issue.topic == nil ? nil : true, by: actor, at: now, practice: practice)
        case .tell: return try issue.telling(.init(day: today, means: .phone, words: nil), by: actor, on: today)
        case .close: return try issue.closing(by: actor)
        case .handOver:
            let others = [Village.researcherID, opening().opener].filter { $0 != issue.keeper }
            return try issue.handingOver(to: others[0], by: actor)
        case .forgetPerson: return try issue.forgettingPerson(isHeld: false, by: actor)
        }
    }

    private static func outcome(
        of command: SentimentIssue.Command, on issue: SentimentIssue, by actor: Actor
    ) -> String {
        do throws(SentimentRefusal) {
            return "→ \(try perform(command, on: issue, by: actor).after.state.name.rawValue)"
        } catch {
            return error.code
        }
    }
}
