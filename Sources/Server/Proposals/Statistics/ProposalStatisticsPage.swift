// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The statistics of a session's proposals: the equation that always holds, the rates with what they are out of, and the tables.
/// Every number opens its records.
struct ProposalStatisticsPage {
    typealias Figure = ProposalStatistics.Figure
    typealias Rate = ProposalStatistics.Rate

    let sheet: ProposalStatistics.Sheet
    let staff: Staff

    static let address = "/desk/proposal-statistics"

    private var filter: ProposalStatistics.Filter { .init(series: sheet.series) }

    var html: HTML {
        """
        \(RecordHead(
            title: "\(sheet.series.name)提案统计", parent: TextLink(text: "提案", address: "/desk/proposals"),
            buttons: [
                Button(
                    label: "交办清单", role: .link(to: "/desk/assigning/list?\(filter.query)"), size: .small)
            ]).html)
        <div class="stack-l">\(sessions)\(rates)\(figures)\(ReckoningTable(series: sheet.series, sums: sheet.reckoning).html)\
        <p class="small mute">满意率只算说了意见的：没有答复的不算满意，旁边写着回收了多少。每个数都可以点开。</p>\
        \(years)\(each: ProposalStatistics.Facet.allCases, table)\(files)</div>
        """
    }

    /// What is saved of the session: documents in their layout, and tables.
    private var files: HTML {
        let tables = ProposalTable.allCases.filter { $0.isOpen(to: staff) }.map { table -> HTML in
            let address = "\(table.address)?\(filter.query)"
            return """
                \(table.name) <a href="\(url: address)" download aria-label="\(table.name)（Excel）">Excel</a> · \
                <a href="\(url: "\(address)&format=csv")" download aria-label="\(table.name)（CSV）">CSV</a>
                """
        }
        return PageSection(
            id: "files", title: "下载", look: .panel,
            content: """
                <p>\(DocumentLinks.session(of: sheet.series).html)</p><p>\(tables.joined(separator: "<br>"))</p>
                """
        ).html
    }

    private var sessions: HTML {
        guard sheet.all.count > 1 else { return HTML() }
        return Filters(
            filters: sheet.all.map { series in
                .init(
                    word: series.name,
                    address: "\(Self.address)?\(ProposalStatistics.Filter(series: series).query)",
                    isOn: series == sheet.series)
            }, label: "看哪次会议"
        ).html
    }

    private var rates: HTML {
        let rows = Rate.allCases.map { rate in
            Facts.Row(
                ProposalStatisticsWording.name(rate),
                html: """
                    \(Self.cell(rate, sheet.counts, filter)) <span class="small mute">\
                    \(ProposalStatisticsWording.name(rate.count)) / \(ProposalStatisticsWording.name(rate.whole))</span>
                    """)
        }
        return PageSection(id: "rates", title: "几个率", look: .panel, content: Facts(rows: rows).html).html
    }

    /// The numbers that are in no rate.
    private var figures: HTML {
        let others: [Figure] = [
            .merged, .withdrawn, .answered, .upwardCollective, .upwardIndividual, .late, .overdue, .dissatisfied,
        ]
        let rows = others.map { figure in
            Facts.Row(
                ProposalStatisticsWording.name(figure),
                html: Self.link(figure, sheet.counts, filter, "\(sheet.counts[figure] ?? 0)"))
        }
        return PageSection(id: "figures", title: "还有", look: .panel, content: Facts(rows: rows).html).html
    }

    /// The session beside those before it.
    private var years: HTML {
        guard sheet.years.count > 1 else { return HTML() }
        let columns: [Rate] = [.filing, .reply, .closure, .satisfaction, .response]
        let rows = sheet.years.map { year -> HTML in
            let own = ProposalStatistics.Filter(series: year.series)
            return """
                <tr><th scope="row">\(year.series.name)</th>\
                <td class="num">\(Self.link(.submitted, year.counts, own, "\(year.counts[.submitted] ?? 0)"))</td>\
                \(each: columns, { "<td class=\"num\">\(Self.cell($0, year.counts, own))</td>" as HTML })</tr>
                """
        }
        return """
            <section id="years"><h2>和以前比</h2><div class="table-wrap" tabindex="0" role="region" aria-label="和以前比"><table class="plain"><thead><tr>\
            <th scope="col">会议</th><th scope="col">\(ProposalStatisticsWording.name(Figure.submitted))</th>\
            \(each: columns, { "<th scope=\"col\">\(ProposalStatisticsWording.name($0))</th>" })</tr></thead>\
            <tbody>\(rows.joined())</tbody></table></div></section>
            """
    }

    private func table(_ facet: ProposalStatistics.Facet) -> HTML {
        let rows = sheet.tables[facet] ?? []
        guard !rows.isEmpty else { return HTML() }
        let columns = Self.columns(facet)
        return """
            <section id="\("by-\(facet.rawValue)")"><h2>按\(ProposalStatisticsWording.name(facet))</h2>\
            <div class="table-wrap" tabindex="0" role="region" aria-label="\(ProposalStatisticsWording.name(facet))">\
            <table class="plain"><thead><tr>\
            <th scope="col">\(ProposalStatisticsWording.name(facet))</th>\
            <th scope="col">\(ProposalStatisticsWording.name(Self.first(facet)))</th>\
            \(each: columns, { "<th scope=\"col\">\(ProposalStatisticsWording.name($0))</th>" })\
            \(facet == .unit ? "<th scope=\"col\">答复结果</th>" : HTML())</tr></thead>\
            <tbody>\(each: rows, { row in self.row(row, facet, columns) })</tbody></table></div></section>
            """
    }

