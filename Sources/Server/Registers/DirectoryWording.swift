// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How the registers sound.
enum DirectoryWording {
    private static func options<Value: CaseIterable & RawRepresentable<String>>(
        _ name: (Value) -> String
    ) -> [InputField.Option] {
        Value.allCases.map { .init(code: $0.rawValue, label: name($0)) }
    }

    static let organKinds = options { (kind: Organ.Kind) in name(kind) }
    static let posts = options { (post: Organ.Post) in name(post) }
    static let memberLevels = options { (level: Membership.Level) in name(level) }
    static let roomLevels = options { (level: Room.Level) in name(level) }
    static let yesNo: [InputField.Option] = [.init(code: "yes", label: "是"), .init(code: "no", label: "否")]
    static let parties: [InputField.Option] = [
        .init(code: "cpc", label: "中共党员"), .init(code: "other", label: "民主党派"), .init(code: "none", label: "无党派"),
    ]
    static let unitKinds: [InputField.Option] = [
        .init(code: "department", label: "部门"), .init(code: "town", label: "乡镇（街道）"),
        .init(code: "enterprise", label: "企业"), .init(code: "other", label: "其他"),
    ]

    static let campaignKinds: [InputField.Option] = [
        .init(code: "day", label: "活动日"), .init(code: "week", label: "活动周"), .init(code: "month", label: "活动月"),
        .init(code: "other", label: "其他"),
    ]

    /// Which of the year's topics a campaign is (A3-04).
    static let slotKinds: [InputField.Option] = [
        .init(code: "fixed", label: "固定题目"), .init(code: "flexible", label: "机动题目"),
    ]

    /// Duty groups by what joins their members (A1-13).
    static let groupKinds: [InputField.Option] = [
        .init(code: "area", label: "联动履职小组（按片区）"), .init(code: "specialist", label: "专门履职小组（按专业）"),
        .init(code: "liaison", label: "委员联系小组"),
    ]
    static let meetings: [InputField.Option] = [
        .init(code: "party_standing", label: "党委常委会会议"), .init(code: "government", label: "政府常务会议"),
        .init(code: "joint", label: "党政专题会议"), .init(code: "other", label: "其他"),
    ]
    static let leaderSides: [InputField.Option] = [
        .init(code: "party", label: "党委"), .init(code: "government", label: "政府"),
    ]
    static let partyKinds: [InputField.Option] = [
        .init(code: "leader", label: "党委领导"), .init(code: "supporter", label: "政府支持"),
        .init(code: "host", label: "政协搭台"), .init(code: "participant", label: "各方参与"),
        .init(code: "beneficiary", label: "服务群众"),
    ]
    static let activityKinds = DutyActivityKind.allCases.map { kind -> InputField.Option in
        .init(code: kind.rawValue, label: name(kind))
    }

    static let trainingKinds = options { (kind: TrainingKind) in name(kind) }

    static let contributionKinds = options { (kind: ContributionKind) in name(kind) }

    static func name(_ kind: ContributionKind) -> String {
        switch kind {
        case .appraisal: "论证咨询"
        case .research: "调研"
        case .review: "评审评议"
        case .lecture: "讲课"
        case .other: "别的"
        }
    }

    static let venueActivityKinds = options { (kind: VenueActivityKind) in VenueWording.name(kind) }

    static func name(_ kind: DutyActivityKind) -> String {
        switch kind {
        case .contact: "走访联系群众"
        case .villageVisit: "进村（社区）"
        case .serviceActivity: "专委会服务活动"
        }
    }

    static func name(_ kind: TrainingKind) -> String {
        switch kind {
        case .proposals: "提案撰写"
        case .sentiments: "反映社情民意"
        case .consultations: "协商议事"
        case .other: "其他"
        }
    }

    static func name(_ kind: Organ.Kind) -> String {
        switch kind {
        case .standingCommittee: "常务委员会"
        case .chairpersonsCouncil: "主席会议"
        case .specialCommittee: "专门委员会"
        case .sector: "界别"
        case .workCommittee: "政协工委"
        case .dutyGroup: "履职小组"
        case .partyBranch: "履职党支部"
        case .expertPool: "专家、人才库"
        case .leadingGroup: "领导小组"
        case .office: "内设机构"
        }
    }

    static func name(_ post: Organ.Post) -> String {
        switch post {
        case .head: "主任（负责人）"
        case .deputy: "副主任（副职）"
        case .secretary: "秘书"
        case .convener: "召集人"
        case .office: "职能部门负责人"
        case .officer: "专职人员"
        case .member: "成员"
        case .adviser: "专家（顾问）"
        }
    }

    static func name(_ level: Membership.Level) -> String {
        switch level {
        case .own: "本级"
        case .city: "市级"
        case .province: "省级"
        case .national: "全国"
        }
    }

