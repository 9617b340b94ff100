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

    /// The last day of which a lamp is no longer green: the next working day.
    static func soon(after today: Day, calendar: WorkCalendar) -> Day {
        calendar.deadline(workingDays: 1, after: today).day
    }

    static func chip(_ deadline: Deadline, today: Day, calendar: WorkCalendar) -> DueChip {
        DueChip(
            date: ChineseTime.day(deadline.day, today: today), machineDate: deadline.day.description,
            lamp: lamp(deadline.day, today: today, calendar: calendar),
            reason: reason(deadline, today: today, calendar: calendar))
    }

    /// Why the deadline is that day, in words: which days counted.
    static func reason(_ deadline: Deadline, today: Day, calendar: WorkCalendar) -> String {
        let start = ChineseTime.date(deadline.from, today: today)
        // A changed calendar moves no deadline to a day that has passed: then the count goes on to the old day.
        let anew = calendar.deadline(deadline.term, after: deadline.from).day
        let kept = anew == deadline.day ? "" : "放假安排后来变了，期限仍是原来定的这一天。"
        let note = deadline.isProvisional ? "下一年的放假安排还没有公布，这一天可能会变。" : ""
        switch deadline.term {
        case .workingDays(let days):
            return "\(start)起算，当天不算，共\(days)个工作日：\(counted(deadline, today, calendar))。\(kept)\(note)"
        case .months(let months):
            return "\(start)起算，满\(months)个月；最后一天放假的，顺延到下一个工作日。\(kept)\(note)"
        case .named: return "\(start)指定的日子。"
        }
    }

    /// What the trace says when a changed calendar has moved a deadline.
    static func moved(_ deadline: Deadline, today: Day) -> String {
        "期限改到\(ChineseTime.day(deadline.day, today: today))（放假安排变了）"
    }

    private static func counted(_ deadline: Deadline, _ today: Day, _ calendar: WorkCalendar) -> String {
        calendar.explanation(of: deadline).map { counted -> String in
            let date = ChineseTime.day(counted.day, today: today)
            let name = counted.name.map { "（\($0)）" } ?? ""
            return switch counted.kind {
            case .working(let ordinal): "\(date)第\(ordinal)天"
            case .makeUp(let ordinal): "\(date)调休上班\(name)，第\(ordinal)天"
            case .weekend: "\(date)休息"
            case .holiday: "\(date)放假\(name)"
            }
        }.joined(separator: "；")
    }
}
