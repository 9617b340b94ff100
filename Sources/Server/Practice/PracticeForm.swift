// SPDX-License-Identifier: Apache-2.0

import Domain

/// A profile as a form, part by part: numbers, switches, code lists, and the day from which it counts.
enum PracticeForm {
    static let secondFactor = "secondFactor"
    static let intakePaused = "intakePaused"
    static let grounds = "grounds"
    static let categories = "categories"
    static let watchedWords = "watchedWords"
    static let forms = "forms"
    static let filingGrounds = "filingGrounds"
    static let replyClasses = "replyClasses"
    static let criteria = "evaluationCriteria"
    static let listPrefix = "listPrefix"
    static let assessmentPrefix = "assessmentPrefix"
    static let levels = "levels"
    static let quotas = "quotas"
    static let parties = "parties"
    static let (platform, channel, venue) = ("platform", "channel", "venue")
    static let dispatches = "dispatchName"

    /// What is asked before the parts: the day from which the version counts.
    static let opening: [InputField] = [
        InputField("validFrom", "从哪天起", .day, help: "今天或以后。已经在办的事不变，新的一步按新的算。")
    ]

    static let fields: [InputField] = PracticeSection.allCases.flatMap { fields(of: $0) } + opening

    /// What was filled in beside what stands in a profile: field by field what is to be otherwise.
    struct Changes: Sendable {
        let values: [String: String]
    }

    /// What of the input differs from this profile.
    static func changes(_ input: Input, to profile: PracticeProfile) -> Changes {
        let standing = values(profile, from: input.day("validFrom"))
        let sent = fields.map { ($0.name, input.text($0.name)) }.filter { $0.1 != standing[$0.0] ?? "" }
        return Changes(values: Dictionary(uniqueKeysWithValues: sent))
    }

    /// A profile in which these fields are otherwise. Throws ``InputProblems``.
    static func profile(_ changes: Changes, over base: PracticeProfile) throws -> PracticeProfile {
        // The day is no part of a profile.
        let whole = values(base, from: Day(number: 0)).merging(changes.values) { $1 }
        return try profile(Input(whole, fields: fields), over: base)
    }

    /// The fields of a part: its numbers, then what is no number.
    static func fields(of section: PracticeSection) -> [InputField] {
        PracticeParameter.of(section).map { parameter in
            InputField(
                parameter.rawValue, PracticeWording.name(parameter), .line(limit: 4),
                help: "\(parameter.range.lowerBound)到\(parameter.range.upperBound)")
        } + others(section)
    }

    private static func others(_ section: PracticeSection) -> [InputField] {
        switch section {
        case .names: names
        case .capabilities:
            Capability.allCases.map { capability in
                InputField(
                    capability.fieldName, "开通\(PracticeWording.name(capability))", .choice(DirectoryWording.yesNo),
                    isRequired: false, help: "不开通的，页面、接口和菜单都没有；以前的记录留着。")
            }
        case .topics: topics
        case .sessions: sessions
        case .outcomes:
            [
                InputField(listPrefix, "成果文件编号的前缀", .line(limit: 20), help: "如“安政协议”，编出来是“安政协议〔2026〕1号”。"),
                InputField(
                    assessmentPrefix, "办理考评编号的前缀", .line(limit: 20), isRequired: false, help: "如“安政协评”；不填就不变。"),
            ]
        case .proposals: proposals
        case .members:
            [
                InputField(
                    quotas, "履职的次数要求", .paragraph(limit: 400), isRequired: false,
                    help: "一行一条，三段用竖线隔开，如“委员走访联系群众|10|每季度”。没有要求就空着。")
            ]
        case .security: [InputField(secondFactor, "三员登录须用动态码", .choice(DirectoryWording.yesNo))]
        case .opinions, .residents, .retention: []
        }
    }

