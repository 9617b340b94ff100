// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// What a change of the calendar would move, before anybody has made it.
struct CalendarPreview: Sendable {
    /// An open deadline that would move, or become final.
    struct Move: Sendable {
        let kind: CalendarStore.DueKind
        let from: Deadline
        let to: Deadline
    }

    /// How many of each kind.
    let counts: [(kind: CalendarStore.DueKind, count: Int)]
    /// The first of them.
    let examples: [Move]

    private static let examplesMax = 20
    private static let batch = 1_000

    var total: Int { counts.reduce(0) { $0 + $1.count } }

    /// Reads what is open, and computes by the changed calendar; writes nothing.
    init(
        _ change: CalendarChange, tenant: Tenant.ID, on today: Day, in transaction: Transaction
    ) throws {
        let store = CalendarStore(tenant: tenant)
        let removed = Set(change.removed)
        let own = try store.days(in: transaction)
        if let unknown = change.removed.first(where: { day in !own.contains { $0.day == day } }) {
            throw CalendarProblem.notSet(unknown)
        }
        // A day that stands in both is set and then taken back, as the change itself does.
        let days = (own + change.days).filter { !removed.contains($0.day) }
        let calendar = WorkCalendar.national.laying(
            days, years: try store.years(in: transaction).union(change.year.map { [$0] } ?? []))
        var (counts, examples): ([(CalendarStore.DueKind, Int)], [Move]) = ([], [])
        for kind in CalendarStore.DueKind.allCases {
            var (count, after): (Int, Int64) = (0, 0)
            while true {
                let due = try store.due(kind, after: after, limit: Self.batch, in: transaction)
                for each in due {
                    let to = calendar.recomputed(each.deadline, today: today)
                    guard to != each.deadline else { continue }
                    count += 1
                    if examples.count < Self.examplesMax {
                        examples.append(.init(kind: kind, from: each.deadline, to: to))
                    }
                }
                guard let last = due.last, due.count == Self.batch else { break }
                after = last.id
            }
            if count > 0 { counts.append((kind, count)) }
        }
        self.counts = counts.map { (kind: $0.0, count: $0.1) }
        self.examples = examples
    }

    func html(today: Day) -> HTML {
        let sum = counts.map { "\(CalendarWording.name($0.kind))\($0.count)件" }.joined(separator: "、")
        let rows = examples.map { move in
            let (from, to) = (ChineseTime.day(move.from.day, today: today), ChineseTime.day(move.to.day, today: today))
            return LinkList.Row(
                relation: CalendarWording.name(move.kind),
                content: "<p>\(move.from.day == move.to.day ? "\(from)，不再是暂定" : "\(from)改到\(to)")</p>")
        }
        return """
            \(Note(
                lead: total == 0 ? "办理中的期限都不变" : "会改\(total)件办理中的期限",
                text: total == 0 ? "可以放心改。" : "\(sum)。已经到期的、自己定日子的不变。", tone: total == 0 ? nil : .wait).html)\
            \(rows.isEmpty ? HTML() : PageSection(
                id: "moves", title: "期限怎样变\(total > rows.count ? "（列出前\(rows.count)件）" : "")",
                content: LinkList(rows: rows).html).html)
            """
    }

    var json: JSON {
        [
            "moved": .integer(Int64(total)),
            "kinds": .array(
                counts.map { ["kind": .string("\($0.kind)"), "count": .integer(Int64($0.count))] }),
        ]
    }
}
