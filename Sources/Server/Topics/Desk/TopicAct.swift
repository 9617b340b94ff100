// SPDX-License-Identifier: Apache-2.0

import Domain

typealias TopicAct = CaseAct<TopicDesk>

extension TopicAct {
    static let release = TopicAct(
        .release, "release", advice: "放行后进入筛选，期限从今天算起。",
        decide: { topic, _, d in try topic.releasing(by: d.actor, at: d.now, practice: d.practice) })

    static let pool = TopicAct(
        .pool, "pool", advice: "受理后进入议题池，由召集人选定协商。", fields: { [TopicCategories.field($0)] },
        decide: { topic, input, d in try TopicCategories.sorted(topic, input, d).pooling(by: d.actor) })

    static let categorise = TopicAct(
        .categorise, "category", advice: "看和找都按类别分；分错了可以再改，每次都记在轨迹里。",
        fields: { [TopicCategories.field($0, isRequired: true)] },
        decide: { topic, input, d in
            try topic.categorising(
                as: input.text(TopicCategories.fieldName), by: d.actor, practice: d.practice)
        })

    static let reject = TopicAct(
        .reject, "rejection", advice: "请选一条理由，再用一两句话向提出人说明白。在议题池里已经公开的，页面留着，写明不受理的理由；涉密、控告、私事和灌水的，页面随着撤下。",
        fields: { profile in
            [
                InputField(
                    "ground", "理由",
                    .choice(profile.rejectionGrounds.map { .init(code: $0.code, label: $0.name, help: $0.channel) })),
                InputField("explanation", "向提出人说明", .paragraph(limit: 300)),
            ]
        },
        decide: { topic, input, d in
            try topic.rejecting(
                ground: input.text("ground"), explanation: input.text("explanation"), by: d.actor, practice: d.practice)
        })

    static let reconsider = TopicAct(
        .reconsider, "reconsideration", advice: "不受理弄错了，或者没有真解决，可以撤销；重新筛选，期限从今天算起。",
        fields: { _ in [InputField("reason", "为什么重新受理", .paragraph(limit: 300))] },
        decide: { topic, input, d in
            try topic.reconsidering(reason: input.text("reason"), by: d.actor, at: d.now, practice: d.practice)
        })

    static let redirect = redirecting(inOwnWords: true)

    /// `inOwnWords`: whether it is asked in which words members read of it; for many at once there are none that fit all.
    static func redirecting(inOwnWords: Bool) -> TopicAct {
        TopicAct(
            .redirect, "redirection", advice: "属于别处办的，转过去，不让提出人再跑一趟。办得怎样，以后在这里告诉他。",
            publicFields: inOwnWords ? [clueText.name] : nil,
            fields: { profile in
                [
                    InputField(
                        "channel", "转到哪里",
                        .choice(
                            Topic.Channel.allCases.map {
                                .init(code: $0.rawValue, label: TopicWording.name($0), help: TopicWording.belongs($0))
                            })),
                    InputField("explanation", "向提出人说明", .paragraph(limit: 300)),
                    InputField(
                        "answerBy", "对方最晚哪天有答复", .day, isRequired: false, help: "说好了才填，提出人看得到这一天。"),
                    TopicCategories.field(profile),
                ] + (inOwnWords && profile.has(.proposals) ? [clueText] : [])
            },
            decide: { topic, input, d in
                let day = input.optional("answerBy").flatMap { Day($0) }
                let channel: Topic.Channel = input.choice("channel")
                // Refused before anything is written: of many at once the others go on.
                if let refusal = topic.refusal(of: .redirect, by: d.actor) { throw refusal }
                var problems: [FieldProblem] = []
                if let day, day < d.now.day {
                    problems.append(.init(field: "answerBy", sentence: "这一天已经过了，请选今天或以后的日子。"))
                }
                if channel == .proposalClue, let sentence = PersonalDetails.number(in: input.text(clueText.name)) {
                    problems.append(.init(field: clueText.name, sentence: sentence))
                }
                guard problems.isEmpty else { throw InputProblems(problems) }
                if channel == .proposalClue {
                    try ClueDesk(services: d.desk.services, site: d.desk.site).handOn(
                        topic, in: input.optional(clueText.name),
                        d.signature(as: topic.role(of: d.actor, for: .redirect)), in: d.transaction)
                }
                return try TopicCategories.sorted(topic, input, d).redirecting(
                    to: channel, explanation: input.text("explanation"), answerBy: day, by: d.actor)
            })
    }

