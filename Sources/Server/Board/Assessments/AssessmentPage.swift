// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The handling assessment as a table: a row for each unit, each figure with what it is out of, opening its items.
struct AssessmentPage: Sendable {
    let assessment: Assessment
    let issued: IssuedAssessments
    let today: Day
    let problems: [FieldProblem]
    /// Whether the committee deals with proposals at all.
    let hasProposals: Bool

    var html: HTML {
        """
        \(RecordHead(title: "办理考评", parent: TextLink(text: "事项", address: "/desk/items"), buttons: [
            Button(label: "存为 Excel 表", role: .link(to: "\(table)&format=xlsx"), size: .small),
            Button(label: "存为 CSV", role: .link(to: "\(table)&format=csv"), size: .small),
        ]).html)<div class="stack">\(choices)\
        <p class="mute">\(span)开过的协商会商定的事项，按承办单位数。每个数都是“件数/总数”，点开是它所数的事项；不填报，全部由办理记录算出；委员评分是参加调研、协商的委员对办结事项打的分。\(annex)</p>\
        \(assessment.units.isEmpty ? EmptyState(sentence: "这段时间没有商定的事项。").html : rows)\(issued.html)</div>
        """
    }

    private var annex: String { hasProposals ? "发布的考评里，还附各单位办理全体会议提案的情况。" : "" }

    private var table: String { "/desk/assessment/table?\(assessment.period.query)" }

    private var span: String {
        "\(ChineseTime.date(assessment.period.first, today: today))至\(ChineseTime.date(assessment.period.last, today: today))"
    }

    private var choices: HTML {
        let links = BoardPeriod.usual(today).map { word, period in
            """
            <a class="btn small" href="\(url: "/desk/assessment?\(period.query)")"\
            \(attribute: "aria-current", period == assessment.period ? "true" : nil)>\(word)</a>
            """ as HTML
        }
        func field(_ name: String, _ label: String, _ value: Day) -> HTML {
            Field(
                name: name, label: label, control: .day, value: value.description,
                error: problems.first { $0.field == name }?.sentence
            ).html
        }
        return """
            <nav class="filters no-print" aria-label="看哪段时间">\(links.joined())</nav>\
            <details class="no-print"\(flag: "open", !problems.isEmpty)><summary>别的日子</summary>\
            <form method="get" action="/desk/assessment" class="row">\(field("from", "从哪天", assessment.period.first))\
            \(field("to", "到哪天", assessment.period.last))\
            \(Button(label: "看这段", role: .submit(busy: "请稍等"), size: .small).html)</form></details>
            """
    }

    private var rows: HTML {
        """
        <div class="table-wrap" tabindex="0" role="region" aria-label="各单位办理情况"><table class="plain"><caption class="vh">各单位办理情况</caption><thead><tr>\
        <th scope="col">承办单位</th><th scope="col">事项</th><th scope="col">委员评分</th>\
        \(each: Assessment.Measure.allCases, { "<th scope=\"col\">\(AssessmentWording.name($0))</th>" })</tr></thead>\
        <tbody>\(each: assessment.units, row)</tbody></table></div>
        """
    }

    private func row(_ unit: Assessment.Unit) -> HTML {
        """
        <tr><th scope="row">\(unit.name)</th>\
        <td class="num"><a href="\(url: assessment.address(unit, [:]))">\(unit.items.total)件</a></td>\
        <td class="num"><a href="\(url: assessment.address(unit, Assessment.Measure.scored.values))">\
        \(HandlingScoreWording.average(unit.points) ?? "还没有")</a></td>\
        \(each: Assessment.Measure.allCases, { measure in cell(unit, measure) })</tr>
        """
    }

    private func cell(_ unit: Assessment.Unit, _ measure: Assessment.Measure) -> HTML {
        let (count, whole) = (unit.count(measure), unit.whole(measure))
        return """
            <td class="num"><a href="\(url: assessment.address(unit, measure.values))">\
            \(AssessmentWording.figure(count, of: whole))</a></td>
            """
    }
}
