// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How far the rooms reach, each number with those behind it.
struct RoomCoveragePage: Sendable {
    let figures: [RoomCoverageStore.Figure]
    let year: Int
    let subject: RoomCoverageStore.Subject
    let covered: Bool
    let rows: [LinkList.Row]
    /// The address of the next page.
    let next: String?

    var html: HTML { "\(table)\(list)" }

    static func address(_ subject: RoomCoverageStore.Subject, covered: Bool) -> String {
        "\(RoomCoverageRoutes.path)?subject=\(subject.rawValue)&covered=\(covered ? "yes" : "no")"
    }

    private var table: HTML {
        let lines = figures.map { figure -> HTML in
            let missing = figure.all - figure.covered
            return """
                <tr><th scope="row">\(RoomCoverageWording.name(figure.subject, year: year))</th>\
                <td class="num">\(link("\(figure.covered)/\(figure.all)", figure.subject, covered: true))</td>\
                <td class="num">\(link("\(missing)", figure.subject, covered: false))</td></tr>
                """
        }
        return """
            <div class="table-wrap" tabindex="0" role="region" aria-label="覆盖情况"><table>\
            <caption class="vh">覆盖情况</caption><thead><tr><th scope="col">看什么</th><th scope="col">有</th>\
            <th scope="col">没有</th></tr></thead><tbody>\(lines)</tbody></table></div>
            """
    }

    private func link(_ words: String, _ subject: RoomCoverageStore.Subject, covered: Bool) -> HTML {
        let isOn = subject == self.subject && covered == self.covered
        return """
            <a href="\(url: Self.address(subject, covered: covered))"\
            \(attribute: "aria-current", isOn ? "true" : nil)>\(words)</a>
            """
    }

    private var list: HTML {
        let content: HTML =
            rows.isEmpty
            ? "<p class=\"mute\">没有。</p>"
            : "\(LinkList(rows: rows).html)\(Pager(extent: "这一页\(rows.count)条", previous: nil, next: next).html)"
        return PageSection(
            id: "records", title: RoomCoverageWording.title(subject, covered: covered, year: year), content: content
        ).html
    }
}

/// How the figures of coverage sound.
enum RoomCoverageWording {
    static func name(_ subject: RoomCoverageStore.Subject, year: Int) -> String {
        switch subject {
        case .towns: "乡镇、街道有本级议事室"
        case .villages: "村、社区有议事室"
        case .sectors: "界别有议事室（依托单位是它，或者对口联系着一间）"
        case .members: "本级委员编入议事室"
        case .rooms: "议事室有委员编入"
        case .plans: "议事室有\(year)年的计划"
        case .fulfilled: "\(year)年计划的场次已经开满"
        }
    }

    static func title(_ subject: RoomCoverageStore.Subject, covered: Bool, year: Int) -> String {
        switch subject {
        case .towns: covered ? "有本级议事室的乡镇、街道" : "没有本级议事室的乡镇、街道"
        case .villages: covered ? "有议事室的村、社区" : "没有议事室的村、社区"
        case .sectors: covered ? "有议事室的界别" : "没有议事室的界别"
        case .members: covered ? "编入议事室的本级委员" : "没有编入议事室的本级委员"
        case .rooms: covered ? "有委员编入的议事室" : "没有委员编入的议事室"
        case .plans: covered ? "有\(year)年计划的议事室" : "没有\(year)年计划的议事室"
        case .fulfilled: covered ? "\(year)年计划已经开满的议事室" : "\(year)年计划还没有开满的议事室"
        }
    }
}
