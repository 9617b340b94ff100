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
    /// 专家: experts and advisers of a pool, with their fields (A1-17).
    case experts
    /// 专家履职: what experts did beside sessions (A1-17).
    case contributions
    /// 列席: who sat in on meetings of Party and government (A1-02).
    case observations
    /// 重大事项论证: members who appraised a major matter (A1-03).
    case appraisals
    /// 领导参加协商: leaders who took part in consultations (A1-04).
    case leaders
    /// 五方: who leads, supports, hosts, takes part in and benefits from what a room does (A1-06).
    case parties
    /// 履职活动: what members and special committees did that leaves no other record (BR-30).
    case activities
    /// 专题培训: who took part in which training (A4-11).
    case trainings
    /// 议事室的活动: talks, readings and open days in a room's venue (A2-04).
    case venueActivities = "venue_activities"
    /// 议事室的年度计划: how many sessions a room means to hold in a year, and on what (A2-01).
    case roomPlans = "room_plans"
}
