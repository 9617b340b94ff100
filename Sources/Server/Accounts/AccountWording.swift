// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How accounts sound.
enum AccountWording {
    static func name(_ state: Account.State) -> String {
        switch state {
        case .invited: "等设密码"
        case .active: "在用"
        case .closed: "已停用"
        }
    }

    static func chip(_ state: Account.State) -> Chip {
        switch state {
        case .invited: Chip(word: name(state), icon: .ring, tone: .wait)
        case .active: Chip(word: name(state), icon: .done, tone: .done)
        case .closed: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func tooOld(_ months: Int) -> String { "本单位要求密码满\(months)个月就换。请先换一个新的，再做别的事。" }

    static func name(_ part: AccountStore.Part, idleDays: Int) -> String {
        switch part {
        case .all: "全部账号"
        case .active: "在用"
        case .invited: "等设密码"
        case .locked: "锁着的"
        case .idle: "\(idleDays)天没登录的"
        case .secondFactor: "用两步验证的"
        case .closed: "已停用"
        }
    }

    /// When somebody last used an account, behind its state.
    static func lastSeen(_ moment: Instant?, today: Day) -> String {
        moment.map { " · 最近\(ChineseTime.moment($0, today: today))用过" } ?? " · 没有登录记录"
    }

    static func name(_ command: Account.Command) -> String {
        switch command {
        case .grant: "给他一个职务"
        case .substitute: "让他代理别人"
        case .endAppointment: "免去职务"
        case .invite: "重设密码，给新链接"
        case .unlock: "解锁"
        case .endSignIns: "让他全部退出"
        case .close: "停用账号"
        case .reopen: "恢复账号"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: Account.Command) -> String {
        switch command {
        case .grant: "职务已经给了。"
        case .substitute: "代理已经登记。"
        case .endAppointment: "职务已经免去。"
        case .invite: "新链接已经做好。"
        case .unlock: "已解锁，可以再登录。"
        case .endSignIns: "他的登录都已退出。"
        case .close: "账号已停用。"
        case .reopen: "账号已恢复，请给他一条新链接。"
        }
    }

    /// What happened, in the account's log.
    static func act(_ event: AccountEvent, _ places: GrantPlaces, today: Day) -> (act: String, quote: String?) {
        switch event {
        case .created: ("开了账号", nil)
        case .invited(let until): ("给了设密码的链接，\(ChineseTime.date(until, today: today))前有效", nil)
        case .passwordSet: ("凭链接设了密码", nil)
        case .passwordChanged: ("改了密码", nil)
        case .locked: ("连着试了5次，锁15分钟", nil)
        case .unlocked: ("解锁", nil)
        case .appointed(let grant): ("任：\(places.words(grant, today: today))", nil)
        case .appointmentEnded(let grant): ("免：\(places.words(grant, today: today))", nil)
        case .signInsEnded: ("全部登录被退出", nil)
        case .signInEnded: ("一处登录被退出", nil)
        case .secondFactorEnabled: ("开始用两步验证", nil)
        case .secondFactorDisabled: ("不再用两步验证", nil)
        case .recoveryCodeUsed: ("用了一个备用码", nil)
        case .recoveryCodesRenewed: ("换了一批备用码，旧的作废", nil)
        case .tokenMade(_, let name, let scope, let until):
            (
                "做了接口令牌（\(APITokenWording.name(scope.access))），\(ChineseTime.date(until, today: today))到期",
                name.words ?? TopicWording.erased
            )
        case .tokenRevoked: ("接口令牌作废", nil)
        case .tokenEnding(_, let day): ("提醒：接口令牌\(ChineseTime.date(day, today: today))到期", nil)
        case .calendarMade: ("做了日历地址", nil)
        case .calendarRevoked: ("停用日历地址", nil)
        case .closed(let reason): ("停用", reason.words ?? TopicWording.erased)
        case .reopened: ("恢复", nil)
        }
    }

    /// Why a password cannot be taken, and what to do.
    static func sentence(_ rule: PasswordRule) -> String {
        switch rule {
        case .length: "密码至少要\(PasswordRule.lengthMin)个字符，请再长一些。"
        case .notTheName: "密码里不能有自己的账号名，请换一个。"
        case .notCommon: "这个密码太常见，别人一猜就中，请换一个。"
        case .twoKinds: "字母、数字、符号至少要用两种，请再加一种。"
        }
    }

    static let passwordHelp = "至少\(PasswordRule.lengthMin)个字符，字母、数字、符号用两种以上；不要用账号名和常见的密码。"

    /// The message that brings an invitation to its person.
    static func message(organ: String, address: String) -> String {
        "\(organ)给您开了“商量”平台的账号。请在7天内打开 \(address) 设自己的密码。链接只能用一次，不要转给别人。"
    }
}

extension AccountRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "账号由安全管理员管理。"
        case .ownAccount: "不能对自己的账号这样做，请另一位安全管理员来办。"
        case .isClosed: "这个账号已停用，要先恢复。"
        case .notClosed: "这个账号没有停用。"
        case .notLocked: "这个账号没有锁。"
        case .noSignIns: "这个账号现在没有人能登录。"
        case .separateDuties: "系统、安全、审计三名管理员要分开：一个人只能当其中一个，也不能兼别的职务。"
        case .wrongPlace: "这个职务不能放在这里：秘书和召集人管议事室或区域，经办人要选单位，隐私专员和三名管理员管全单位。"
        case .notAppointed: "他没有这个职务。"
        case .alreadyAppointed: "他在这些天里已经有这个职务了。"
        case .wrongPeriod: "“到哪天止”不能早于“从哪天起”，也不能早于今天；代理别人的，不能晚于两个人自己的职务到期。"
        case .otherPlace: "只能代理同一议事室、同一单位或同一区域里职务相同的人；秘书和召集人可以互相代理，单位只有一名经办人的，别的单位的经办人可以代理。"
        case .noSubstitute: "管理员的职务不能代理，请另任一位管理员。"
        case .nameTaken: "这个账号名已经有人用了，请换一个。"
        case .hasAccount: "这个人已经有账号了。"
        case .hasSecondFactor: "两步验证已经在用；要换手机，先停用，再重新设置。"
        case .noSecondFactor: "现在没有用两步验证。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .wrongPlace, .wrongPeriod, .otherPlace, .noSubstitute, .notAppointed: .unprocessableContent
        case .ownAccount, .isClosed, .notClosed, .notLocked, .noSignIns, .separateDuties, .alreadyAppointed, .nameTaken,
            .hasAccount,
            .hasSecondFactor, .noSecondFactor:
            .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .separateDuties, .alreadyAppointed: ["role", "appointment"]
        case .wrongPlace: ["role"]
        case .wrongPeriod: ["until"]
        case .otherPlace, .noSubstitute, .notAppointed: ["appointment"]
        case .nameTaken: ["sign_in_name"]
        case .hasAccount: ["person"]
        case .notYours, .ownAccount, .isClosed, .notClosed, .notLocked, .noSignIns, .hasSecondFactor, .noSecondFactor:
            []
        }
    }
}
