// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A month of what takes place in a room's venue, day by day: for everybody, and with all of it on the desk.
struct VenueCalendarPage: Sendable {
    /// The first day of the month.
    let month: Day
    let today: Day
    let entries: [VenueCalendarStore.Entry]
    /// Where an entry is read; nil where it has no page that is open to the reader.
    let address: @Sendable (VenueCalendarStore.Entry) -> String?
    /// Whether it is said where two of them are at the same time, and what is not public: on the desk.
    let marksClashes: Bool
    /// The page's own address, for the months before and after.
    let base: String

    /// What is at the same time as this one.
    static func clashes(
        of entry: VenueCalendarStore.Entry, among entries: [VenueCalendarStore.Entry]
    ) -> [VenueCalendarStore.Entry] {
        entries.filter { $0.use.overlaps(entry.use) }
    }

    var html: HTML { "\(months)\(warning)\(days)" }

    /// The month after next is as near as last month: who plans looks ahead, who counts looks back.
    private var months: HTML {
        let links = [month.advanced(byMonths: -1), month.advanced(byMonths: 1)].filter(
            VenueCalendarRoutes.months.contains
        ).map { first in
            TextLink(text: VenueWording.month(first), address: "\(base)?month=\(VenueCalendarRoutes.text(first))").html
        }
        return """
            <nav class="row between" aria-label="换一个月"><b>\(VenueWording.month(month))</b>\
            <span>\(links.joined(separator: " · "))</span></nav>
            """
    }

    private var warning: HTML {
        guard marksClashes else { return HTML() }
        let count = entries.count { !Self.clashes(of: $0, among: entries).isEmpty }
        guard count > 0 else { return HTML() }
        return Note(
            lead: "时间有重叠", text: "这个月有\(count)项和别的在同一时段，下面标出来了。只是提醒，要不要错开由议事室定。", tone: .soon, icon: .diamond
        ).html
    }

    private var days: HTML {
        guard !entries.isEmpty else {
            return EmptyState(sentence: "\(VenueWording.month(month))没有安排。", icon: .calendar).html
        }
        var groups: [(day: Day, entries: [VenueCalendarStore.Entry])] = []
        for entry in entries {
            if groups.last?.day == entry.use.day {
                groups[groups.count - 1].entries.append(entry)
            } else {
                groups.append((entry.use.day, [entry]))
            }
        }
        return "\(each: groups, { section($0.day, $0.entries) })"
    }

    private func section(_ day: Day, _ entries: [VenueCalendarStore.Entry]) -> HTML {
        PageSection(
            id: "day-\(day.description)", title: ChineseTime.day(day, today: today) + (day == today ? " 今天" : ""),
            content: LinkList(rows: entries.map(row)).html
        ).html
    }

    private func row(_ entry: VenueCalendarStore.Entry) -> LinkList.Row {
        let title = VenueWording.title(entry)
        let named: HTML = address(entry).map { TextLink(text: title, address: $0).html } ?? "\(title)"
        let kind =
            entry.use.kind == .reception ? nil : entry.activity.map(VenueWording.name) ?? VenueWording.name(.session)
        let notes = [kind, entry.place, marksClashes && !entry.isPublic ? "没有公开" : nil].compactMap(\.self)
        return LinkList.Row(
            relation: VenueWording.hours(entry.use),
            content: """
                <p>\(named)<br><span class="small mute">\(notes.joined(separator: " · "))</span></p>\(clash(entry))
                """)
    }

    private func clash(_ entry: VenueCalendarStore.Entry) -> HTML {
        let others = marksClashes ? Self.clashes(of: entry, among: entries) : []
        guard !others.isEmpty else { return HTML() }
        let chip = Chip(word: "同一时段", icon: .diamond, tone: .soon)
        return "<p class=\"small\">\(chip.html) \(others.map(VenueWording.beside).joined(separator: "、"))</p>"
    }
}