    private static let names: [InputField] = [
        InputField(
            platform, "平台的名称", .line(limit: RoomPractice.nameMax), isRequired: false, help: "印在海报上，如“有事好商量”。不填就不变。"),
        InputField(
            channel, "扫码议事的名称", .line(limit: RoomPractice.nameMax), isRequired: false, help: "如“‘码’上议”。不填就不变。"),
        InputField(
            venue, "议事场所的名称", .line(limit: RoomPractice.nameMax), isRequired: false, help: "如“协商议事室”。不填就不变。"),
        InputField(
            dispatches, "和网格、热线联动的名称", .line(limit: RoomPractice.nameMax), isRequired: false,
            help: "如“三联三融三促”。不填就不变。"),
        InputField(
            parties, "议事格局的五方怎么称呼", .line(limit: 80), isRequired: false,
            help: "依次是领导、支持、搭台、参与、受益的一方，顿号隔开，如“党委领导、政府支持、政协搭台、各方参与、服务群众”。不填就不变。"),
        InputField(
            levels, "几级联动协商", .line(limit: 60), isRequired: false,
            help: "从上到下，顿号隔开，如“县级、乡镇（街道）、村（社区）”；四级的再加“界别”。不填就不变。"),
    ]

    private static let topics: [InputField] = [
        InputField(intakePaused, "暂停居民提议题", .choice(DirectoryWording.yesNo)),
        InputField(
            grounds, "不采纳的理由", .paragraph(limit: 4000),
            help: "一行一条，三段用竖线隔开：代码|理由|该走的渠道。代码用小写字母和下划线，用过的不要改作别的意思。"),
        InputField(
            categories, "议题类别", .paragraph(limit: 2000), help: "一行一类，两段用竖线隔开：代码|名称。代码用小写字母和下划线，用过的不要改作别的意思。"),
        InputField(
            watchedWords, "要留意的词", .paragraph(limit: 4000), isRequired: false,
            help: "居民的话里有这些词，先放在“待放行”里，由议事室的人看过再说，不会自动不采纳。用顿号隔开，每个2到20个字。没有就空着。"),
    ]

    private static let sessions: [InputField] =
        ParticipantCategory.allCases.map { category in
            InputField(category.fieldName, "会议须有\(SessionWording.name(category))", .choice(DirectoryWording.yesNo))
        } + [
            InputField(
                forms, "协商形式（议事室协商以外的）", .paragraph(limit: 6000), isRequired: false,
                help:
                    "一行一种，十一段用竖线隔开：代码|名称|由谁召集|步骤（顿号隔开）|提前几个工作日公告|提前几个工作日发材料|必须有谁（顿号隔开）|成果|先看现场（是或否）|哪类机构召集（议事室、政协机关、专委会、界别）|每人发言几分钟。"
            )
        ]

    private static let proposals: [InputField] = [
        InputField(
            filingGrounds, "提案不予立案的理由", .paragraph(limit: 2000), isRequired: false,
            help: "一行一条，两段用竖线隔开：代码|理由。代码用小写字母和下划线，用过的不要改作别的意思。不填就不变。"),
        InputField(
            replyClasses, "提案办理结果分类", .paragraph(limit: 1000), isRequired: false,
            help: "一行一类，四段用竖线隔开：字母|名称|算已解决（是或否）|第二年要跟踪（是或否）。不填就不变。"),
        InputField(
            criteria, "提案办理第三方评议的标准", .paragraph(limit: 1000), isRequired: false,
            help: "一行一条，三段用竖线隔开：代码|名称|满分（1到100）。不填就不变。"),
    ]

    /// What stands in the fields for a profile.
    static func values(_ profile: PracticeProfile, from day: Day) -> [String: String] {
        var values = ["validFrom": day.description]
        for parameter in PracticeParameter.allCases { values[parameter.rawValue] = String(profile[parameter]) }
        for category in ParticipantCategory.allCases {
            values[category.fieldName] = profile.requires(category) ? "yes" : "no"
        }
        for capability in Capability.allCases { values[capability.fieldName] = profile.has(capability) ? "yes" : "no" }
        values[secondFactor] = profile.administratorsNeedSecondFactor ? "yes" : "no"
        values[intakePaused] = profile.isIntakePaused ? "yes" : "no"
        values[listPrefix] = profile.outcomes.listPrefix
        values[assessmentPrefix] = profile.outcomes.assessmentPrefix
        values[grounds] = profile.rejectionGrounds.map { "\($0.code)|\($0.name)|\($0.channel)" }.joined(separator: "\n")
        values[categories] = TopicCategoryText.lines(profile.topicCategories)
        values[watchedWords] = WatchedWordText.words(profile.watchedWords)
        values[filingGrounds] = ProposalListText.lines(profile.proposals.grounds)
        values[replyClasses] = ProposalListText.lines(profile.proposals.classes)
        values[criteria] = ProposalListText.lines(profile.proposals.commendation.criteria)
        values[forms] = SessionFormText.lines(profile.sessions.forms)
        values[levels] = RoomPracticeText.words(profile.rooms.levels)
        values[quotas] = RoomPracticeText.lines(profile.quotas)
        values[platform] = profile.rooms.platform
        values[channel] = profile.rooms.channel
        values[venue] = profile.rooms.venue
        values[dispatches] = profile.rooms.dispatches
        values[parties] = profile.rooms.parties.joined(separator: "、")
        return values
    }

