// SPDX-License-Identifier: Apache-2.0

import Domain

/// How deadlines sound: the date, what is left of it, and why it is that date.
enum DeadlineWording {
    /// The lamp of a day that something is due.
    static func lamp(_ due: Day, today: Day, calendar: WorkCalendar) -> Lamp {
        if due == today { return Lamp(state: .dueSoon, words: "今天到期") }
        let left = calendar.workingDays(from: today, to: due)
        if today > due { return Lamp(state: .overdue, words: left == 0 ? "已超期" : "超期\(-left)个工作日") }
        return Lamp(state: left <= 1 ? .dueSoon : .onTrack, words: left == 0 ? "今天到期" : "还有\(left)个工作日")
    }

    static func chip(_ deadline: Deadline, today: Day, calendar: WorkCalendar) -> DueChip {
        DueChip(
            date: ChineseTime.day(deadline.day, today: today), machineDate: deadline.day.description,
            lamp: lamp(deadline.day, today: today, calendar: calendar),
            reason: reason(deadline, today: today, calendar: calendar))
    }

    /// Why the deadline is that day, in words: which days counted.
    static func reason(_ deadline: Deadline, today: Day, calendar: WorkCalendar) -> String {
        let counted = calendar.explanation(of: deadline).map { counted -> String in
            let date = ChineseTime.day(counted.day, today: today)
            return switch counted.kind {
            case .working(let ordinal): "\(date)第\(ordinal)天"
            case .makeUp(let ordinal): "\(date)调休上班，第\(ordinal)天"
            case .weekend: "\(date)休息"
            case .holiday: "\(date)放假"
            }
        }
        let start = ChineseTime.date(deadline.from, today: today)
        let note = deadline.isProvisional ? "下一年的放假安排还没有公布，这一天可能会变。" : ""
        return "\(start)起算，当天不算，共\(deadline.workingDays)个工作日：\(counted.joined(separator: "；"))。\(note)"
    }
}
