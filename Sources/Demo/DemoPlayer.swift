// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

/// Plays the moments of a tenant's script through the program's commands, and remembers what they made.
///
/// It is a value: a transaction that is tried again begins with the player as it was.
struct DemoPlayer: Sendable {
    let founded: DemoFounding.Founded
    let calendar: DemoCalendar
    var random: SplitMix
    private(set) var moments: ArraySlice<DemoScript.Moment>
    /// What each thread has led to so far, by its key.
    var records: [String: Records] = [:]

    /// The records of one thread.
    struct Records: Sendable {
        var topic: Topic.ID?
        var code: TrackingCode?
        var session: ConsultationSession.ID?
        var items: [SuggestionItem.ID] = []
        var erasure: PersonalDataRequest.ID?
        var reception: ReceptionDay.ID?
        var visits: [ReceptionVisit.ID] = []
        var sentiment: SentimentIssue.ID?
        var enrolments: [Enrolment.ID] = []
        var campaign: DirectoryEntry.ID?
        var lookBack: LookBack.ID?
        var contest: ContestEntry.ID?
        var deployment: Deployment.ID?
        /// A line of a register.
        var entry: DirectoryEntry.ID?
        var proposal: Proposal.ID?
        var clue: ProposalClue.ID?
        var commendation: Commendation.ID?
        /// What the address ends with by which a third party judges.
        var evaluatorLink: String?
        var call: Deliberation.ID?
        var live: MediaConsultation.ID?
        var comments: [LiveComment.ID] = []
    }

    init(_ founded: DemoFounding.Founded, _ threads: [DemoThread], now: Instant, random: SplitMix) {
        self.founded = founded
        calendar = DemoCalendar(
            today: now.day, calendar: founded.practice.calendar, steps: threads.lazy.flatMap(\.steps))
        self.random = random
        moments = ArraySlice(DemoScript(threads, calendar: calendar, random: &self.random).moments)
    }

    /// Plays the next commands, at most so many.
    mutating func play(_ count: Int, with commands: Commands) throws {
        for moment in moments.prefix(count) {
            do {
                try perform(moment, with: commands)
            } catch {
                throw Stuck(
                    thread: moment.thread.key, daysAgo: moment.step.daysAgo, deed: moment.step.deed, error: error)
            }
        }
        moments = moments.dropFirst(count)
    }

    /// A step that the rules refused: a slip in the script.
    struct Stuck: Error, CustomStringConvertible {
        let thread: String
        let daysAgo: Int
        let deed: DemoStep.Deed
        let error: any Error

        var description: String { "\(thread), \(daysAgo) days ago: \(deed): \(error)" }
    }

