// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// In a form, in the stead of the field for a phone: the one by which the resident has signed in, and nothing to type.
struct VerifiedPhone: Sendable {
    let phone: MobileNumber
    var error: String?

    /// What tells the form that it stood here, so that nobody is left without news when the sign-in has ended meanwhile.
    static let field = "verified"

    /// That the sign-in has ended since the form was made, so that the phone is asked again; nothing where it has not.
    static func problems(_ sent: [String: String], _ request: WebRequest) -> [FieldProblem] {
        guard sent[field] != nil, request.resident == nil else { return [] }
        return [.init(field: "phone", sentence: ResidentWording.signInEnded)]
    }

    var html: HTML {
        """
        \(Note(lead: "手机号", text: "\(phone.masked)（登录时核实过）。加密保存，办事的人看不到。", tone: error == nil ? nil : .late, icon: .lock).html)\
        \(present: error, { "<p class=\"error\">\($0)</p>" })\(HiddenField(name: Self.field, value: "1").html)
        """
    }
}
