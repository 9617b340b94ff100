// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The registers at a glance: how much is in each, and what is missing, each line leading to its record.
struct RegisterOverviewPage: Sendable {
    let overview: DirectoryOverview

    var html: HTML {
        let registers = overview.counts.map { line -> LinkList.Row in
            let form = RegisterForm.of(line.register)
            return LinkList.Row(
                relation: "\(line.count)\(form.measure)",
                content: TextLink(text: form.title, address: "/desk/directory/\(line.register.rawValue)").html)
        }
        return """
            \(RecordHead(title: "名册", buttons: [Button(label: "用表格导入", role: .link(to: "/desk/imports"), size: .small)]).html)\
            <div class="stack"><p class="mute">先录区域和组织机构，再录人员、委员、单位和议事室；后面的会用到前面的。</p>\
            \(LinkList(rows: registers).html)\(coverage)\(memberGaps)\(organGaps)\(roomGaps)</div>
            """
    }

    private var coverage: HTML {
        let own = overview.members.filter { $0.membership.level == .own }
        let whole = own.count { $0.membership.gaps.isEmpty }
        let work = overview.organs.filter { $0.kind == .workCommittee }
        let party = overview.partyMembers.count
        return PageSection(
            id: "coverage", title: "覆盖情况",
            content: Facts(rows: [
                Facts.Row("本级委员归属齐全", "\(whole)/\(own.count)名（界别、专委会、联系区域，党员还有党支部）"),
                Facts.Row("党员委员编入党支部", "\(overview.partyMembersInOneBranch)/\(party)名"),
                Facts.Row("政协工委岗位齐全", "\(work.count { $0.missing.isEmpty })/\(work.count)个（主任、副主任、职能部门、专职人员）"),
                Facts.Row("议事室六有齐备", "\(overview.rooms.complete)/\(overview.rooms.all)间（还要有召集人、秘书）"),
            ]).html
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

    private var organGaps: HTML {
        let rows = overview.organs.filter { !$0.missing.isEmpty }.map { organ in
            LinkList.Row(
                relation: organ.missing.map(DirectoryWording.missing).joined(separator: "、"),
                content: TextLink(text: organ.name, address: "/desk/directory/organs/\(organ.id)").html)
        }
        return section("organ-gaps", "岗位不齐的机构", rows, whole: "每个机构该有的岗位都有人了。")
    }

    private var roomGaps: HTML {
        let rows = overview.incompleteRooms.map { room in
            LinkList.Row(
                relation: RoomWording.missing(room.gaps),
                content: TextLink(text: room.name, address: "/desk/directory/rooms/\(room.id)").html)
        }
        return section("room-gaps", "不齐备的议事室", rows, whole: "每间议事室都齐备了。")
    }

    private func section(_ id: String, _ title: String, _ rows: [LinkList.Row], whole: String) -> HTML {
        PageSection(
            id: id, title: "\(title) \(rows.count)",
            content: rows.isEmpty ? "<p class=\"mute\">\(whole)</p>" : LinkList(rows: rows).html
        ).html
    }
}
