// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

extension AppointmentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .separateDuties: "系统、安全、审计三名管理员要分开：一个人只能当其中一个，也不能兼别的职务。"
        case .ownAppointment: "不能改自己的职务，请另一位安全管理员来办。"
        case .notYours: "职务由安全管理员管理。"
        case .wrongPlace: "这个职务不能放在这里：秘书和召集人管议事室或区域，经办人属于一个单位，其余的管全单位。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .separateDuties, .ownAppointment: .conflict
        case .notYours: .notFound
        case .wrongPlace: .unprocessableContent
        }
    }

    var blamed: [String] { ["role"] }
}