    private mutating func perform(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let thread = moment.thread
        let (practice, tenant, now) = (founded.practice, founded.tenant, moment.at)
        switch moment.step.deed {
        case .raise(let isHeld):
            let room = founded.rooms[thread.room]
            let draft = TopicDraft(
                room: room.id, area: room.area, source: .scan, text: thread.matter.said, place: thread.matter.place)
            let (id, code) = try commands.submit(draft, isHeld: isHeld, at: now, practice: practice, tenant: tenant)
            records[thread.key, default: Records()].topic = id
            records[thread.key, default: Records()].code = code
        case .enter, .gather, .receipt: try bring(moment, with: commands)
        case .support:
            try commands.support(topic(of: thread), phone: phone(), at: now, practice: practice, tenant: tenant)
        case .topic(let command, let fields):
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: topic(of: thread),
                by: try actor(command.holders, thread), at: now, practice: practice, tenant: tenant)
        case .withdrawalTakesEffect:
            try commands.carryOutWithdrawal(of: topic(of: thread), at: now, practice: practice, tenant: tenant)
        case .nextRound(let key, let changes):
            try commands.perform(
                .openNextRound, ["changes": changes], on: topic(of: thread), by: try actor([.convener], thread),
                at: now,
                practice: practice, tenant: tenant)
            records[key, default: Records()].topic = try commands.topic(topic(of: thread), tenant: tenant)?.nextRound
        case .plan(let daysAgo, let seats, let form, let campaign):
            let plan = ConsultationSession.Plan(
                title: .kept(thread.matter.title), day: calendar.day(daysAgo), minuteOfDay: 14 * 60,
                place: .kept(founded.rooms[thread.room].address), seats: seats, form: form,
                campaign: try campaign.map(self.campaign))
            records[thread.key, default: Records()].session = try commands.planSession(
                plan, on: [topic(of: thread)], by: try actor([.convener], thread), at: now, practice: practice,
                tenant: tenant)
        case .session(let command, let fields, let role):
            let id = try session(of: thread)
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id,
                by: try actor(role.map { [$0] } ?? command.holders, thread), at: now, practice: practice,
                tenant: tenant)
            guard command == .draftItem else { return }
            let session = try commands.record(id, practice: practice, tenant: tenant)
            records[thread.key, default: Records()].items = session?.items ?? []
        case .item(let index, let command, let fields):
            let id = try item(index, of: thread)
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id,
                by: try command == .sign
                    ? .staff(staff("lingdao"))
                    : actor(command.holders, thread, item: commands.record(id, practice: practice, tenant: tenant)),
                at: now, practice: practice, tenant: tenant)
        case .word(let index, let voice, let outcome):
            try say(outcome, voice, on: try item(index, of: thread), at: now, with: commands)
        case .planReception, .book, .reception, .visit: try receive(moment, with: commands)
        case .walk, .sentiment: try walk(moment, with: commands)
        case .enrol, .enrolment: try enrol(moment, with: commands)
        case .campaign, .yearTopic, .lookBack, .lookingBack, .nominate, .contest: try lookBack(moment, with: commands)
        case .deploy, .answerNotice, .remindSilent: try deploy(moment, with: commands)
        case .register, .propose, .enterPaper, .proposal, .handle, .opine: try propose(moment, with: commands)
        case .deliberate(let call): try deliberate(call, on: topic(of: thread), moment, with: commands)
        case .planLive, .live, .comment, .commenting, .like: try broadcast(moment, with: commands)
        case .leaveClue, .clue, .beginCommendation, .commendation, .handOutEvaluatorLink, .mark:
            try commend(moment, with: commands)
        case .askErasure:
            records[thread.key, default: Records()].erasure = try commands.requestErasure(
                of: topic(of: thread), at: now, practice: practice, tenant: tenant)
        case .decideErasure(let command, let fields):
            guard let erasure = records[thread.key]?.erasure else { throw Missing(what: "erasure") }
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: erasure,
                by: try actor([.privacyOfficer], thread),
                at: now, practice: practice, tenant: tenant)
        }
    }

    /// One of those who were asked answers; there may be fewer of them than the script hopes for.
    private mutating func say(
        _ outcome: OutcomeClass, _ voice: Int, on item: SuggestionItem.ID, at now: Instant, with commands: Commands
    ) throws {
        let remarks = ["谢谢大家跑了这么多趟。", "和会上说的一样。", "希望一直有人管。"]
        let remark = Bool.random(using: &random) ? remarks.randomElement(using: &random) : nil
        let asked = try commands.asked(about: item, practice: founded.practice, tenant: founded.tenant)
        guard asked.indices.contains(voice) else { return }
        let actor: Actor =
            switch asked[voice].voice {
            case .submitter(let topic): .codeHolder(topic)
            case .supporter, .participant: .linkHolder(asked[voice].id)
            }
        let rating: Confirmation.Rating =
            switch outcome {
            case .solved: .satisfied
            case .partly: .basically
            case .unsolved: .dissatisfied
            }
        try commands.confirm(
            asked[voice].id, .init(outcome: outcome, rating: rating, remark: remark.map(FreeText.kept)), by: actor,
            at: now, practice: founded.practice, tenant: founded.tenant)
    }
}

extension DemoPlayer {
    /// The script speaks of something that is not there: a slip in it.
    struct Missing: Error {
        let what: String
    }

    func topic(of thread: DemoThread) throws -> Topic.ID { try topic(thread.key) }

    func topic(_ key: String) throws -> Topic.ID {
        guard let id = records[key]?.topic else { throw Missing(what: "topic \(key)") }
        return id
    }

    func session(of thread: DemoThread) throws -> ConsultationSession.ID {
        guard let id = records[thread.key]?.session else { throw Missing(what: "session of \(thread.key)") }
        return id
    }

    private func item(_ index: Int, of thread: DemoThread) throws -> SuggestionItem.ID {
        guard let items = records[thread.key]?.items, items.indices.contains(index) else {
            throw Missing(what: "item \(index) of \(thread.key)")
        }
        return items[index]
    }

    func staff(_ signIn: String) throws -> Staff {
        guard let staff = founded.staff[signIn] else { throw Missing(what: signIn) }
        return staff
    }

    /// Whose act it is, in the room of the thread.
    func actor(_ holders: Set<Role>, _ thread: DemoThread, item: SuggestionItem? = nil) throws -> Actor {
        if holders.isEmpty { return .codeHolder(try topic(of: thread)) }
        if holders.contains(.unitOfficer), item != nil || holders == [.unitOfficer] {
            guard let officer = founded.staff.values.first(where: { $0.id == item?.task.officer }) else {
                throw Missing(what: "officer")
            }
            return .staff(officer)
        }
        if holders.contains(.roomSecretary) { return .staff(try staff(DemoPeople.secretary(ofRoom: thread.room))) }
        if holders.contains(.convener) { return .staff(try staff(DemoPeople.convener(ofRoom: thread.room))) }
        if holders.contains(.privacyOfficer) { return .staff(try staff("yinsi")) }
        return .staff(try staff(DemoPeople.member(ofRoom: thread.room)))
    }

    /// A number that nobody has: 1390000 and four digits.
    mutating func phone() -> String { "1390000\(Int.random(in: 1000...9999, using: &random))" }
}
