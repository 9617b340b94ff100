// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The trainings of a year (专题培训, A4-11): how many there were for what, each with those who took part.
struct TrainingPage: Sendable {
    let trainings: [TrainingStore.Training]
    let year: Int
    let today: Day
    /// Whether everybody who came is among them.
    let isWhole: Bool

    static let title = "专题培训"
    static let address = "/desk/quotas/trainings"
    /// So many years back can be looked at by a button.
    private static let yearsShown = 3

    /// The days of a year that are not still to come.
    static func span(of year: Int, today: Day) -> (first: Day, last: Day) {
        (Day(year: year, month: 1, day: 1), min(Day(year: year, month: 12, day: 31), today))
    }

    /// How often somebody took part.
    static func attendances(_ trainings: [TrainingStore.Training]) -> Int {
        trainings.reduce(0) { $0 + $1.attendants.count }
    }

    var html: HTML {
        let whose = isWhole ? "" : "只数您能看到的委员参加的。"
        return """
            \(RecordHead(
                title: Self.title, parent: TextLink(text: QuotaWording.title, address: "/desk/quotas")
            ).html)<div class="stack">\(years)\
            <p><b>\(year)年培训\(trainings.count)场，参加\(Self.attendances(trainings))人次</b></p>\
            <p class="mute">按名册“\(Self.title)”里登记的数：类别、名称、日期一样的算一场。\(whose)</p>\
            \(trainings.isEmpty ? EmptyState(sentence: "这一年还没有登记培训。").html : HTML())\
            \(each: TrainingKind.allCases, section)</div>
            """
    }

    private var years: HTML {
        let years = Set((0..<Self.yearsShown).map { today.year - $0 } + [year]).sorted()
        return Filters(
            filters: years.map { each in
                .init(
                    word: "\(each)年", address: "\(Self.address)?on=\(Self.span(of: each, today: today).last)",
                    isOn: each == year)
            }, label: "看哪一年"
        ).html
    }

    private func section(_ kind: TrainingKind) -> HTML {
        let own = trainings.filter { $0.kind == kind }
        guard !own.isEmpty else { return HTML() }
        return PageSection(
            id: "training-\(kind.rawValue)", title: "\(DirectoryWording.name(kind)) \(own.count)场",
            content: LinkList(rows: own.map(row)).html
        ).html
    }

    private func row(_ training: TrainingStore.Training) -> LinkList.Row {
        LinkList.Row(
            relation: ChineseTime.date(training.day, today: today),
            content: """
                \(training.name) <span class="small mute">\(training.attendants.count)人：\
                \(training.attendants.map(\.name).joined(separator: "、"))</span>
                """)
    }
}
