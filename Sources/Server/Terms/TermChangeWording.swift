// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What is told of a change of term.
enum TermChangeWording {
    static func name(_ state: TermChange.State) -> String {
        switch state {
        case .open: "还没办换届"
        case .planned: "名单已定，到开始那天生效"
        case .carriedOut: "已经换届"
        }
    }

    /// What has just been done.
    static func flash(_ code: String?) -> Flash? {
        switch code {
        case TermChange.State.planned.rawValue: Flash(sentence: "连任名单已定，到那天自动换届；那天以前可以撤销。")
        case TermChange.State.carriedOut.rawValue: Flash(sentence: "已经换届，不连任的委员已经停用。")
        case "undone": Flash(sentence: "已经撤销，委员名册和原来一样。")
        case .some, nil: nil
        }
    }

    /// What somebody has not finished: 草稿2件、待答复的联名1件; nil where there is nothing.
    static func openWork(_ member: TermChangeStore.Member) -> String? {
        let counts = [
            ("没提交的提案", member.drafts, "件"), ("没答复的联名", member.invitations, "件"), ("召集或负责", member.posts, "处"),
        ]
        let words = counts.filter { $0.1 > 0 }.map { "\($0.0)\($0.1)\($0.2)" }
        return words.isEmpty ? nil : words.joined(separator: "，")
    }

    static let rule = """
        名单定下以后录入或导入的委员，没有填任职日期的，算新一届的。\
        新一届开始那天起，只有连任的和新一届的委员能提提案、能联名；不连任的委员到前一天为止。\
        他们以前的提案照常办，答复照样请他们说意见，账号也还在；没提交的草稿和没答复的联名，到那天就不能再提交、再签了。
        """
    static let unknown = "这些行的编号不是原来的委员：新委员不用管，请另外录入或导入；写错了的，请回去改。"
    static let atOnce = "这一届已经开始：一确认马上生效，不能撤销。"
}

extension TermChangeRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "换届由系统管理员办理。"
        case .alreadyPlanned: "这一届的连任名单已经定了；要改，请先撤销。"
        case .notPlanned: "这一届还没有定连任名单。"
        case .alreadyBegun: "这一届已经开始，不能撤销；个别停用错了的，请在委员名册里恢复，并把任职日期改成本届的。"
        case .termIsOver: "后面的一届已经开始，这一届不能再办换届。"
        case .nobody: "没有这一届以前的委员，不用办换届。"
        case .notOfOldTerm: "名单里有人不是原来的委员。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .alreadyPlanned, .notPlanned, .alreadyBegun, .termIsOver, .nobody, .notOfOldTerm: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .notOfOldTerm: ["carried"]
        case .alreadyPlanned, .termIsOver, .nobody: ["term"]
        case .notYours, .notPlanned, .alreadyBegun: []
        }
    }
}
