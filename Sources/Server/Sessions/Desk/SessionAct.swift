// SPDX-License-Identifier: Apache-2.0

import Domain

typealias SessionAct = CaseAct<SessionDesk>

extension SessionAct {
    static let announce = SessionAct(
        .announce, "announcement", advice: "公告后大家都能看到时间、地点和议题，议题进入协商。", asksBack: true, publicFields: [],
        decide: { session, _, d in
            try session.announcing(
                topics: d.desk.loadTopics(of: session, in: d.transaction),
                material: d.desk.material(of: session, in: d.transaction), by: d.actor, at: d.now, practice: d.practice)
        })

    static let invite = SessionAct(
        .invite, "participants", advice: "选一类人，一行写一位；群众代表留了手机号，办完以后会请他确认是不是真解决了。",
        fields: { _ in
            [
                InputField("category", "哪一类人", .choice(SessionWording.categories)),
                InputField("member", "政协委员（从名单里选）", .reference(.members), isRequired: false),
                InputField(
                    "officer", "部门经办人（从名单里选）", .reference(.officers), isRequired: false,
                    help: "从名单里选的，登录后看得到这场会，自己答复邀请。"),
                InputField(
                    "names", "姓名", .paragraph(limit: 1000), isRequired: false, help: "一行一位，姓名后面可以写手机号：王桂英 13800000000"),
            ]
        },
        decide: { session, input, d in
            try session.inviting(try Invitation(input, to: session, d).people, by: d.actor)
        })