    /// What members read of a topic that is handed on to those who write proposals; what submitters said is not theirs to read.
    static let clueText = InputField(
        "clueText", "写给委员的话", .paragraph(limit: ProposalClue.textMax), isRequired: false,
        help: "转作提案线索才用：提案委员会和委员看到的是这段话。不写提出人是谁、电话和门牌号。空着就用公开文字。")

    static let takeBack = TopicAct(
        .takeBack, "taking-back", advice: "对方退了回来、说不归那里办，或者转错了：重新筛选，期限从今天算起。已经把“退回”当结果告诉了提出人的，也在这里接着办。",
        fields: { _ in [InputField("reason", "为什么退回来（提出人看得到）", .paragraph(limit: 300))] },
        decide: { topic, input, d in try d.desk.takingBack(input.text("reason"), of: topic, d) })

    static let tellResult = TopicAct(
        .tellResult, "result", advice: "写明对方怎样办的、什么时候。提出人凭查询码看得到。",
        fields: { _ in [InputField("result", "结果", .paragraph(limit: 500))] },
        decide: { topic, input, d in try d.desk.tellingResult(input.text("result"), of: topic, d) })

    static let ask = TopicAct(
        .ask, "question", advice: "问题会显示在提出人的进度页上，期限等他补充后重新算。",
        fields: { _ in [InputField("question", "问题", .paragraph(limit: 300))] },
        decide: { topic, input, d in try topic.asking(input.text("question"), by: d.actor) })

    static let solveDirectly = TopicAct(
        .solveDirectly, "solution", advice: "请写明已经怎样解决、什么时候、谁办的。提出人会被问是不是真解决了；说没有解决，就退回来重新筛选。",
        fields: { [InputField("answer", "答复", .paragraph(limit: 500)), TopicCategories.field($0)] },
        decide: { topic, input, d in
            try TopicCategories.sorted(topic, input, d).solvingDirectly(
                input.text("answer"), partsHaveSubmitter: d.partsHaveSubmitter(topic), by: d.actor, at: d.now,
                practice: d.practice)
        })

    static let review = TopicAct(
        .review, "review", advice: "公众只看得到这里的文字。请去掉姓名、电话、门牌号和对个人的指责，原话另外保留。",
        publicFields: publicWording,
        fields: { profile in
            [
                InputField("title", "公开标题", .line(limit: 40)),
                InputField("body", "公开文字", .paragraph(limit: profile.topicTextLimit)),
                InputField(
                    "answer", "办得怎么样（公开）", .paragraph(limit: profile.topicTextLimit), isRequired: false,
                    help: "有了结果再填。以后有人提相近的事，先看到它。"),
            ].map { $0.checked(PersonalDetails.number) }
        },
        decide: { topic, input, d in
            try topic.reviewing(
                title: input.text("title"), body: input.text("body"), answer: input.optional("answer"), by: d.actor,
                practice: d.practice)
        })

    /// What strangers read of a topic.
    private static let publicWording = ["title", "body", "answer"]

    static let unpublish = TopicAct(
        .unpublish, "unpublication", advice: "请写明为什么撤下，会记在轨迹里。",
        fields: { _ in [InputField("reason", "原因", .paragraph(limit: 200))] },
        decide: { topic, input, d in try topic.unpublishing(reason: input.text("reason"), by: d.actor) })

    static let relate = TopicAct(
        .relate, "relation", advice: "填另一件议题的编号（打开那件，地址末尾的13位），或者把那件的地址贴在这里。",
        fields: { _ in [InputField("topic", "另一件议题的编号或地址", .line(limit: 300))] },
        decide: { topic, input, d in
            let other = try named(input.text("topic"), field: "topic")
            let transition = try topic.relating(to: other, by: d.actor)
            _ = try d.desk.other(other, field: "topic", d)
            return transition
        })

    /// The topic that somebody names by its number, or by the address of its page. Throws ``InputProblems`` for what is neither.
    private static func named(_ typed: String, field: String) throws -> Topic.ID {
        let path = typed.prefix { $0 != "?" && $0 != "#" }
        guard let id = path.split(separator: "/").last.flatMap({ Topic.ID(String($0).uppercased()) }) else {
            throw InputProblems([.init(field: field, sentence: "编号是13位数字和字母，请对照那件议题的地址。")])
        }
        return id
    }

