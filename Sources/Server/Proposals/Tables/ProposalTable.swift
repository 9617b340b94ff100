// SPDX-License-Identifier: Apache-2.0

import Domain

/// What of a session's proposals is saved as a table; and the clues and the proposals of earlier years, which belong to no session here.
enum ProposalTable: String, CaseIterable, Sendable {
    case proposals, assignments, contacts, extensions, supervisions, opinions, statistics, nominees, evaluations, clues,
        former

    /// Who saves it: what one sees of it, or all of it. Words of proposers and sums are for those who see all.
    var readers: Set<Role> {
        switch self {
        case .proposals, .supervisions: ProposalRoutes.readers
        case .assignments, .contacts, .extensions: AssignmentRoutes.readers
        case .opinions, .statistics: ProposalStatisticsRoutes.readers
        case .nominees, .evaluations: Commendation.readers
        case .clues: [.proposalOfficer]
        case .former: FormerProposalRoutes.readers
        }
    }

    /// Whether it is of one session; else it is of all there is.
    var isOfSession: Bool {
        switch self {
        case .proposals, .assignments, .contacts, .extensions, .supervisions, .opinions, .statistics, .nominees,
            .evaluations:
            true
        case .clues, .former: false
        }
    }

    /// Whether it is for those alone who hold a role for the whole county.
    var needsAll: Bool {
        switch self {
        case .proposals, .assignments, .contacts, .extensions, .supervisions, .former: false
        case .opinions, .statistics, .nominees, .evaluations, .clues: true
        }
    }

    /// Whether each line is an event of a log, so that those of one proposal or one unit can be asked for.
    var isOfEvents: Bool {
        switch self {
        case .contacts, .extensions, .supervisions: true
        case .proposals, .assignments, .opinions, .statistics, .nominees, .evaluations, .clues, .former: false
        }
    }

    /// Whether somebody may save it.
    func isOpen(to staff: Staff) -> Bool {
        readers.contains { needsAll ? staff.holdsEverywhere($0) : staff.holds($0) }
    }

    var name: String {
        switch self {
        case .proposals: "提案"
        case .assignments: "提案交办"
        case .contacts: "联系提案者"
        case .extensions: "延期申请"
        case .supervisions: "提案督办"
        case .opinions: "提案者意见"
        case .statistics: "提案统计"
        case .nominees: "提案评优"
        case .evaluations: "第三方评议"
        case .clues: "提案线索"
        case .former: "往年提案"
        }
    }

    var columns: [String] {
        switch self {
        case .proposals:
            [
                "编号", "案由", "提案形式", "提案者", "联名人数", "时段", "提交", "立案", "进度", "并入", "重点提案", "办理结果", "答复次数",
                "提案者同意公开", "已公开", "办结", "类别", "来源",
            ]
        case .assignments:
            ["编号", "案由", "承办单位", "分工", "进度", "签收", "期限", "答复", "答复函文号", "按期", "办理结果", "联系提案者次数", "最近催办", "重点提案"]
        case .contacts:
            ["编号", "案由", "承办单位", "分工", "阶段", "日期", "方式", "谈了什么", "单位领导参加", "提案者同意", "第几次答复", "记录人"]
        case .extensions:
            [
                "编号", "案由", "承办单位", "分工", "申请日期", "申请人", "从签收起共几个月", "理由", "决定", "不同意的理由", "延到哪天", "决定日期",
                "决定人",
            ]
        case .supervisions: ["编号", "案由", "领衔督办", "日期", "怎样督办", "哪些人", "说了什么、定了什么", "在协商会上", "记录人"]
        case .opinions: ["编号", "案由", "提案者", "第几次答复", "办理态度", "办理结果", "意见"]
        case .statistics:
            ["按什么", "名称"] + ProposalStatistics.Figure.allCases.map(ProposalStatisticsWording.name)
                + ProposalStatistics.Rate.allCases.map(ProposalStatisticsWording.name)
        case .nominees: ["评选", "进度", "公布", "推荐的是", "编号", "案由或单位", "初评"]
        case .evaluations: ["评选", "承办单位", "评议方", "得分", "满分", "各项得分", "评语", "来源"]
        case .clues: ["留下", "线索", "从哪里来", "进度", "写成提案件数"]
        // The titles of the form by which they are imported.
        case .former:
            [
                "编号", "会议", "案由", "提案者", "提案形式", "提案者同意公开", "承办单位", "立案日期", "答复日期", "办理结果", "提案者意见",
                "提案内容", "答复内容",
            ]
        }
    }

    /// Where it is saved.
    static let path = "/desk/proposal-tables"
    var address: String { "\(Self.path)/\(rawValue)" }

    /// Where those of one proposal are saved.
    func address(of proposal: Proposal.ID, in series: ProposalSeries) -> String {
        "\(address)?session=\(series.term)-\(series.session)&proposal=\(proposal)"
    }
}

extension ProposalTable {
    /// The numbers of a session, as the page of the statistics shows them: each rate with what it is out of.
    static func rows(_ sheet: ProposalStatistics.Sheet) -> [[String]] {
        func row(_ facet: String, _ name: String, _ counts: ProposalStatistics.Counts) -> [String] {
            [facet, name] + ProposalStatistics.Figure.allCases.map { String(counts[$0] ?? 0) }
                + ProposalStatistics.Rate.allCases.map {
                    ProposalStatisticsWording.share(counts[$0.count] ?? 0, of: counts[$0.whole] ?? 0)
                }
        }
        return [row("全部", sheet.series.name, sheet.counts)]
            + ProposalStatistics.Facet.allCases.flatMap { facet in
                (sheet.tables[facet] ?? []).map { row(ProposalStatisticsWording.name(facet), $0.name, $0.counts) }
            }
    }
}