    static let ready = SessionAct(
        .ready, "readiness", advice: "材料已经发给参加的人，该来的几类人都请到了。缺哪一类、材料发晚了，请说明原因。",
        fields: { _ in [InputField("waiver", "缺哪一类人，或者材料为什么晚发", .paragraph(limit: 200), isRequired: false)] },
        decide: { session, input, d in
            try session.readying(waiver: input.optional("waiver"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let answer = SessionAct(
        .answer, "answers", advice: "委员答复自己的，不用选人。秘书在电话里问到的，替他记上。",
        fields: { _ in
            [
                InputField(
                    "participant", "谁的答复", .reference(.participants), isRequired: false,
                    help: "答复自己的不用选；替别人记的，选是谁。")
            ] + SessionInvitationReply.fields
        },
        decide: { session, input, d in
            let named = input.optional("participant").flatMap { Identifier<Participant>($0) }
            guard case .staff(let staff) = d.actor else { throw SessionRefusal.unknownParticipant }
            let own = session.participants.first { $0.person == staff.id }
            if let named, named != own?.id, !session.isKept(by: d.actor) {
                throw InputProblems([.init(field: "participant", sentence: "您只能答复自己的。")])
            }
            if named == nil, own == nil {
                throw InputProblems([.init(field: "participant", sentence: "请选是谁的答复。")])
            }
            guard let person = named == nil ? own : session.participants.first(where: { $0.id == named }) else {
                throw SessionRefusal.unknownParticipant
            }
            let reply = try SessionInvitationReply.read(input, of: person, d.desk.services)
            return try SessionInvitationReply.tried(by: person.id, d.desk.services, at: d.now) {
                try session.answering(reply, of: person.id, by: d.actor)
            }
        })

    static let remind = SessionAct(
        .remind, "reminder", advice: "还没答复的人，有账号的收到通知，留了手机号的收到短信。一天一次。",
        decide: { session, _, d in try session.reminding(by: d.actor, at: d.now) })

    static let recordVisit = SessionAct(
        .recordVisit, "visits", advice: "先看现场再商量（一看一议）：去了哪里、看到什么。",
        fields: { _ in [InputField("text", "看到了什么", .paragraph(limit: 500))] },
        decide: { session, input, d in try session.recordingVisit(input.text("text"), by: d.actor) })

    static let arrive = SessionAct(
        .arrive, "arrival", advice: "填会场大屏幕上的数字，半分钟换一次，上一个还能用。线上参加的不填，从“线上入口”进了会再按签到。",
        isIndependent: true,
        fields: { _ in
            [InputField("code", "大屏幕上的数字", .line(limit: 6), isRequired: false, help: "从线上入口进会的，不用填。")]
        },
        decide: { session, input, d in
            guard case .staff(let staff) = d.actor else { throw SessionRefusal.notYours }
            // A hall checks in at once: each waits for the one before.
            let session = try d.desk.locked(session.id, in: d.transaction)
            guard let typed = input.optional("code") else { return try session.entering(by: d.actor) }
            let (services, tenant) = (d.desk.services, d.desk.site.tenant.id)
            let code = CheckInCode(keys: services.keys, tenant: tenant, session: session.id)
            // Codes cannot be tried out, from wherever the person does.
            let who = "staff/\(staff.id)"
            try services.misses.check(who, at: d.now)
            let hasCode = code.isValid(typed, at: d.now)
            // Who is only late with the code does not guess.
            if !hasCode, !code.wasShown(typed, at: d.now) { services.misses.countMiss(who, at: d.now) }
            return try session.arriving(nil, by: .signedIn, hasCode: hasCode, d.actor)
        })

    static let start = SessionAct(
        .start, "opening", advice: "开始后可以签到、记意见。",
        decide: { session, _, d in try session.starting(by: d.actor, at: d.now) })

    static let checkIn = SessionAct(
        .checkIn, "check-in", advice: "勾上到会的人。没在名单上的，先加进名单。",
        fields: { _ in [InputField("present", "到会的人", .references(.absentParticipants))] },
        decide: { session, input, d in try session.checkingIn(input.ids("present"), by: d.actor) })

    static let recordOpinion = SessionAct(
        .recordOpinion, "opinions", advice: "照他说的意思记，不用记全。",
        fields: { _ in
            [
                InputField("participant", "谁说的", .reference(.participants)), aboutTopic,
                InputField("stance", "是什么意见", .choice(SessionWording.stances)),
                InputField("text", "说了什么", .paragraph(limit: 800)),
            ]
        },
        decide: { session, input, d in
            try session.recordingOpinion(
                .init(
                    participant: input.id("participant"), topic: Self.topic(input), stance: input.choice("stance"),
                    text: .kept(input.text("text"))), by: d.actor)
        })

    static let draftMinutes = SessionAct(
        .draftMinutes, "minutes", advice: "下面是按签到和记录写好的草稿，改好后请参加的人看，有异议可以提。",
        fields: { _ in [InputField("text", "纪要", .paragraph(limit: 8000))] },
        decide: { session, input, d in
            try session.draftingMinutes(input.text("text"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let object = SessionAct(
        .object, "objections", advice: "哪一句和当时说的不一样，应该怎样写。",
        fields: { _ in
            [
                InputField(
                    "participant", "谁的异议", .reference(.participants), isRequired: false, help: "提自己的不用选；替别人记的，选是谁。"),
                InputField("text", "异议", .paragraph(limit: 500)),
            ]
        },
        decide: { session, input, d in
            let participant = input.optional("participant").flatMap { Identifier<Participant>($0) }
            return try session.objecting(input.text("text"), of: participant, by: d.actor)
        })

    static let confirmMinutes = SessionAct(
        .confirmMinutes, "minutes-confirmation", advice: "确认后纪要不再改。", asksBack: true,
        decide: { session, _, d in try session.confirmingMinutes(by: d.actor) })

    static let draftItem = SessionAct(
        .draftItem, "items", advice: "一件事一个单位、一个人、有日期的节点。", publicFields: ItemAct.publicFields,
        fields: { _ in [InputField("topic", "哪个议题", .reference(.ownTopics))] + ItemAct.taskFields },
        decide: { session, input, d in
            let id = d.desk.services.id(SuggestionItem.self)
            let topicID: Topic.ID = input.id("topic")
            let drafted = try session.draftingItem(id, on: topicID, by: d.actor)
            guard let topic = try d.desk.topics.store.topic(topicID, in: d.transaction) else {
                throw WebFailure.notFound
            }
            let task = try d.desk.items.task(from: input, in: d.transaction)
            let item = try SuggestionItem.drafting(task, from: session, on: topic, as: id, at: d.now)
            try d.desk.items.save(
                item, d.signature(as: session.role(of: d.actor, for: .draftItem)), in: d.transaction)
            return drafted
        })

    static let issueOutcome = SessionAct(
        .issueOutcome, "outcome", advice: "签发后，每件事项由秘书交给承办单位。", asksBack: true, publicFields: [],
        decide: { session, _, d in
            do {
                return try session.issuingOutcome(by: d.actor)
            } catch SessionRefusal.noItems {
                throw try TopicsWithoutItems(
                    session, titles: d.desk.titles(of: session, to: d.actor, in: d.transaction))
            }
        })

    static let archive = SessionAct(
        .archive, "archive", advice: "归档后不再变动。", asksBack: true,
        decide: { session, _, d in try session.archiving(by: d.actor) })

    static let postpone = SessionAct(
        .postpone, "postponement", advice: "参加的人会收到通知。定了新日子再公告。", publicFields: ["reason"],
        fields: { _ in [InputField("reason", "为什么改期", .paragraph(limit: 200))] },
        decide: { session, input, d in try session.postponing(reason: input.text("reason"), by: d.actor) })

    static let reschedule = SessionAct(
        .reschedule, "new-day", advice: "新的日子要给大家留够准备时间。", publicFields: ["place"],
        fields: { _ in
            [
                InputField("day", "新的日子", .day), InputField("time", "几点", .time),
                InputField("place", "在哪里", .line(limit: 60), isRequired: false, help: "不填就还在原来的地方。"),
            ]
        },
        decide: { session, input, d in
            try session.rescheduling(
                to: input.day("day"), minuteOfDay: input.minuteOfDay("time"),
                place: input.optional("place").flatMap { $0 == session.plan.place.words ? nil : .kept($0) },
                topics: d.desk.loadTopics(of: session, in: d.transaction),
                material: d.desk.material(of: session, in: d.transaction), by: d.actor, at: d.now, practice: d.practice)
        })

    static let cancel = SessionAct(
        .cancel, "cancellation", advice: "取消后议题回到“可以开会”，能另外安排。", publicFields: ["reason"],
        fields: { _ in [InputField("reason", "为什么取消", .paragraph(limit: 200))] },
        decide: { session, input, d in try session.cancelling(reason: input.text("reason"), by: d.actor) })
}

/// The people of one form: a member from the list, and others by name, one a line.
struct Invitation {
    let people: [Participant]
    private static let participantsMax = 300

    init(_ input: Input, to session: ConsultationSession, _ decision: Decision<SessionDesk>) throws {
        let category: ParticipantCategory = input.choice("category")
        let services = decision.desk.services
        var people: [Participant] = []
        if let id = input.optional("member").flatMap({ Identifier<Person>($0) }) {
            let tenant = decision.desk.site.tenant.id
            let members = try AppointmentStore(tenant: tenant).holders(
                of: .member, on: decision.now.day, in: decision.transaction)
            guard let member = members.first(where: { $0.id == id }) else {
                throw InputProblems([.init(field: "member", sentence: "没有这位委员，请从列表里选。")])
            }
            guard session.participant(id) == nil else {
                throw InputProblems([.init(field: "member", sentence: "这位委员已经在名单上了。")])
            }
            people.append(
                Participant(
                    id: services.id(Participant.self), category: .member, name: .kept(member.name), phone: nil,
                    person: member.id))
        }
        if let id = input.optional("officer").flatMap({ Identifier<Person>($0) }) {
            people.append(try Self.officer(id, session, decision))
        }
        let experts =
            category == .expert
            ? try SessionSuggestionStore(tenant: decision.desk.site.tenant.id)
                .experts(on: decision.now.day, in: decision.transaction) : []
        var lines: [Participant.ID: Int] = [:]
        for (number, line) in NumberedLines.of(input.optional("names") ?? "") {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let name = words.first else { continue }
            let digits = words.dropFirst().joined()
            let phone = MobileNumber(digits)
            guard name.count <= 30, digits.isEmpty || phone != nil else {
                throw InputProblems([.init(field: "names", sentence: "第\(number)行看不懂：先写姓名，空一格写11位手机号。")])
            }
            let person = Participant(
                id: services.id(Participant.self), category: category, name: .kept(name),
                phone: phone.map { .kept($0.text) }, person: nil, expert: Self.expert(name, among: experts))
            lines[person.id] = number
            people.append(person)
        }
        guard !people.isEmpty else {
            throw InputProblems([.init(field: "names", sentence: "还没有写请谁。一行写一位。")])
        }
        guard session.participants.count + people.count <= Self.participantsMax else {
            throw InputProblems([.init(field: "names", sentence: "名单最多\(Self.participantsMax)人。")])
        }
        try Self.requireOnePhoneEach(people, lines, session)
        self.people = people
    }

    /// The expert of this name; nil where there is none, or more than one.
    private static func expert(_ name: String, among experts: [SessionSuggestionStore.Expert]) -> Person.ID? {
        let people = Set(experts.filter { $0.name == name }.map(\.person))
        return people.count == 1 ? people.first : nil
    }

    /// Somebody who answers for a unit and has an account.
    private static func officer(
        _ id: Person.ID, _ session: ConsultationSession, _ decision: Decision<SessionDesk>
    ) throws -> Participant {
        let officers = try DirectoryStore().officers(
            of: decision.desk.site.tenant.id, on: decision.now.day, in: decision.transaction)
        guard let officer = officers.first(where: { $0.person.id == id })?.person else {
            throw InputProblems([.init(field: "officer", sentence: "没有这位经办人，请从列表里选。")])
        }
        guard session.participant(id) == nil else {
            throw InputProblems([.init(field: "officer", sentence: "这位经办人已经在名单上了。")])
        }
        return Participant(
            id: decision.desk.services.id(Participant.self), category: .department, name: .kept(officer.name),
            phone: nil, person: id)
    }

    /// Who is on the list by a phone is told and asked by it once. `lines`: where each of the people stands in the form.
    private static func requireOnePhoneEach(
        _ people: [Participant], _ lines: [Participant.ID: Int], _ session: ConsultationSession
    ) throws {
        var known: [String: String] = [:]
        for person in session.participants {
            if let phone = person.phone?.words { known[phone] = "名单上的\(person.name.words ?? TopicWording.erased)" }
        }
        for person in people {
            guard let phone = person.phone?.words, let line = lines[person.id] else { continue }
            if let other = known[phone] {
                throw InputProblems([
                    .init(
                        field: "names",
                        sentence: "第\(line)行的手机号和\(other)一样，一个号只请一次。不是同一位的，先不写手机号。")
                ])
            }
            known[phone] = "第\(line)行的"
        }
    }
}
