// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// Rooms by area, with search and filters: for residents and, in the same way, on the desk.
struct RoomListPage: Sendable {
    /// A room as the list shows it.
    struct Line: Sendable {
        let area: AreaCode
        let areaName: String
        let door: Doors.Door
        /// Sheets to print, on the desk.
        var sheets: [TextLink] = []
    }

    /// `/rooms` or `/desk/rooms`.
    let base: String
    let search: RoomSearch
    let areas: [Area]
    let counts: (all: Int, complete: Int)
    let lines: [Line]
    /// The cursor of the next page.
    let next: String?

    var html: HTML { "\(filters)\(form)\(list)" }

    private var filters: HTML {
        func filter(_ word: String, _ count: Int, _ value: String?, _ isOn: Bool) -> Filters.Filter {
            .init(
                word: word, count: count, address: search.address(base, setting: [("complete", value)]), isOn: isOn)
        }
        let isComplete = search.query.isComplete
        return Filters(filters: [
            filter("全部", counts.all, nil, isComplete == nil),
            filter("六有齐备", counts.complete, "yes", isComplete == true),
            filter("还不齐", counts.all - counts.complete, "no", isComplete == false),
        ]).html
    }

    private var form: HTML {
        let area = Field(
            name: "area", label: "区域",
            control: .select(
                [Choice(value: "", label: "全部区域")] + areas.map { Choice(value: $0.code.text, label: $0.name) }),
            value: search.query.area?.text ?? "")
        let level = Field(
            name: "level", label: "级别、类型",
            control: .select(
                [Choice(value: "", label: "全部")]
                    + Room.Level.allCases.map { Choice(value: $0.rawValue, label: DirectoryWording.name($0)) }),
            value: search.query.level?.rawValue ?? "")
        let words = Field(
            name: "q", label: "名称、地址", value: search.query.words ?? "",
            button: Button(label: "查找", role: .submit(busy: "正在找")))
        let complete = search.query.isComplete.map {
            HiddenField(name: "complete", value: $0 ? "yes" : "no").html
        }
        return """
            <form method="get" action="\(url: base)" role="search" class="panel stack">\(area.html)\(level.html)\
            \(words.html)\(complete)</form>
            """
    }

    private var list: HTML {
        guard !lines.isEmpty else {
            return EmptyState(
                sentence: search.pairs.isEmpty ? "还没有议事室。请找政协办公室开设。" : "没有找到，换个区域或少写几个字试试。"
            ).html
        }
        var groups: [(area: AreaCode, name: String, lines: [Line])] = []
        for line in lines {
            if groups.last?.area == line.area {
                groups[groups.count - 1].lines.append(line)
            } else {
                groups.append((line.area, line.areaName, [line]))
            }
        }
        let pager = Pager(
            extent: "这一页\(lines.count)间", previous: nil,
            next: next.map { search.address(base, setting: [("cursor", $0)]) })
        return """
            \(each: groups, { group in
                PageSection(id: "area-\(group.area.text)", title: group.name, content: content(group.lines)).html
            })\(pager.html)
            """
    }

    private func content(_ lines: [Line]) -> HTML {
        guard lines.contains(where: { !$0.sheets.isEmpty }) else { return Doors(doors: lines.map(\.door)).html }
        return LinkList(
            rows: lines.map { line in
                LinkList.Row(
                    relation: line.door.note,
                    content: """
                        \(TextLink(text: line.door.title, address: line.door.address).html) \(line.door.chip?.html)\
                        \(each: line.sheets, { " · \($0.html)" })
                        """)
            }
        ).html
    }
}
