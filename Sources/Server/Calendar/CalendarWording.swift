// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the work calendar sounds.
package enum CalendarWording {
    /// What is wrong with a line of a table of days, and what to do.
    package static func sentence(_ mistake: CalendarLineMistake) -> String {
        switch mistake {
        case .notThreeCells: "要有三项，用英文逗号隔开：日期,off或work,名称。"
        case .noDay(let text): "日期要像 2027-01-01 这样写，不是“\(text.prefix(20))”。"
        case .noKind(let text): "第二项只能写 off（放假）或 work（上班），不是“\(text.prefix(20))”。"
        case .noName: "还没有写名称，或者超过40字。"
        case .twice: "这一天前面已经写过。"
        case .ofAnotherYear(let year): "这一天不在\(year)年的放假安排里（前一年12月的也可以写）。"
        }
    }

    /// Why the calendar cannot be changed so.
    package static func sentence(_ problem: CalendarProblem) -> String {
        switch problem {
        case .notSet(let day): "\(day) 不是本单位自己定的日子，没有可以删的。"
        }
    }

    /// What a change came to, for the command line.
    package static func done(_ change: CalendarChange, _ receipt: CalendarReceipt) -> String {
        let moved = receipt.moved == 0 ? "办理中的期限都不用改。" : "重算了办理中的期限，改了\(receipt.moved)件。"
        let unknown = Set(change.days.map(\.day.year)).subtracting(receipt.years).sorted()
        let note = unknown.map { "\n\($0)年的放假安排还没有录入，跨到\($0)年的期限仍是暂定；整年录入请用 import --year \($0)。" }
        return "已改日历。" + moved + note.joined()
    }

    /// A day of the calendar in a line of the command line.
    package static func line(_ day: CalendarDay) -> String {
        "\(day.day) \(day.kind.rawValue) \(day.name ?? "")"
    }

    static func name(_ kind: CalendarDay.Kind) -> String {
        switch kind {
        case .off: "放假"
        case .work: "上班"
        }
    }

    static func name(_ kind: CalendarStore.DueKind) -> String {
        switch kind {
        case .topic: "议题"
        case .session: "会议"
        case .item: "事项"
        case .comment: "场外留言"
        case .sentiment: "走访的事"
        case .lookBack: "回头看"
        case .proposal: "提案"
        case .assignment: "提案交办"
        case .erasure: "个人信息申请"
        case .unmasking: "查看身份申请"
        }
    }

    /// That a year's table is missing, and what that means.
    static func unknown(_ year: Int) -> String {
        "\(year)年的放假安排还没有录入，跨到这一年的期限都是暂定的。公布以后请管理员录入，期限会自动重算。"
    }
}
