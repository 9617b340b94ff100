// SPDX-License-Identifier: Apache-2.0

import Domain

/// How the search of the whole site sounds.
enum SearchWording {
    static func name(_ kind: SearchKind) -> String {
        switch kind {
        case .topics: "议题"
        case .sessions: "协商会"
        case .campaigns: "主题活动"
        case .calls: "看法征集"
        case .receptions: "委员接待日"
        case .walks: "走访"
        case .items: "商定的事项"
        case .lists: "成果文件"
        case .deployments: DeploymentWording.title
        case .clues: "提案线索"
        case .proposals: "提案"
        case .formerProposals: "往年的提案"
        case .live: "融媒体协商"
        case .lookBacks: "回头看"
        case .contests: "成果评选"
        case .rooms: "议事室"
        case .directory: "名册"
        }
    }

    /// Who does an item, and by when. `opensRoom`: whether the reader is told the days that are the room's own.
    static func item(_ item: SearchStore.Item, opensRoom: Bool, today: Day) -> String {
        let dueOn = item.state.isWithRoom && !opensRoom ? nil : item.dueOn
        return [item.unitName, dueOn.map { "最晚\(ChineseTime.date($0, today: today))" }].compactMap(\.self)
            .joined(separator: " · ")
    }

    /// Of which register a line is, and whether it has ended.
    static func chip(_ line: SearchStore.DirectoryLine) -> Chip {
        let register = RegisterForm.of(line.register).title
        return Chip(
            word: line.isEnded ? "\(register) · 已停用" : register, icon: .document, tone: line.isEnded ? .wait : nil)
    }

    /// Who receives on a reception day.
    static func receiving(_ members: [String]) -> String { "接待委员：\(members.joined(separator: "、"))" }

    static let nothing = "没有找到。换个说法，或少写几个字试试。"
    static let empty = "写几个字，就能找议题、协商会、融媒体协商、看法征集、委员接待日、商定的事项、提案、优秀案例和议事室。"
    /// What is said where only the newest records were looked through.
    static let cut = "记录太多，一次看不完，先列出找到的。点“更多”或者“下一页”，接着往前找。"
}
