// SPDX-License-Identifier: Apache-2.0

/// A mechanism that a committee may have or not: a zone with a work committee alone has no proposals of its own. What is
/// switched off has no pages, no operations and no links; its records stay.
package enum Capability: String, CaseIterable, Hashable, Sendable, Codable {
    /// 委员接待日.
    case receptions
    /// 走访.
    case sentiments
    /// 网格、热线的推送.
    case dispatches
    /// 主题活动.
    case campaigns
    /// 回头看.
    case lookBacks = "look_backs"
    /// 成果评选、优秀案例.
    case contests
    /// 办理考评和测评.
    case assessments
    /// 提案.
    case proposals
}
