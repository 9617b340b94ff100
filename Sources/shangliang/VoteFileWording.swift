// SPDX-License-Identifier: Apache-2.0

import OpinionMap

/// Why a file of votes is not taken, in sentences.
enum VoteFileWording {
    static func sentence(_ reason: VoteFileProblem.Reason) -> String {
        switch reason {
        case .empty: "文件是空的，连列名也没有；第一行要写列名 participant、statement、vote。"
        case .column(let name): "列名里要有一个 \(name)，只能有一个。"
        case .fieldCount(let found, let expected): "这一行有 \(found) 格，第一行有 \(expected) 格，两者要一样多。"
        case .vote(let value): "表态“\(value)”不行，只能是 1（赞成）、0（略过）或 -1（反对）。"
        case .noParticipant: "没有写是谁的表态（participant）。"
        case .noStatement: "没有写是对哪条观点的表态（statement）。"
        case .quotation: "引号没有成对，或引号后面还有别的字。"
        case .notUTF8: "编号不是 UTF-8 编码的文字；请把文件另存为 UTF-8 编码的 CSV。"
        }
    }
}
