// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization

/// The tenants and their rules as they are now: read when the server starts, and again every ten seconds, since another
/// server, or a command beside this one, may have changed them.
final class LiveSites: Sendable {
    private let sites: Mutex<Sites>

    init(_ sites: Sites) {
        self.sites = Mutex(sites)
    }

    var now: Sites { sites.withLock { $0 } }

    /// Reads everything again; returns the tenants whose calendar is another than before.
    func reload(_ engine: any Engine, _ pages: RenderedPages, on day: Day) async throws -> [Tenant.ID] {
        let read = try await engine.read { try DirectoryStore().sites(on: day, in: $0) }
        let (changed, areOthers) = sites.withLock { sites in
            let before = Dictionary(
                sites.all.map { ($0.tenant.id, $0) }, uniquingKeysWith: { a, _ in a })
            sites = read
            let changed = read.all.filter { before[$0.tenant.id]?.practice.calendar != $0.practice.calendar }
            return (
                changed.map(\.tenant.id),
                read.all.contains { site in
                    let old = before[site.tenant.id]
                    return old?.practice.profile != site.practice.profile || old?.tenant != site.tenant
                }
            )
        }
        // Lists count the working days that are left, and pages tell the terms, the committee's name and its phone, so no page
        // is good after that.
        if !changed.isEmpty || areOthers { pages.spoilAll() }
        return changed
    }

    /// Goes on by a profile that has just become durable and counts from today.
    func follow(_ profile: PracticeProfile, of tenant: Tenant.ID, _ pages: RenderedPages) {
        sites.withLock { $0 = $0.following(profile, of: tenant) }
        pages.spoilAll()
    }

    /// Goes on by names, phones and hosts that have just become durable.
    func follow(_ read: Sites, _ pages: RenderedPages) {
        sites.withLock { $0 = read }
        pages.spoilAll()
    }

    /// Goes on by a calendar that has just become durable.
    func follow(_ calendar: WorkCalendar, of tenant: Tenant.ID, _ pages: RenderedPages) {
        sites.withLock { $0 = $0.following(calendar, of: tenant) }
        pages.spoilAll()
    }
}
