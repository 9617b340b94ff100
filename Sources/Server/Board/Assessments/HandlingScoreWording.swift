// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How members' scores sound.
enum HandlingScoreWording {
    static func name(_ points: HandlingScore.Points) -> String {
        switch points {
        case .five: "5分，办得很好"
        case .four: "4分，办得较好"
        case .three: "3分，一般"
        case .two: "2分，较差"
        case .one: "1分，很差"
        }
    }

    static let points = HandlingScore.Points.allCases.reversed().map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    /// 4.3分（3人次）; nil where nobody has scored. `counts`: how often each number of points was given.
    static func average(_ counts: [Int: Int]) -> String? {
        let all = counts.values.reduce(0, +)
        guard all > 0 else { return nil }
        let tenths = (counts.reduce(0) { $0 + $1.key * $1.value } * 20 / all + 1) / 2
        return "\(tenths / 10).\(tenths % 10)分（\(all)人次）"
    }
}

extension HandlingScoreRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "您没有参加这件事的调研和协商，不能测评。"
        case .notClosed: "这件事还没有办结，办结以后再测评。"
        case .assessmentIssued: "这一年的办理考评已经发布，测评不能再改。"
        case .reasonMissing: "打2分以下，请写明哪里没有办好。"
        }
    }

    var blamed: [String] {
        switch self {
        case .reasonMissing: ["reason"]
        case .notYours, .notClosed, .assessmentIssued: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .notClosed, .assessmentIssued: .conflict
        case .reasonMissing: .unprocessableContent
        }
    }
}
