// SPDX-License-Identifier: Apache-2.0

import Domain

/// The events of an account that somebody is told of.
enum AccountNews: String {
    case recoveryCodeUsed = "recovery_code_used"
    case tokenEnding = "token_ending"

    /// What the notice says. Whose token it is stands behind it where it is another's.
    var sentence: String {
        switch self {
        case .recoveryCodeUsed: "您的备用码快用完了，请到“两步验证”里换一批新的"
        case .tokenEnding: "有一个接口令牌快到期了，还要用的，请在到期前换一个新的"
        }
    }
}
