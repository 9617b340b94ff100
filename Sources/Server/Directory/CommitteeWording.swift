// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What is told of a committee's face.
enum CommitteeWording {
    static let done = "已经改好，网页上马上就是新的。以前印的海报、桌牌和须知上还是旧的，请重新印了换上。"
}

extension CommitteeRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "单位的名称和电话由系统管理员维护。"
        case .nothingChanged: "内容和现在的一样，没有改动。"
        case .hostTaken: "有一个主机名已经是本系统里另一个单位的，请去掉它。"
        case .hostInUse: "您正用着的主机名不能去掉，去掉了就进不来了。请先加上新的，用新的登录后再去掉它。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .nothingChanged, .hostTaken, .hostInUse: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .hostTaken, .hostInUse: ["hosts"]
        case .notYours, .nothingChanged: []
        }
    }
}