    private func row(
        _ row: ProposalStatistics.Row, _ facet: ProposalStatistics.Facet, _ columns: [Rate]
    ) -> HTML {
        let own = filter.with(facet, row.value)
        let first = Self.first(facet)
        let figure =
            facet == .outcome
            ? ProposalStatisticsWording.share(row.counts[first] ?? 0, of: sheet.counts[first] ?? 0)
            : "\(row.counts[first] ?? 0)"
        return """
            <tr><th scope="row">\(row.name)</th><td class="num">\(Self.link(first, row.counts, own, figure))</td>\
            \(each: columns, { rate in "<td class=\"num\">\(Self.cell(rate, row.counts, own))</td>" as HTML })\
            \(facet == .unit ? "<td class=\"num\">\(mix(row, own))</td>" : HTML())</tr>
            """
    }

    /// How many came to each class, each of which opens its proposals.
    private func mix(_ row: ProposalStatistics.Row, _ own: ProposalStatistics.Filter) -> HTML {
        let classes = (sheet.mixes[row.value] ?? [:]).sorted { $0.key < $1.key }
        return classes.map { code, count -> HTML in
            "\(code) \(Self.link(.answered, [:], own.with(.outcome, code), "\(count)"))"
        }.joined(separator: " · ")
    }

    /// What a table begins with.
    static func first(_ facet: ProposalStatistics.Facet) -> Figure {
        switch facet {
        case .unit: .assigned
        case .kind, .sector, .category: .submitted
        case .outcome: .answered
        }
    }

    /// The rates that say something of a facet.
    static func columns(_ facet: ProposalStatistics.Facet) -> [Rate] {
        switch facet {
        case .unit: [.reply, .closure, .satisfaction, .response]
        case .kind, .sector, .category: [.filing, .closure, .satisfaction, .response]
        case .outcome: [.satisfaction, .response]
        }
    }

    /// A share, of which each number opens what it counts.
    private static func cell(
        _ rate: Rate, _ counts: ProposalStatistics.Counts, _ filter: ProposalStatistics.Filter
    ) -> HTML {
        let (count, whole) = (counts[rate.count] ?? 0, counts[rate.whole] ?? 0)
        let percent = whole == 0 ? "" : "（\(ProposalStatisticsWording.percent(count, of: whole))%）"
        return """
            \(link(rate.count, counts, filter, "\(count)"))/\(link(rate.whole, counts, filter, "\(whole)"))\(percent)
            """
    }

    private static func link(
        _ figure: Figure, _ counts: ProposalStatistics.Counts, _ filter: ProposalStatistics.Filter, _ text: String
    ) -> HTML {
        "<a class=\"num\" href=\"\(url: "\(address)/records?\(filter.query)&figure=\(figure.rawValue)")\">\(text)</a>"
    }
}

/// The records behind a number.
struct ProposalFigurePage {
    let figure: ProposalStatistics.Figure
    let filter: ProposalStatistics.Filter
    /// What the filter's values are called.
    let conditions: [Facts.Row]
    let count: Int
    let records: [ProposalStatisticsStore.Record]
    let next: String?
    let practice: ProposalPractice

    var html: HTML {
        """
        \(RecordHead(
            title: "\(ProposalStatisticsWording.name(figure)) \(count) \(ProposalStatisticsWording.measure(figure.subject))",
            parent: TextLink(text: "提案统计", address: "\(ProposalStatisticsPage.address)?\(session)")).html)
        <div class="stack">\(Facts(rows: conditions).html)\(list)</div>
        """
    }

    private var session: String { ProposalStatistics.Filter(series: filter.series).query }

    private var list: HTML {
        guard !records.isEmpty else { return EmptyState(sentence: "没有这样的记录。").html }
        let rows = records.map { record in
            let aside = [
                record.name, record.outcome.map { ProposalWording.outcome($0, practice) },
                figure.subject == .opinions
                    ? record.result.map { ItemWording.name($0) } ?? "没有意见" : nil,
            ].compactMap { $0 }
            return LinkList.Row(
                relation: record.number?.text,
                content: """
                    \(TextLink(text: record.subject ?? TopicWording.erased, address: address(record)).html) \
                    <span class="small mute">\(aside.joined(separator: " · "))</span>
                    """)
        }
        return """
            \(LinkList(rows: rows).html)\
            \(Pager(extent: "这一页\(records.count)\(ProposalStatisticsWording.measure(figure.subject))，共\(count)\(ProposalStatisticsWording.measure(figure.subject))", previous: nil, next: next).html)
            """
    }

    private func address(_ record: ProposalStatisticsStore.Record) -> String {
        switch figure.subject {
        case .assignments: "/desk/assignments/\(ProposalAssignment.ID(record.id))"
        case .proposals, .opinions: "/desk/proposals/\(record.proposal)"
        }
    }
}
