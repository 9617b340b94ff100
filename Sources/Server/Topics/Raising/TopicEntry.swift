// SPDX-License-Identifier: Apache-2.0

import Domain

/// What is filled in where somebody enters a topic on the desk: what each source has to say, and no more.
enum TopicEntry {
    /// The sources that somebody may enter.
    static func sources(of staff: Staff) -> [Topic.Source] {
        Topic.Source.allCases.filter { $0.holders.contains { staff.holds($0) } }
    }

    static let source = InputField(
        "source", "来源",
        .choice(
            Topic.Source.allCases.filter { !$0.holders.isEmpty }.map {
                .init(code: $0.rawValue, label: TopicWording.source($0))
            }))

    /// The role in which somebody enters topics of a source, wherever it counts.
    static func role(of staff: Staff, for source: Topic.Source) -> Role? {
        source.holders.filter { staff.holds($0) }.min { $0.rawValue < $1.rawValue }
    }

    /// The fields of a source, for whoever enters it in this role.
    static func fields(_ source: Topic.Source, _ profile: PracticeProfile, in role: Role) -> [InputField] {
        [
            InputField("room", "交给哪间议事室", .reference(.rooms)),
            InputField("text", "什么事，希望怎么办", .paragraph(limit: profile.topicTextLimit)),
            InputField("place", "在哪里", .line(limit: 60), isRequired: false),
        ] + (role == .roomSecretary ? [TopicCategories.field(profile)] : []) + occasion(source, in: role)
            + contact(source)
    }

    /// All of them, as programs send them: which are needed, the source says.
    static func apiFields(_ profile: PracticeProfile) -> [InputField] {
        [source] + fields(.paper, profile, in: .roomSecretary)
            + [
                InputField("day", "哪天", .day, isRequired: false),
                InputField("occasionPlace", "在哪里开的", .line(limit: 60), isRequired: false),
                InputField("name", "名称", .line(limit: 80), isRequired: false),
                InputField("count", "多少人", .line(limit: 6), isRequired: false),
            ] + ticket(isRequired: false)
    }

    /// How many people met, or how many answers a survey had.
    private static let countRange = 1...999_999

    private static func occasion(_ source: Topic.Source, in role: Role) -> [InputField] {
        let parts = source.occasion(in: role)
        let (name, day) =
            switch source {
            case .plan: ("文号或计划名称", "文件日期")
            case .leader: ("哪位领导点的题（职务、姓名）", "哪天点的")
            case .scan, .api, .slip, .round, .reception, .liaison, .member, .meeting, .survey, .paper, .grid, .hotline,
                .escalation, .former:
                ("问卷名称", "哪天开的")
            }
        return [
            parts.contains(.name) ? InputField("name", name, .line(limit: 80)) : nil,
            parts.contains(.day) ? InputField("day", day, .day) : nil,
            parts.contains(.place) ? InputField("occasionPlace", "在哪里开的", .line(limit: 60)) : nil,
            parts.contains(.count)
                ? InputField(
                    "count", source == .survey ? "收到多少份答卷" : "多少人参加", .line(limit: 6), help: "填数字。"
                ).checked { countRange.contains(Int($0) ?? 0) ? nil : "人数或者份数要是1到999999的整数。" } : nil,
        ].compactMap(\.self)
    }

    private static func contact(_ source: Topic.Source) -> [InputField] {
        let phone = InputField(
            "phone", "提出人的手机号", .phone, isRequired: false, help: "本人愿意才填；有进展发短信，谁都看不到号码。")
        return (source == .paper ? [phone] : []) + (source.isSystem ? [phone] + ticket(isRequired: true) : [])
    }

    /// What the topic is called in a system outside.
    static func ticket(isRequired: Bool) -> [InputField] {
        [
            InputField("system", "对方系统", .line(limit: 40), isRequired: isRequired, help: "如“县网格化平台”，每次写得一样。"),
            InputField("number", "对方编号", .line(limit: 40), isRequired: isRequired).checked {
                isNumber($0) ? nil : DispatchWording.badNumber
            },
        ]
    }

    /// Whether a system outside may call a topic so.
    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "-_./".utf8.contains(byte)
            }
    }

    /// The ticket that was filled in. Throws ``InputProblems`` for a number with other signs in it.
    static func ticket(_ input: Input) throws -> Topic.Ticket {
        let number = input.text("number")
        guard isNumber(number) else {
            throw InputProblems([.init(field: "number", sentence: DispatchWording.badNumber)])
        }
        return Topic.Ticket(system: input.text("system"), number: number)
    }

    /// The topic that was filled in.
    static func draft(_ input: Input, _ source: Topic.Source, in room: Room) throws -> TopicDraft {
        let occasion = Topic.Occasion(
            name: input.optional("name").map(FreeText.kept), day: input.optional("day").flatMap { Day($0) },
            place: input.optional("occasionPlace").map(FreeText.kept),
            count: input.optional("count").flatMap { Int($0) })
        return TopicDraft(
            room: room.id, area: room.area, source: source, text: input.text("text"), place: input.optional("place"),
            phone: source == .paper || source.isSystem ? input.phone("phone") : nil,
            occasion: occasion.parts.isEmpty ? nil : occasion, ticket: source.isSystem ? try ticket(input) : nil,
            category: input.optional(TopicCategories.fieldName))
    }
}
