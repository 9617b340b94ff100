// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// Who sees a topic first, as its submitter is told: by name only somebody who can act; else the room; where nobody near can
/// act, the county's office, which looks after all rooms, with the phone to call.
struct KeeperWording: Sendable {
    let keeper: RoomKeeper
    let room: String
    let tenant: Tenant

    var who: String {
        keeper.secretary.map { "秘书\($0)" } ?? (keeper.isNear ? room : tenant.shortName)
    }

    /// What a page says beside the room's name: nothing where it is the room itself.
    var beside: String? { keeper.secretary == nil && keeper.isNear ? nil : "，\(who)先看" }

    /// Where to ask, if nobody is named.
    var call: String { keeper.secretary == nil ? "有事可以打\(tenant.contact)。" : "" }

    /// Whom the page of receipt names: the room and its secretary, the room, or the county's office.
    var received: HTML {
        if let secretary = keeper.secretary { return "<b>\(room)</b> 的秘书\(secretary)" }
        return "<b>\(who)</b> "
    }

    /// Why a topic is looked at first, whether many came at once or a word is watched, is nobody's news but the room's.
    func held(dueOn due: Day?, today: Day) -> Note {
        guard let due else { return Note(text: "收到了。\(who)先看一眼，再开始办。\(call)", icon: .clock) }
        let day = ChineseTime.day(due, today: today)
        guard due < today else {
            return Note(text: "收到了。\(who)最晚\(day)先看一眼，再开始办。\(call)", icon: .clock)
        }
        return overdue("\(who)本该\(day)前先看一眼。")
    }

    func screening(dueOn due: Day?, today: Day) -> Note {
        let day = due.map { ChineseTime.day($0, today: today) } ?? ""
        guard let due, due < today else {
            return Note(text: "\(who)最晚\(day)告诉您怎么办。\(call)", icon: .clock)
        }
        return overdue("\(who)本该\(day)前答复您。")
    }

    private func overdue(_ sentence: String) -> Note {
        Note(lead: "超期了", text: "\(sentence)可以打\(tenant.contact)问一问。", tone: .late, icon: .clock)
    }
}
