// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Notices that a calendar is another than before, and brings the open deadlines to it.
///
/// Whoever changed the calendar has recomputed them already. But another server has gone on by the old one for some
/// seconds, and a new release may bring the national table of another year: so it is done when a server starts, when it
/// has read a changed calendar, and once more ten seconds later, when no request is under way that began before that.
struct CalendarWatch: Sendable {
    let services: Services
    /// The tenants whose deadlines are to be looked at.
    private var waiting: Set<Tenant.ID>

    init(services: Services) {
        self.services = services
        waiting = Set(services.sites.all.map(\.tenant.id))
    }

    /// One look; what fails is tried again at the next.
    mutating func look() async throws {
        let changed = Set(
            try await services.liveSites.reload(services.engine, services.pages, on: services.clock.now().day))
        waiting.formUnion(changed)
        for site in services.sites.all where waiting.contains(site.tenant.id) {
            let desk = CalendarDesk(services: services, site: site)
            let now = services.clock.now()
            try await services.engine.write {
                _ = try desk.recompute(by: site.practice.calendar, actor: .system, at: now, in: $0)
            }
        }
        waiting = changed
    }
}