    /// What it is merged into: the one that was chosen, or that is named by number or address.
    private static func mergeTarget(_ input: Input) throws -> (id: Topic.ID, field: String) {
        if let typed = input.optional("number") { return (try named(typed, field: "number"), "number") }
        guard let chosen = input.optional("topic").flatMap({ Topic.ID($0) }) else {
            throw InputProblems([.init(field: "topic", sentence: "请选一件，或者在下面填它的编号。")])
        }
        return (chosen, "topic")
    }

    static let merge = TopicAct(
        .merge, "merging", advice: "并进去以后，这件和那件一起办；提出人各有各的查询码，都会收到结果。并错了可以撤销。",
        fields: { _ in
            [
                InputField("topic", "并入哪一件", .reference(.mergeTargets), isRequired: false),
                InputField(
                    "number", "上面没有的，填那件议题的编号或地址", .line(limit: 300), isRequired: false,
                    help: "打开那件，地址末尾的13位就是编号。填了，就按这里的算。"),
            ]
        },
        decide: { topic, input, d in
            let (target, field) = try mergeTarget(input)
            // Locked in one order, so that nothing is merged into what is just being merged.
            try d.desk.store.lock([topic.id, target], in: d.transaction)
            let other = try d.desk.other(target, field: field, d)
            let merged = try d.desk.store.merged(into: topic.id, in: d.transaction)
            return try topic.merging(into: other, isTarget: !merged.isEmpty, by: d.actor)
        })

    static let unmerge = TopicAct(
        .unmerge, "unmerging", advice: "撤销后重新筛选，期限从今天算起。", asksBack: true,
        decide: { topic, _, d in try topic.unmerging(by: d.actor, at: d.now, practice: d.practice) })

    static let select = TopicAct(
        .select, "selection", advice: "选定后请委员去调研。", asksBack: true,
        decide: { topic, _, d in try topic.selecting(by: d.actor) })

    static let assign = TopicAct(
        .assign, "assignment", advice: "不调研，不协商。请哪位委员去，最晚哪天交调研记录。",
        fields: { _ in
            [
                InputField("researcher", "委员", .reference(.members)),
                InputField("day", "最晚哪天", .day),
            ]
        },
        decide: { topic, input, d in
            let researcher: Person.ID = input.id("researcher")
            try d.desk.requireHolder(researcher, of: .member, field: "researcher", in: d.transaction)
            return try topic.assigning(
                researcher: researcher, by: input.day("day"), actor: d.actor, at: d.now, practice: d.practice)
        })

    static let research = TopicAct(
        .research, "research", advice: "写下去了哪里、听了谁说、看到什么、建议怎么办。",
        fields: { _ in
            [
                InputField("visit", "去了哪里，听了谁说", .paragraph(limit: 300)),
                InputField("findings", "看到什么", .paragraph(limit: 2000)),
                InputField("advice", "建议怎么办", .paragraph(limit: 1000)),
                InputField("files", "照片和材料", .files, isRequired: false),
            ]
        },
        decide: { topic, input, d in
            let files: [Attachment.ID] = input.ids("files")
            let transition = try topic.researching(
                .init(
                    visit: .kept(input.text("visit")), findings: .kept(input.text("findings")),
                    advice: .kept(input.text("advice")), attachments: files), by: d.actor)
            try d.desk.attach(files, to: topic, d)
            return transition
        })

    static let attach = TopicAct(
        .attach, "attachments", advice: "现场照片、会议材料、答复的扫描件都可以。",
        fields: { _ in [InputField("files", "照片和材料", .files)] },
        decide: { topic, input, d in
            let files: [Attachment.ID] = input.ids("files")
            let transition = try topic.attaching(files, by: d.actor)
            try d.desk.attach(files, to: topic, d)
            return transition
        })