    /// The profile that was filled in; what the form does not ask stays as in `base`. Throws ``InputProblems``.
    static func profile(_ input: Input, over base: PracticeProfile) throws -> PracticeProfile {
        var (profile, problems) = (base, [FieldProblem]())
        for parameter in PracticeParameter.allCases {
            guard let number = Int(input.text(parameter.rawValue)), parameter.range.contains(number) else {
                problems.append(
                    .init(field: parameter.rawValue, sentence: PracticeWording.outOfRange(parameter)))
                continue
            }
            profile[parameter] = number
        }
        profile.sessions.requiredCategories = ParticipantCategory.allCases.filter {
            input.text($0.fieldName) == "yes"
        }
        profile.switchedOff = Capability.allCases.filter { capability in
            input.optional(capability.fieldName).map { $0 == "no" } ?? !base.has(capability)
        }
        profile.administratorsNeedSecondFactor = input.text(secondFactor) == "yes"
        profile.isIntakePaused = input.text(intakePaused) == "yes"
        profile.outcomes.listPrefix = input.text(listPrefix)
        profile.rooms.platform = input.optional(platform) ?? base.rooms.platform
        profile.rooms.channel = input.optional(channel) ?? base.rooms.channel
        profile.rooms.venue = input.optional(venue) ?? base.rooms.venue
        profile.rooms.dispatches = input.optional(dispatches) ?? base.rooms.dispatches
        profile.outcomes.assessmentPrefix = input.optional(assessmentPrefix) ?? base.outcomes.assessmentPrefix
        do throws(FieldProblem) {
            profile.rejectionGrounds = try readGrounds(input.text(grounds))
            profile.topicCategories = try TopicCategoryText.read(input.text(categories), field: categories)
            profile.watchedWords = try WatchedWordText.read(input.text(watchedWords), field: watchedWords)
            if let text = input.optional(filingGrounds) {
                profile.proposals.grounds = try ProposalListText.grounds(text, field: filingGrounds)
            }
            if let text = input.optional(replyClasses) {
                profile.proposals.classes = try ProposalListText.classes(text, field: replyClasses)
            }
            if let text = input.optional(criteria) {
                profile.proposals.commendation.criteria = try ProposalListText.criteria(text, field: criteria)
            }
            profile.sessions.forms = try SessionFormText.read(input.text(forms), field: forms)
            if let text = input.optional(levels) {
                profile.rooms.levels = try RoomPracticeText.levels(text, field: levels)
            }
            if let text = input.optional(parties) {
                profile.rooms.parties = try RoomPracticeText.parties(text, field: parties)
            }
            profile.quotas = try RoomPracticeText.quotas(input.text(quotas), field: quotas)
        } catch {
            problems.append(error)
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        return profile
    }

    private static func readGrounds(_ text: String) throws(FieldProblem) -> [RejectionGround] {
        var read: [RejectionGround] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0).trimmingWhitespace
            }
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.count <= 120 }),
                parts[0].utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }), parts[0].utf8.count <= 40
            else { throw FieldProblem(field: grounds, sentence: PracticeWording.badGround(index + 1)) }
            guard !read.contains(where: { $0.code == parts[0] }) else {
                throw FieldProblem(field: grounds, sentence: PracticeWording.groundTwice(index + 1))
            }
            read.append(RejectionGround(code: parts[0], name: parts[1], channel: parts[2]))
        }
        guard !read.isEmpty, read.count <= 50 else {
            throw FieldProblem(field: grounds, sentence: PracticeWording.groundCount)
        }
        return read
    }
}

extension ParticipantCategory {
    /// The field that says whether somebody of the category must be there.
    var fieldName: String { "requires_\(rawValue)" }
}

extension Capability {
    /// The field that says whether the committee has it.
    var fieldName: String { "has_\(rawValue)" }
}
