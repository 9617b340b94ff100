// SPDX-License-Identifier: Apache-2.0

/// A form of consultation (协商形式; A3-01): who convenes it, in which steps, with which periods, who must be there and what
/// comes out. One entry of the county's list; the words are the county's.
package struct ConsultationForm: Sendable, Codable, Hashable {
    package let code: String
    package let name: String
    /// The body that convenes it, as people call it.
    package let convenedBy: String
    /// Which body that is: nobody else plans a session of this form.
    package let convener: ConveningBody
    package let steps: [String]
    /// Working days between announcing a session and its day (BR-37).
    package let noticeDays: Int
    /// Working days between sending the papers and the day; none where they are handed out there.
    package let paperDays: Int
    /// Of each of these categories somebody must be there, or it is said why not (BR-04).
    package let requiredCategories: [ParticipantCategory]
    /// The document that it ends with.
    package let output: String
    /// Whether the place is looked at before it is talked over (一看一议; A2-21): it does not end before.
    package let hasVisit: Bool
    /// How many minutes somebody speaks who is put on the list of speakers.
    package let speakingMinutes: Int

    package init(
        code: String, name: String, convenedBy: String, convener: ConveningBody = .room, steps: [String],
        noticeDays: Int, paperDays: Int,
        requiredCategories: [ParticipantCategory], output: String, hasVisit: Bool = false,
        speakingMinutes: Int = 5
    ) {
        self.code = code
        self.name = name
        self.convenedBy = convenedBy
        self.convener = convener
        self.steps = steps
        self.noticeDays = noticeDays
        self.paperDays = paperDays
        self.requiredCategories = requiredCategories
        self.output = output
        self.hasVisit = hasVisit
        self.speakingMinutes = speakingMinutes
    }

    /// What the document is called that its outcome becomes (建议案、协商纪要、建议清单 …), without what is said of its way; a list
    /// that has nothing to list is a report.
    package func document(hasItems: Bool) -> String {
        let name = output.split(whereSeparator: { "，,；;（(".contains($0) }).first.map(String.init) ?? Self.report
        return name == Self.list && !hasItems ? Self.report : name
    }

    /// What is called the numbered list of items.
    package static let list = "建议清单"
    /// What an outcome is called that is nothing else.
    package static let report = "协商情况报告"

    /// Whether members put themselves on the list (委员报名): the county names it as a step.
    package var takesSignUps: Bool { steps.contains(Self.signUpStep) }

    /// How the step is called in which members sign up.
    package static let signUpStep = "报名"
    /// The code of the form that a room's sessions have.
    package static let roomCode = "room"
    /// How many forms a county may have beside it.
    package static let countMax = 30
    /// How long a period may be, in working days.
    package static let daysRange = 0...30

    /// The latest day on which something may be done that must be done so many working days before `day`; nil where that
    /// lies further back than anybody plans.
    package static func latest(_ workingDays: Int, before day: Day, _ calendar: WorkCalendar) -> Day? {
        (0...90).lazy.map { day.advanced(by: -$0) }
            .first { calendar.deadline(workingDays: workingDays, after: $0).day <= day }
    }
}

extension ConsultationForm {
    /// The form of the monthly symposium (A3-03), of which a quota may ask so many in a period.
    package static let monthlySymposiumCode = "monthly_symposium"

    /// The form in which proposers and units talk over several proposals (A4-07).
    package static let proposalHandlingCode = "proposal_handling"
    /// The form in which members oversee by talking it over with the unit (“协商式”民主监督): what it did is told and looked at
    /// before it is judged.
    package static let consultativeOversightCode = "consultative_oversight"
    /// The form in which the year's topics are talked over, fixed ones and others as they come up (A3-04).
    package static let fourPlusXCode = "four_plus_x"

