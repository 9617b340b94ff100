// SPDX-License-Identifier: Apache-2.0

import Domain

/// A profile as a form: numbers, switches, the code list of grounds, and the day from which it counts.
enum PracticeForm {
    private static let secondFactor = "secondFactor"
    private static let intakePaused = "intakePaused"
    private static let grounds = "grounds"
    private static let categories = "categories"
    private static let forms = "forms"
    private static let filingGrounds = "filingGrounds"
    private static let replyClasses = "replyClasses"
    private static let listPrefix = "listPrefix"
    private static let assessmentPrefix = "assessmentPrefix"

    static let fields: [InputField] =
        PracticeParameter.allCases.map { parameter in
            InputField(
                parameter.rawValue, PracticeWording.name(parameter), .line(limit: 4),
                help: "\(parameter.range.lowerBound)到\(parameter.range.upperBound)")
        }
        + ParticipantCategory.allCases.map { category in
            InputField(
                category.fieldName, "会议须有\(SessionWording.name(category))", .choice(DirectoryWording.yesNo))
        }
        + [
            InputField(secondFactor, "三员登录须用动态码", .choice(DirectoryWording.yesNo)),
            InputField(intakePaused, "暂停居民提议题", .choice(DirectoryWording.yesNo)),
            InputField(listPrefix, "建议清单编号的前缀", .line(limit: 20), help: "如“安政协议”，编出来是“安政协议〔2026〕1号”。"),
            InputField(
                assessmentPrefix, "办理考评编号的前缀", .line(limit: 20), isRequired: false, help: "如“安政协评”；不填就不变。"),
            InputField(
                grounds, "不采纳的理由", .paragraph(limit: 4000),
                help: "一行一条，三段用竖线隔开：代码|理由|该走的渠道。代码用小写字母和下划线，用过的不要改作别的意思。"),
            InputField(
                categories, "议题类别", .paragraph(limit: 2000),
                help: "一行一类，两段用竖线隔开：代码|名称。代码用小写字母和下划线，用过的不要改作别的意思。"),
            InputField(
                forms, "协商形式（议事室协商以外的）", .paragraph(limit: 6000), isRequired: false,
                help:
                    "一行一种，十一段用竖线隔开：代码|名称|由谁召集|步骤（顿号隔开）|提前几个工作日公告|提前几个工作日发材料|必须有谁（顿号隔开）|成果|先看现场（是或否）|哪类机构召集（议事室、政协机关、专委会、界别）|每人发言几分钟。"
            ),
            InputField(
                filingGrounds, "提案不予立案的理由", .paragraph(limit: 2000), isRequired: false,
                help: "一行一条，两段用竖线隔开：代码|理由。代码用小写字母和下划线，用过的不要改作别的意思。不填就不变。"),
            InputField(
                replyClasses, "提案办理结果分类", .paragraph(limit: 1000), isRequired: false,
                help: "一行一类，四段用竖线隔开：字母|名称|算已解决（是或否）|第二年要跟踪（是或否）。不填就不变。"),
            InputField("validFrom", "从哪天起", .day, help: "今天或以后。已经在办的事不变，新的一步按新的算。"),
        ]

    /// What stands in the fields for a profile.
    static func values(_ profile: PracticeProfile, from day: Day) -> [String: String] {
        var values = ["validFrom": day.description]
        for parameter in PracticeParameter.allCases { values[parameter.rawValue] = String(profile[parameter]) }
        for category in ParticipantCategory.allCases {
            values[category.fieldName] = profile.requires(category) ? "yes" : "no"
        }
        values[secondFactor] = profile.administratorsNeedSecondFactor ? "yes" : "no"
        values[intakePaused] = profile.isIntakePaused ? "yes" : "no"
        values[listPrefix] = profile.outcomes.listPrefix
        values[assessmentPrefix] = profile.outcomes.assessmentPrefix
        values[grounds] = profile.rejectionGrounds.map { "\($0.code)|\($0.name)|\($0.channel)" }.joined(separator: "\n")
        values[categories] = TopicCategoryText.lines(profile.topicCategories)
        values[filingGrounds] = ProposalListText.lines(profile.proposals.grounds)
        values[replyClasses] = ProposalListText.lines(profile.proposals.classes)
        values[forms] = SessionFormText.lines(profile.sessions.forms)
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
        profile.administratorsNeedSecondFactor = input.text(secondFactor) == "yes"
        profile.isIntakePaused = input.text(intakePaused) == "yes"
        profile.outcomes.listPrefix = input.text(listPrefix)
        profile.outcomes.assessmentPrefix = input.optional(assessmentPrefix) ?? base.outcomes.assessmentPrefix
        do throws(FieldProblem) {
            profile.rejectionGrounds = try readGrounds(input.text(grounds))
            profile.topicCategories = try TopicCategoryText.read(input.text(categories), field: categories)
            if let text = input.optional(filingGrounds) {
                profile.proposals.grounds = try ProposalListText.grounds(text, field: filingGrounds)
            }
            if let text = input.optional(replyClasses) {
                profile.proposals.classes = try ProposalListText.classes(text, field: replyClasses)
            }
            profile.sessions.forms = try SessionFormText.read(input.text(forms), field: forms)
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
                throw FieldProblem(field: grounds, sentence: PracticeWording.groundTwice(parts[0]))
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
    fileprivate var fieldName: String { "requires_\(rawValue)" }
}
