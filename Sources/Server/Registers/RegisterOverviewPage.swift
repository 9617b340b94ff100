// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The registers at a glance: how much is in each, and what is missing, each line leading to its record.
struct RegisterOverviewPage: Sendable {
    let name: String
    let overview: DirectoryOverview
    /// The levels over which the county consults together.
    let levels: [Room.Level]

    var html: HTML {
        guard overview.keepsMasterData else {
            return """
                \(head)<div class="stack"><p class="mute">履职、培训、列席、论证、活动和议事室的计划，谁办的谁记；这里是您范围里的。\
                人员、机构、议事室由系统管理员维护，缺了谁请告诉他。</p>\(registers)\(observerGaps)</div>
                """
        }
        return """
            \(head)\
            <div class="stack"><p class="mute">先录区域和组织机构，再录人员、委员、单位和议事室；后面的会用到前面的。</p>\
            \(registers)\(coverage)\(vacant)\(absences)\(memberGaps)\(groupGaps)\(organGaps)\(unitGaps)\(convenerGaps)\(roomGaps)</div>
            """
    }

    private var head: HTML {
        let buttons = [
            Button(label: "用表格导入", role: .link(to: "/desk/imports"), size: .small),
            overview.keepsMasterData ? Button(label: "换届", role: .link(to: TermChangeRoutes.path), size: .small) : nil,
        ]
        return RecordHead(title: name, buttons: buttons.compactMap(\.self)).html
    }

    /// By what they are about, each with its count.
    private var registers: HTML {
        RegisterGroup.allCases.map { group -> HTML in
            let own = overview.counts.filter { RegisterGroup(of: $0.register) == group }
            guard !own.isEmpty else { return HTML() }
            return PageSection(
                id: "registers-\(group.rawValue)", title: group.title,
                content: Filters(
                    filters: own.map {
                        .init(
                            word: RegisterForm.of($0.register).title, count: $0.count,
                            address: "/desk/directory/\($0.register.rawValue)")
                    }, label: group.title
                ).html
            ).html
        }.joined()
    }

    private var coverage: HTML {
        let own = overview.ownMembers
        let whole = own.count { $0.membership.gaps.isEmpty }
        let work = overview.organs.filter { $0.kind == .workCommittee }
        let party = overview.partyMembers.count
        return PageSection(
            id: "coverage", title: "覆盖情况",
            content: Facts(rows: [
                Facts.Row("本级委员归属齐全", "\(whole)/\(own.count)名（界别、专委会、联系区域，党员还有党支部）"),
                Facts.Row(
                    "本级委员今天在任", "\(own.count - overview.ownMembersNotStanding.count)/\(own.count)名（不在任的不能提提案、联名）"),
                Facts.Row("党员委员编入党支部", "\(overview.partyMembersInOneBranch)/\(party)名"),
                Facts.Row(
                    "委员有小组联系", "\(own.count - overview.ownMembersWithoutGroup.count)/\(own.count)名（编入在用的履职小组）"),
                Facts.Row("政协工委岗位齐全", "\(work.count { $0.missing.isEmpty })/\(work.count)个（主任、副主任、职能部门、专职人员）"),
                Facts.Row(
                    "承办单位有人代理",
                    "\(overview.units.count - overview.unitsWithGaps.count)/\(overview.units.count)个（两名以上经办人，或者今天有代理人）"),
                Facts.Row(
                    "召集人有培训记录",
                    "\(overview.conveners.count(where: \.isTrained))/\(overview.conveners.count)名（议事室和各机构的召集人）"),
                Facts.Row(
                    "各级议事室",
                    levels.map { level in
                        "\(DirectoryWording.name(level))\(overview.roomLevels[level].map { "\($0)间" } ?? "还没有议事室")"
                    }.joined(separator: "，")),
                Facts.Row("议事室和单位有人办", "\(RegisteredRoleWording.tally(overview.staffing))（有职务、账号在用）"),
                Facts.Row("议事室六有齐备", "\(overview.rooms.complete)/\(overview.rooms.all)间（还要有召集人、秘书）"),
            ]).html
        ).html
    }

    /// A gap of its own, apart from what the registers lack: they may name somebody who cannot act.
    private var vacant: HTML {
        let staffing = overview.staffing
        let rooms = staffing.vacantRooms.map {
            LinkList.Row(
                relation: RegisteredRoleWording.vacant($0.vacancies),
                content: TextLink(text: $0.name, address: "/desk/directory/rooms/\($0.id)").html)
        }
        let units = staffing.vacantUnits.map {
            LinkList.Row(
                relation: RegisteredRoleWording.vacantUnit,
                content: TextLink(text: $0.name, address: "/desk/directory/units/\($0.id)").html)
        }
        return section("vacant", "没有人办的议事室和单位", rooms + units, whole: "每间议事室、每个单位都有开通账号的人。")
    }

