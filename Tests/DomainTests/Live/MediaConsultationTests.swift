// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A media consultation")
struct MediaConsultationTests {
    private let table = RuleTable(
        liveTable,
        columns: [
            .init(name: "command", values: MediaConsultation.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: MediaConsultation.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 7 * 5 * 19)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in MediaConsultation.State.Name.allCases {
            let record = try Village.live(name)
            for who in ActorKind.allCases {
                var permitted: Set<MediaConsultation.Command> = []
                for command in MediaConsultation.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    #expect(Self.outcome(of: command, on: record, by: who.actor) == said, "\(command) \(name) \(who)")
                }
                #expect(record.permittedCommands(for: who.actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("it stands beside a session that everybody knows of and that is not over; a session has one")
    func planning() throws {
        func refusal(
            _ state: ConsultationSession.State.Name, _ plan: MediaConsultation.Plan = Village.livePlan, others: Int = 0,
            at now: Instant = Village.morning
        ) throws -> MediaRefusal? {
            let session = try Village.session(state)
            do throws(MediaRefusal) {
                _ = try MediaConsultation.planning(
                    plan, beside: session, others: others, as: Village.liveID, by: Village.convener, at: now)
                return nil
            } catch { return error }
        }
        #expect(try refusal(.planned) == .sessionNotOpen)
        for state in [ConsultationSession.State.Name.announced, .ready, .inProgress, .postponed] {
            #expect(try refusal(state) == nil, "\(state)")
        }
        for state in [ConsultationSession.State.Name.concluded, .archived, .cancelled] {
            #expect(try refusal(state) == .sessionNotOpen, "\(state)")
        }
        #expect(try refusal(.announced, others: 1) == .alreadyPlanned)
        let (start, hour): (Instant, Int64) = (Village.liveMorning, 3_600_000)
        for (length, isPossible) in [(0, false), (-1, false), (1, true), (72, true), (73, false)] {
            let plan = MediaConsultation.Plan(
                opensAt: start, closesAt: start.advanced(byMilliseconds: Int64(length) * hour), stream: nil)
            #expect(try refusal(.announced, plan) == (isPossible ? nil : .windowNotPossible), "\(length)")
        }
        #expect(try refusal(.announced, at: Village.livePlan.closesAt) == .windowNotPossible)
    }

    @Test("comments are taken while it is open, until the window's end")
    func taking() throws {
        let open = try Village.live(.open)
        let end = Village.livePlan.closesAt
        #expect(open.takesComments(at: end.advanced(byMilliseconds: -1)) && !open.takesComments(at: end))
        for state in [MediaConsultation.State.Name.planned, .closed, .reported, .cancelled] {
            #expect(try !Village.live(state).takesComments(at: Village.liveMorning), "\(state)")
        }
        #expect(throws: MediaRefusal.windowOver) {
            try Village.live(.planned).opening(by: Village.convener, at: end)
        }
        #expect(throws: MediaRefusal.commentsUndecided) {
            try Village.live(.closed).reporting("好", undecided: 1, by: Village.convener, at: end)
        }
    }

    @Test("what nobody closes ends by itself when the day of its window is over, and only while it is open (BR-25)")
    func ending() throws {
        let night = Instant(Village.livePlan.closesAt.day.advanced(by: 1), hour: 0)
        let open = try Village.live(.open)
        #expect(open.ending(at: Village.livePlan.closesAt) == nil, "the room may go on answering")
        #expect(open.ending(at: night.advanced(byMilliseconds: -1)) == nil)
        let ended = try #require(open.ending(at: night)).after
        #expect(ended.state == .closed && ended.closedAt == night)
        for state in [MediaConsultation.State.Name.planned, .closed, .reported, .cancelled] {
            #expect(try Village.live(state).ending(at: night) == nil, "\(state)")
        }
    }

    @Test("views are declared in buckets that make the sum, one after the other, never ahead of the clock (BR-26)")
    func views() throws {
        let now = Village.livePlan.closesAt
        func bucket(_ from: Int64, _ to: Int64, _ views: Int) -> MediaConsultation.Bucket {
            let start = Village.liveMorning
            return .init(
                from: start.advanced(byMilliseconds: from * 3_600_000),
                to: start.advanced(byMilliseconds: to * 3_600_000), views: views)
        }
        func refusal(_ total: Int, _ buckets: [MediaConsultation.Bucket]) throws -> MediaRefusal? {
            let record = try Village.live(.open)
            do throws(MediaRefusal) {
                _ = try record.declaring(Self.feed(total, buckets), by: Village.secretary, at: now)
                return nil
            } catch { return error }
        }
        #expect(try refusal(90_000, [bucket(0, 5, 40_000), bucket(5, 10, 50_000)]) == nil)
        #expect(try refusal(90_001, [bucket(0, 5, 40_000), bucket(5, 10, 50_000)]) == .sumsDiffer)
        #expect(try refusal(0, []) == .bucketsNotPossible)
        #expect(try refusal(2, [bucket(0, 5, 1), bucket(4, 10, 1)]) == .bucketsNotPossible, "they overlap")
        #expect(try refusal(1, [bucket(5, 5, 1)]) == .bucketsNotPossible, "of no length")
        #expect(try refusal(1, [bucket(9, 11, 1)]) == .bucketsNotPossible, "in the future")
        #expect(try refusal(0, [bucket(0, 1, 1), bucket(1, 2, -1)]) == .bucketsNotPossible, "less than nobody")
        let once = try Village.live(.open).declaring(
            Self.feed(1, [bucket(0, 1, 1)]), by: Village.secretary, at: now
        ).after
        let again = try once.declaring(Self.feed(3, [bucket(0, 1, 3)]), by: Village.secretary, at: now).after
        #expect(once.views == 1 && again.views == 3 && again.feeds.count == 1, "the later word on a platform stands")
        #expect(try Village.live(.open).views == nil, "nobody has said anything: not none")
    }

    @Test("figures nest only where each lies within the one before (BR-26)")
    func nesting() {
        let anchor = LiveFigures(
            comments: 1_500, published: 1_400, suggestions: 120, cutIn: 12, answeredOnSpot: 11, unanswered: 1,
            itemised: 40)
        #expect(anchor.nest && anchor.leftOver == 68)
        for part in [\LiveFigures.comments, \.published, \.suggestions] {
            var figures = anchor
            figures[keyPath: part] = 0
            #expect(!figures.nest)
        }
        var figures = anchor
        figures.answeredLater = 1
        #expect(!figures.nest, "one was answered twice")
    }

    @Test("a stream is shown within a page from hosts that the operator allows alone, by https alone")
    func streams() throws {
        for text in [
            "http://live.example.cn/1", "https://", "https://localhost/1", "https://a@live.example.cn/",
            "https://live.example.cn:80@evil.cn/", "javascript:alert(1)", "https://直播.cn/", "https://a.cn/ b",
            "https://a.cn;script-src *",
        ] {
            #expect(StreamAddress(text) == nil, "\(text)")
        }
        let address = try #require(StreamAddress("https://Live.Example.cn/room?id=1"))
        #expect(address.host == "live.example.cn")
        #expect(address.isEmbedded(from: ["example.cn"]) && address.isEmbedded(from: ["live.example.cn"]))
        #expect(!address.isEmbedded(from: []) && !address.isEmbedded(from: ["ample.cn"]))
    }

    // MARK: - Consultations

    private static func feed(_ total: Int, _ buckets: [MediaConsultation.Bucket]) -> MediaConsultation.Feed {
        .init(platform: "县融媒体中心", source: .export, total: total, buckets: buckets, declaredBy: Person.ID(11))
    }

    private static func outcome(
        of command: MediaConsultation.Command, on record: MediaConsultation, by actor: Actor
    ) -> String {
        let now = Village.livePlan.closesAt.advanced(byMilliseconds: -1)
        do throws(MediaRefusal) {
            let transition =
                switch command {
                case .revise: try record.revising(Village.livePlan, by: actor, at: now)
                case .open: try record.opening(by: actor, at: now)
                case .close: try record.closing(by: actor, at: now)
                case .countHeads: try record.countingHeads(.init(count: 180, at: now, by: Person.ID(11)), by: actor)
                case .declareViews:
                    try record.declaring(
                        feed(
                            1,
                            [
                                .init(
                                    from: Village.liveMorning,
                                    to: Village.liveMorning.advanced(byMilliseconds: 1_000), views: 1)
                            ]), by: actor, at: now)
                case .report: try record.reporting("都答了", undecided: 0, by: actor, at: now)
                case .cancel: try record.cancelling(reason: "改期", by: actor)
                }
            let next = transition.after.state.name
            return next == record.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }
}
