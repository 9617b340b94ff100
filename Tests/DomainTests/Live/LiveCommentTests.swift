// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A comment on a media consultation")
struct LiveCommentTests {
    /// Everybody who may come to a comment: those of all records, and those who wrote it or another.
    private static let people: [(name: String, actor: Actor)] =
        ActorKind.allCases.map { ($0.rawValue, $0.actor) } + [
            ("whoever wrote it", .commentHolder(Village.commentID)),
            ("whoever wrote another", .commentHolder(LiveComment.ID(9))),
        ]
    private let table = RuleTable(
        commentTable,
        columns: [
            .init(name: "command", values: LiveComment.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: LiveComment.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: people.map(\.name)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 13 * 11 * 21)
    }

    @Test("the code does what the rule book says, and the buttons too")
    func obeyed() throws {
        for name in LiveComment.State.Name.allCases {
            let comment = try Village.comment(name)
            #expect(comment.state.name == name)
            for (who, actor) in Self.people {
                var permitted: Set<LiveComment.Command> = []
                for command in LiveComment.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who]] ?? ""
                    if said == "stays" || said.hasPrefix("→") { permitted.insert(command) }
                    let consultation = try Village.live(Self.needsEnd(command) ? .closed : .open)
                    #expect(
                        Self.outcome(of: command, on: comment, in: consultation, by: actor) == said,
                        "\(command) \(name) \(who)")
                }
                #expect(comment.permittedCommands(for: actor) == permitted, "\(name) \(who)")
            }
        }
    }

    @Test("nothing is cut in but while the window is open; nothing is written into items before it has closed")
    func windows() throws {
        let queued = try Village.comment(.shortlisted)
        for state in [MediaConsultation.State.Name.planned, .closed, .reported] {
            let consultation = try Village.live(state)
            #expect(Self.outcome(of: .cutIn, on: queued, in: consultation, by: Village.secretary) == "not_open")
        }
        for state in [MediaConsultation.State.Name.planned, .open] {
            let consultation = try Village.live(state)
            #expect(Self.outcome(of: .draftItem, on: queued, in: consultation, by: Village.secretary) == "still_open")
        }
        let reported = try Village.live(.reported)
        for (command, state) in [
            (LiveComment.Command.approve, LiveComment.State.Name.rejected), (.mark, .approved),
            (.shortlist, .suggestion), (.stepBack, .suggestion), (.reject, .approved),
        ] {
            let comment = try Village.comment(state)
            #expect(
                Self.outcome(of: command, on: comment, in: reported, by: Village.secretary) == "already_reported",
                "the figures stand")
        }
        let owed = try Village.comment(.followUp)
        #expect(Self.outcome(of: .answer, on: owed, in: reported, by: Village.officer) == "→ answered")
    }

    @Test("what was cut in and not answered is owed by its unit in its days; what was answered is not (BR-25)")
    func followingUp() throws {
        let end = Village.livePlan.closesAt
        let owed = try #require(
            try Village.comment(.cutIn).followingUp(at: end, practice: Village.practice)
        ).after
        #expect(owed.state == .followUp && owed.cutIn?.unit == Village.unit)
        let due = Village.practice.calendar.deadline(workingDays: 15, after: end.day)
        #expect(owed.deadline == due)
        let later = try owed.answering("已移", .written, in: try Village.live(.closed), by: Village.officer).after
        #expect(later.state == .answered(isOnSpot: false) && later.deadline == nil)
        let spot = try Village.comment(.cutIn)
            .answering("现在就移", .aloud, in: try Village.live(), by: Village.secretary).after
        #expect(spot.state == .answered(isOnSpot: true))
        for state in LiveComment.State.Name.allCases where state != .cutIn {
            #expect(try Village.comment(state).followingUp(at: end, practice: Village.practice) == nil, "\(state)")
        }
    }

    @Test("an account that writes much is held, and one that floods is refused; the profile says from where on")
    func flooding() throws {
        func isHeld(_ recent: Int, isFlooded: Bool = false) throws(CommentRefusal) -> Bool {
            try LiveComment.isHeld(recent: recent, isFlooded: isFlooded, practice: Village.practice)
        }
        #expect(try !isHeld(0) && !isHeld(4) && isHeld(5) && isHeld(49))
        #expect(throws: CommentRefusal.tooMany) { try isHeld(50) }
        #expect(try isHeld(0, isFlooded: true))
        var said: LiveComment.Said { get throws { try Village.comment().said } }
        let held = try LiveComment.sending(
            said, to: Village.live(), isHeld: true, as: Village.commentID, at: Village.liveMorning
        ).after
        #expect(held.state == .held && held.isUndecided)
        #expect(throws: CommentRefusal.notTaken) {
            try LiveComment.sending(
                said, to: Village.live(.closed), isHeld: false, as: Village.commentID, at: Village.liveMorning)
        }
    }

    @Test("what is a suggestion is told by the way it came, also after it went back or was turned down")
    func suggestions() throws {
        let marked: Set<LiveComment.State.Name> = [
            .suggestion, .shortlisted, .cutIn, .followUp, .answered, .itemised,
        ]
        for state in LiveComment.State.Name.allCases {
            #expect(try Village.comment(state).isSuggestion == marked.contains(state), "\(state)")
        }
        let open = try Village.live()
        let back = try Village.comment(.shortlisted).steppingBack(in: open, by: Village.secretary).after
        #expect(back.state == .suggestion && back.isSuggestion)
        #expect(try !back.steppingBack(in: open, by: Village.secretary).after.isSuggestion)
        let down = try back.rejecting(
            ground: RejectionGround.spamCode, in: open, by: Village.secretary, practice: Village.practice
        ).after
        #expect(!down.isSuggestion)
        #expect(throws: CommentRefusal.unknownGround) {
            try back.rejecting(ground: "nothing", in: open, by: Village.secretary, practice: Village.practice)
        }
    }

    @Test("the written form is stable and holds no word of what people wrote")
    func storedForm() throws {
        let (live, room, area) = (Village.liveID.text, Village.room.text, try Village.live().origin.area.text)
        let samples: [(CommentEvent, String, String)] = [
            (
                .sent(try Village.comment().said, isHeld: false), "sent",
                #"{"sent":{"_0":{"area":"\#(area)","consultation":"\#(live)","name":"text-0","phone":"text-1","#
                    + #""room":"\#(room)","words":"text-2"},"isHeld":false}}"#
            ),
            (.approved, "approved", #"{"approved":{}}"#), (.held, "held", #"{"held":{}}"#),
            (.rejected(ground: "spam"), "rejected", #"{"rejected":{"ground":"spam"}}"#),
            (.marked, "marked", #"{"marked":{}}"#), (.shortlisted, "shortlisted", #"{"shortlisted":{}}"#),
            (.steppedBack, "stepped_back", #"{"steppedBack":{}}"#),
            (
                .cutIn(.init(unit: Village.unit, at: Instant(milliseconds: 5))), "cut_in",
                #"{"cutIn":{"_0":{"at":5,"unit":"\#(Village.unit.text)"}}}"#
            ),
            (
                .answered(.init(.aloud, words: "机密")), "answered",
                #"{"answered":{"_0":{"way":"aloud","words":"text-0"}}}"#
            ),
            (.redirected(Village.otherUnit), "redirected", #"{"redirected":{"_0":"\#(Village.otherUnit.text)"}}"#),
            (.itemised(Village.itemID), "itemised", #"{"itemised":{"_0":"\#(Village.itemID.text)"}}"#),
            (.withdrawn, "withdrawn", #"{"withdrawn":{}}"#),
        ]
        for (event, kind, json) in samples {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(event.kind == kind && stored == json)
            #expect(try keeper.decode(stored) == event)
        }
        #expect(CommentEvent.subject == "live_comment" && MediaEvent.subject == "media_consultation")
        #expect(CommentEvent.version == 1 && MediaEvent.version == 1)
    }

    // MARK: - Comments

    private static func needsEnd(_ command: LiveComment.Command) -> Bool {
        command == .draftItem || command == .joinItem
    }

    private static func outcome(
        of command: LiveComment.Command, on comment: LiveComment, in consultation: MediaConsultation, by actor: Actor
    ) -> String {
        do throws(CommentRefusal) {
            let next = try transition(of: command, on: comment, in: consultation, by: actor).after.state.name
            return next == comment.state.name ? "stays" : "→ \(next.rawValue)"
        } catch { return error.code }
    }

    private static func transition(
        of command: LiveComment.Command, on comment: LiveComment, in live: MediaConsultation, by actor: Actor
    ) throws(CommentRefusal) -> Transition<LiveComment> {
        switch command {
        case .approve: try comment.approving(in: live, by: actor)
        case .hold: try comment.holding(in: live, by: actor)
        case .reject:
            try comment.rejecting(
                ground: RejectionGround.spamCode, in: live, by: actor, practice: Village.practice)
        case .mark: try comment.marking(in: live, by: actor)
        case .shortlist: try comment.shortlisting(in: live, by: actor)
        case .stepBack: try comment.steppingBack(in: live, by: actor)
        case .cutIn: try comment.cuttingIn(to: Village.unit, in: live, by: actor, at: Village.liveMorning)
        case .noteAnswer: try comment.answering("移", .aloud, in: live, by: actor)
        case .answer: try comment.answering("移", .written, in: live, by: actor)
        case .redirect: try comment.redirecting(to: Village.otherUnit, in: live, by: actor)
        case .draftItem, .joinItem: try comment.itemising(as: Village.itemID, command, in: live, by: actor)
        case .withdraw: try comment.withdrawing(in: live, by: actor)
        }
    }
}
