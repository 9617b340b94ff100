// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What is told of a committee's face.
enum CommitteeWording {
    /// A host that is stored though no browser may ask for it; nil where there is none.
    static func unsound(_ hosts: [String]) -> String? {
        let names = hosts.filter { !HostName(stored: $0).isSound }
        guard !names.isEmpty else { return nil }
        return "\(names.joined(separator: "、"))不是规范的主机名，有的浏览器打不开。它还留着，不用了就在下面去掉。"
    }

    static let done = "已经改好，网页上马上就是新的。以前印的海报、桌牌和须知上还是旧的，请重新印了换上。"
}

extension CommitteeRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "单位的名称和电话由系统管理员维护。"
        case .nothingChanged: "内容和现在的一样，没有改动。"
        case .nameTaken: "本系统里另一个单位已经用这个全称，请换一个，别让人认错。"
        case .shortNameTaken: "本系统里另一个单位已经用这个简称，请换一个，别让人认错。"
        case .hostTaken: "有一个主机名已经是本系统里另一个单位的，请去掉它。"
        case .hostInUse: "您正用着的主机名不能去掉，去掉了就进不来了。请先加上新的，用新的登录后再去掉它。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .nothingChanged, .nameTaken, .shortNameTaken, .hostTaken, .hostInUse: .conflict
        }
    }

    var blamed: [String] {
        switch self {
        case .nameTaken: ["name"]
        case .shortNameTaken: ["shortName"]
        case .hostTaken, .hostInUse: ["hosts"]
        case .notYours, .nothingChanged: []
        }
    }
}
