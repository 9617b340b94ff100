// SPDX-License-Identifier: Apache-2.0

/// The registers (名册) of a tenant: what it knows of its own people, places and bodies. One line of one is a
/// ``DirectoryEntry``.
package enum Register: String, CaseIterable, Codable, Hashable, Sendable {
    /// 区域: the country's parts that the tenant works with.
    case areas
    /// 组织机构: committees, sectors, groups, branches.
    case organs
    /// 人员: everybody known by name.
    case people
    /// 承办单位: the departments that answer for items.
    case units
    /// 协商议事室.
    case rooms
    /// 委员: members of the committee, and of higher ones who live here.
    case members
    /// 任职: who holds which post in which body.
    case posts
    /// 对口联系: which body keeps in touch with which unit or town.
    case counterparts
    /// 届: terms of the committee.
    case terms
    /// 次: plenary sessions of a term.
    case plenaries
    /// 活动: days, weeks and months that gather sessions (A2-20).
    case campaigns
}