    /// Nothing where there is none, as on nearly every day.
    private var absences: HTML {
        let rows = overview.ownMembersNotStanding.map { member in
            LinkList.Row(
                relation: member.absence.map { DirectoryWording.name($0) },
                content: TextLink(text: member.name, address: "/desk/directory/members/\(member.id)").html)
        }
        guard !rows.isEmpty else { return HTML() }
        return PageSection(
            id: "absences", title: "名册在用、今天不在任的委员 \(rows.count)",
            content: """
                <p class="mute">这一届接着当的，把任职日期改成本届的；不当了的，停用。换届以后，到期的一条条自己停用，要等一会儿。</p>\
                \(LinkList(rows: rows).html)
                """
        ).html
    }

    private var memberGaps: HTML {
        let rows = overview.members.filter { !$0.membership.gaps.isEmpty }.map { member in
            LinkList.Row(
                relation: member.membership.gaps.map(DirectoryWording.name).joined(separator: "、"),
                content: TextLink(text: member.name, address: "/desk/directory/members/\(member.id)").html)
        }
        return section("member-gaps", "归属不齐的委员", rows, whole: "每名委员的归属都齐了。")
    }

    private var groupGaps: HTML {
        let without = overview.ownMembersWithoutGroup
        // Before there are groups, a list of everybody would tell nothing.
        guard overview.organs.contains(where: { $0.kind == .dutyGroup }) || without.isEmpty else {
            return PageSection(
                id: "group-gaps", title: "没有小组联系的委员 \(without.count)",
                content: "<p class=\"mute\">还没有录履职小组。先在“组织机构”里录小组，再在“任职”里把委员编进去。</p>"
            ).html
        }
        let rows = without.map { member in
            LinkList.Row(
                content: TextLink(text: member.name, address: "/desk/directory/members/\(member.id)").html)
        }
        return section("group-gaps", "没有小组联系的委员", rows, whole: "每名委员都有小组联系。")
    }

    private var organGaps: HTML {
        let rows = overview.organsWithGaps.map { organ in
            LinkList.Row(
                relation: (organ.missing.map(DirectoryWording.missing)
                    + [organ.apartFrom.map { "书记不是\($0)的主任" }].compactMap(\.self)).joined(separator: "、"),
                content: TextLink(text: organ.name, address: "/desk/directory/organs/\(organ.id)").html)
        }
        return section("organ-gaps", "岗位不齐的机构", rows, whole: "每个机构该有的岗位都有人了。")
    }

    private var unitGaps: HTML {
        let rows = overview.unitsWithGaps.map { unit in
            LinkList.Row(
                relation: unit.gap.map { DirectoryWording.name($0) },
                content: TextLink(text: unit.name, address: "/desk/directory/units/\(unit.id)").html)
        }
        let help: HTML = "<p class=\"mute\">经办人和代理由安全管理员任命，缺的请告诉他。只有一名经办人的单位，可以请别的单位的经办人在几天里代理。</p>"
        return PageSection(
            id: "unit-gaps", title: "没有人代理的承办单位 \(rows.count)",
            content: rows.isEmpty ? "<p class=\"mute\">每个承办单位都有人代理。</p>" : "\(help)\(LinkList(rows: rows).html)"
        ).html
    }

    private var convenerGaps: HTML {
        let rows = overview.conveners.filter { !$0.isTrained }.map { convener in
            LinkList.Row(
                content: TextLink(text: convener.name, address: "/desk/directory/people/\(convener.id)").html)
        }
        return section("convener-gaps", "没有培训记录的召集人", rows, whole: "每名召集人都有培训记录。")
    }

    private var roomGaps: HTML {
        let rows = overview.incompleteRooms.map { room in
            LinkList.Row(
                relation: RoomWording.missing(room.gaps),
                content: TextLink(text: room.name, address: "/desk/directory/rooms/\(room.id)").html)
        }
        return section("room-gaps", "不齐备的议事室", rows, whole: "每间议事室都齐备了。")
    }

    /// Nothing where there is none: lines that are entered today all have it.
    private var observerGaps: HTML {
        let rows = overview.observersWithoutPost.map { observer in
            let address = "/desk/directory/observations/\(observer.id)/change"
            return LinkList.Row(relation: observer.day, content: TextLink(text: observer.name, address: address).html)
        }
        return rows.isEmpty ? HTML() : section("observer-gaps", "没写岗位的列席", rows, whole: "")
    }

    private func section(_ id: String, _ title: String, _ rows: [LinkList.Row], whole: String) -> HTML {
        PageSection(
            id: id, title: "\(title) \(rows.count)",
            content: rows.isEmpty ? "<p class=\"mute\">\(whole)</p>" : LinkList(rows: rows).html
        ).html
    }
}

/// What registers are about; a register stands in one group.
enum RegisterGroup: String, CaseIterable, Sendable {
    case places, people, calendar, working

    init(of register: Register) {
        self =
            switch register {
            case .areas, .units, .rooms, .parties, .roomPlans: .places
            case .organs, .people, .members, .posts, .experts, .counterparts: .people
            case .terms, .plenaries, .campaigns: .calendar
            case .observations, .contributions, .appraisals, .leaders, .activities, .trainings, .venueActivities:
                .working
            }
    }

    var title: String {
        switch self {
        case .places: "区域、单位和议事室"
        case .people: "机构和人"
        case .calendar: "届次和活动"
        case .working: "履职和协商的记录"
        }
    }
}