    /// The forms that a new county starts with (A3-01…04, A2-12, A2-13, A2-21, A2-22).
    package static let catalogue = [
        ConsultationForm(
            code: "standing_committee", name: "专题议政性常委会会议", convenedBy: "政协常务委员会", convener: .committee,
            steps: ["提前告知", "商前调研", "会议协商", "成果转化"], noticeDays: 10, paperDays: 5,
            requiredCategories: [.member, .department, .expert], output: "建议案"),
        ConsultationForm(
            code: "chairpersons_council", name: "专题协商主席会议", convenedBy: "政协主席会议", convener: .committee,
            steps: ["提前告知", "商前调研", "会议协商", "成果转化"], noticeDays: 7, paperDays: 3,
            requiredCategories: [.member, .department], output: "协商纪要"),
        ConsultationForm(
            code: "thematic", name: "专题协商", convenedBy: "县政协", convener: .committee, steps: ["选题", "调研", "协商", "成果"],
            noticeDays: 10, paperDays: 5, requiredCategories: [.member, .department, .expert], output: "专题协商报告"),
        ConsultationForm(
            code: fourPlusXCode, name: "“4+X”专题协商", convenedBy: "县政协", convener: .committee,
            steps: ["定题", "调研", "协商", "报送", "督办"], noticeDays: 10, paperDays: 5,
            requiredCategories: [.member, .department, .expert], output: "建议案，报请批示"),
        ConsultationForm(
            code: "counterpart", name: "对口协商", convenedBy: "专门委员会", convener: .specialCommittee,
            steps: ["充分酝酿选题", "超前谋划准备", "深化调研建言", "活用协商形式", "促进成果转化", "完善制度机制"], noticeDays: 5,
            paperDays: 3, requiredCategories: [.member, .department], output: "对口协商纪要"),
        ConsultationForm(
            code: "sector", name: "界别协商", convenedBy: "界别活动组和议事室", steps: ["选题", "调研", "协商", "成果"],
            noticeDays: 5, paperDays: 2, requiredCategories: [.member, .department, .people], output: "界别协商纪要"),
        ConsultationForm(
            code: proposalHandlingCode, name: "提案办理协商", convenedBy: "提案委员会", convener: .specialCommittee,
            steps: ["协商准备", "面商", "答复", "评议"],
            noticeDays: 5, paperDays: 2, requiredCategories: [.member, .department], output: "办理协商纪要"),
        ConsultationForm(
            code: consultativeOversightCode, name: "协商式监督", convenedBy: "专门委员会", convener: .specialCommittee,
            steps: ["定题", "听通报", "看现场", "会上评议", "监督意见"], noticeDays: 5, paperDays: 2,
            requiredCategories: [.member, .department, .people], output: "监督意见", hasVisit: true),
        ConsultationForm(
            code: monthlySymposiumCode, name: "月度协商座谈会", convenedBy: "政协主席会议", convener: .committee,
            steps: ["出题", "报名", "座谈", "建议交办"], noticeDays: 5, paperDays: 2,
            requiredCategories: [.member, .department], output: "建议清单"),
        ConsultationForm(
            code: "deliberation", name: "委员议事会（一看一议）", convenedBy: "界别活动组", convener: .sector,
            steps: ["定题", "看现场", "议一议", "成果"],
            noticeDays: 3, paperDays: 0, requiredCategories: [.member, .people], output: "议事纪要", hasVisit: true),
    ]
}

/// An entry that was written before it was asked who may convene, or how long people speak, keeps the room's ways; one of the
/// catalogue has the catalogue's.
extension ConsultationForm {
    private enum CodingKeys: String, CodingKey {
        case code, name, convenedBy, convener, steps, noticeDays, paperDays, requiredCategories, output, hasVisit,
            speakingMinutes
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code = try container.decode(String.self, forKey: .code)
        let known = Self.catalogue.first { $0.code == code }
        self.init(
            code: code, name: try container.decode(String.self, forKey: .name),
            convenedBy: try container.decode(String.self, forKey: .convenedBy),
            convener: try container.decodeIfPresent(ConveningBody.self, forKey: .convener) ?? known?.convener ?? .room,
            steps: try container.decode([String].self, forKey: .steps),
            noticeDays: try container.decode(Int.self, forKey: .noticeDays),
            paperDays: try container.decode(Int.self, forKey: .paperDays),
            requiredCategories: try container.decode([ParticipantCategory].self, forKey: .requiredCategories),
            output: try container.decode(String.self, forKey: .output),
            hasVisit: try container.decode(Bool.self, forKey: .hasVisit),
            speakingMinutes: try container.decodeIfPresent(Int.self, forKey: .speakingMinutes) ?? 5)
    }
}