    static func name(_ level: Room.Level) -> String {
        switch level {
        case .district: "县级"
        case .town: "乡镇（街道）"
        case .village: "村（社区）"
        case .sector: "界别"
        case .enterprise: "企业"
        case .park: "园区"
        }
    }

    static func name(_ gap: Membership.Gap) -> String {
        switch gap {
        case .sector: "缺界别"
        case .committee: "缺专委会"
        case .area: "缺联系区域"
        case .branch: "党支部不是一个"
        }
    }

    /// Why somebody in the register is no member today, and what to do about it.
    static func name(_ absence: Tenure.Gap) -> String {
        switch absence {
        case .notBegun: "任职日期还没到"
        case .over: "任期已经到了"
        case .formerTerm: "不在这一届"
        }
    }

    static func name(_ gap: HandlingUnit.Gap) -> String {
        switch gap {
        case .officer: "没有经办人"
        case .substitute: "只有一名经办人"
        }
    }

    static func missing(_ post: Organ.Post) -> String { "缺\(name(post))" }

    static func name(_ command: DirectoryEntry.Command) -> String {
        switch command {
        case .change: "修改"
        case .end: "停用"
        case .resume: "恢复使用"
        }
    }

    /// What is said above the form of a command.
    static func advice(_ command: DirectoryEntry.Command) -> String {
        switch command {
        case .change: "改过的内容会记入操作记录。"
        case .end: "停用后不能再选它；以前用过它的记录不变，也可以恢复使用。"
        case .resume: "恢复后可以照常选用。"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: DirectoryEntry.Command) -> String {
        switch command {
        case .change: "已经改好。"
        case .end: "已经停用。"
        case .resume: "已经恢复使用。"
        }
    }

    /// What the registers are called that somebody keeps: the data that everything stands on, or what was done.
    static func name(ofRegistersOf staff: Staff) -> String { staff.holds(.systemAdministrator) ? "名册" : "台账" }

    static let entered = "已经录入。"

    /// What happened to an entry, in its log.
    static func name(_ event: DirectoryEvent) -> String {
        switch event {
        case .entered: "录入"
        case .changed: "修改"
        case .ended(let day): "停用，自\(day.description)起"
        case .resumed: "恢复使用"
        }
    }

    static func notYet(_ label: String, _ start: Day) -> String {
        "“\(label)”要到\(start.description)才启用，这天以前请用原来的代码。"
    }

    static func over(_ label: String, _ end: Day) -> String {
        "“\(label)”只用到\(end.description)，这天以后请用新的代码。"
    }

    /// Why an area with these values is not to be named today; nil where it is (rules.md C.9).
    static func untimely(_ label: String, _ area: DirectoryEntry.Values, on today: Day) -> String? {
        if let start = area["startsOn"].flatMap({ Day($0) }), start > today { return notYet(label, start) }
        if let end = area["endsOn"].flatMap({ Day($0) }), end < today { return over(label, end) }
        return nil
    }

    /// A village whose town is missing, a town whose county is.
    static let toCome = "还没到那天，到了再填。"
    static let noParent = "它所在的上级区域没有录入，或者已经停用：请先录入上级（村、社区的上级是乡镇、街道），再录这一个。"

    static func noSuchArea(_ label: String) -> String { "“\(label)”没有录入，或者已经停用：请先在“区域”里录入这个代码。" }
    static func outside(_ label: String) -> String { "“\(label)”不在您负责的范围里，请从列表里选。" }
    static func foreign(_ label: String) -> String { "“\(label)”不在您负责的范围里，要照原样留着；要改，请找管全部台账的人。" }
    static let kept = "不在您负责的范围里，照原样留着。"
    static func noSuchEntry(_ label: String) -> String { "“\(label)”里选的没有找到，或者已经停用，请重新选。" }
}

extension DirectoryRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这不是您管的：基础名册由系统管理员维护，履职和协商的台账由议事室秘书、召集人、提案工作人员在各自的范围里记。"
        case .nothingChanged: "内容和原来一样，没有改动。"
        case .stillUsed:
            "还有没办完的事或在用的名册条目用着它：请先移交或改掉，再停用。人还能登录的，请安全管理员先停用账号；"
                + "还有职务管着这里的，请安全管理员先免去。是谁的职务、议事室还没办完的议题，都列在它的这一页下面；"
                + "议题秘书可以从那里成批转给接手的议事室。"
        case .alreadyEnded: "已经停用了；要改先恢复使用。"
        case .notEnded: "本来就在用。"
        case .dayIsToCome: "还没到那天，到了再说。"
        case .alreadyThere: "已经有一条这样的了，不能重复录入；可能在“已停用”里。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .nothingChanged, .stillUsed, .alreadyEnded, .notEnded, .alreadyThere, .dayIsToCome: .conflict
        }
    }
}