    static let openNextRound = TopicAct(
        .openNextRound, "next-round", advice: "上一轮的终点就是下一轮的起点。请写明情况有了什么变化、这一轮要商量什么。",
        fields: { profile in
            [InputField("changes", "有什么变化", .paragraph(limit: profile.topicTextLimit))]
        },
        decide: { topic, input, d in
            let rounds = try topic.openingNextRound(
                input.text("changes"), as: d.desk.services.id(Topic.self), by: d.actor, at: d.now)
            try d.desk.insert(
                rounds.opened, code: d.desk.newCode(), d.signature(as: topic.role(of: d.actor, for: .openNextRound)),
                in: d.transaction)
            return rounds.ended
        })

    /// The numbers of a judgement, the best first.
    private static let grades: [InputField.Option] = Topic.Score.range.reversed().map {
        .init(code: String($0), label: TopicWording.grade($0))
    }

    static let score = TopicAct(
        .score, "score", advice: "按三条标准各打一个分，供召集人选题时参考。可以再打，后打的算数。",
        fields: { _ in
            [
                InputField("needed", "党政所需", .choice(grades)),
                InputField("hopedFor", "群众所盼", .choice(grades)),
                InputField("feasible", "政协所能", .choice(grades)),
            ]
        },
        decide: { topic, input, d in
            func grade(_ field: String) -> Int { Int(input.text(field)) ?? 0 }
            return try topic.scoring(
                needed: grade("needed"), hopedFor: grade("hopedFor"), feasible: grade("feasible"), by: d.actor)
        })

    static let proposeForPlan = TopicAct(
        .proposeForPlan, "plan-proposal", advice: "列入年度协商计划的议题，要党委审定后才能请人调研。", asksBack: true,
        decide: { topic, _, d in try topic.proposingForPlan(by: d.actor) })

    static let recordPlanDecision = TopicAct(
        .recordPlanDecision, "plan-decision", advice: "照文件或会议纪要填。没有列入的、审定撤出的，议题回到议题池。",
        fields: { _ in
            [
                InputField(
                    "decision", "审定结果",
                    .choice([.init(code: "approved", label: "同意列入"), .init(code: "declined", label: "没有列入，或者撤出")])),
                InputField("reference", "文号或会议名称", .line(limit: 80)),
                InputField("day", "审定日期", .day),
            ]
        },
        decide: { topic, input, d in
            try topic.recordingPlanDecision(
                .init(
                    isApproved: input.text("decision") == "approved", reference: .kept(input.text("reference")),
                    day: input.day("day")), by: d.actor, at: d.now)
        })

    // MARK: - The submitter's

    static let submitters: [TopicAct] = [.answer, .judge, .add, .withdraw, .keepUp]

    static let judge = TopicAct(
        .judge, "judgement", advice: "",
        fields: { _ in ConfirmationRoutes.fields },
        decide: { topic, input, d in
            // Nobody takes up again what it is part of between the question and the write.
            try d.desk.store.lock(topic.mergedInto.map { [$0] } ?? [], in: d.transaction)
            let host = try topic.mergedInto.flatMap { try d.desk.store.topic($0, in: d.transaction) }
            return try topic.judging(
                Confirmation.Answer(input), with: host, by: d.actor, at: d.now, practice: d.practice)
        })

    static let add = TopicAct(
        .add, "addition", advice: "",
        fields: { _ in [InputField("addition", "想补充的", .paragraph(limit: 500))] },
        decide: { topic, input, d in try topic.adding(input.text("addition"), by: d.actor) })

    static let withdraw = TopicAct(
        .withdraw, "withdrawal", advice: "",
        fields: { _ in [InputField("reason", "为什么撤回", .paragraph(limit: 200))] },
        decide: { topic, input, d in
            // Nobody joins between the question and the write.
            try d.desk.store.lock([topic.id], in: d.transaction)
            return try topic.withdrawing(
                reason: input.text("reason"), othersJoined: try d.desk.store.isJoined(topic.id, in: d.transaction),
                by: d.actor, at: d.now, practice: d.practice)
        })

    static let keepUp = TopicAct(
        .keepUp, "keeping-up", advice: "",
        decide: { topic, _, d in try topic.keepingUp(by: d.actor) })

    static let answer = TopicAct(
        .answer, "answer", advice: "",
        fields: { _ in [InputField("answer", "您的回答", .paragraph(limit: 500))] },
        decide: { topic, input, d in
            try topic.answering(input.text("answer"), by: d.actor, at: d.now, practice: d.practice)
        })
}
