// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// What lies around an area in the tree that the codes make (rules.md C.9): the area that it lies in, and those right below.
struct AreaTree: Sendable {
    let above: AreaTreeStore.Listed?
    /// One more than is shown where there are more.
    let below: [AreaTreeStore.Listed]

    static let shown = 100

    /// Nil for an entry that is no area.
    init?(of entry: DirectoryEntry, tenant: Tenant.ID, in transaction: Transaction) throws {
        guard entry.register == .areas, let code = entry.values["code"].flatMap({ AreaCode($0) }) else { return nil }
        let store = AreaTreeStore(tenant: tenant)
        above = try code.parent.flatMap { try store.area($0, in: transaction) }
        below = try store.below(code, limit: Self.shown + 1, in: transaction)
    }

    /// Both ways, by links.
    var html: HTML {
        guard above != nil || !below.isEmpty else { return HTML() }
        let rows = [above].compactMap(\.self).map { row($0, "上级") } + below.prefix(Self.shown).map { row($0, "下级") }
        let more: HTML = below.count > Self.shown ? "<p class=\"small mute\">只列出前\(Self.shown)个，其余的请查找。</p>" : HTML()
        return PageSection(id: "tree", title: "上级和下级", content: "\(LinkList(rows: rows).html)\(more)").html
    }

    private func row(_ area: AreaTreeStore.Listed, _ relation: String) -> LinkList.Row {
        .init(
            relation: relation,
            content: TextLink(
                text: area.name, address: "/desk/directory/areas/\(Identifier<DirectoryEntry>(area.code.number))"
            ).html)
    }
}
