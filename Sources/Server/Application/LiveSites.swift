// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization

/// The tenants and their rules as they are now: read when the server starts, and again every ten seconds, since another
/// server, or a command beside this one, may have changed them.
final class LiveSites: Sendable {
    private struct State {
        var sites: Sites
        /// How often something that had just become durable was taken over.
        var changes = 0

        mutating func follow(_ sites: Sites) {
            self.sites = sites
            changes += 1
        }
    }

    private let state: Mutex<State>

    init(_ sites: Sites) {
        state = Mutex(State(sites: sites))
    }

    var now: Sites { state.withLock { $0.sites } }

    /// Reads everything again; returns the tenants whose calendar is another than before.
    func reload(_ engine: any Engine, _ pages: RenderedPages, on day: Day) async throws -> [Tenant.ID] {
        let changes = state.withLock { $0.changes }
        let read = try await engine.read { try DirectoryStore().sites(on: day, in: $0) }
        let (changed, areOthers): ([Tenant.ID], Bool) = state.withLock { state in
            // What became durable meanwhile may not have been read: the next round reads again.
            guard state.changes == changes else { return ([], false) }
            let before = Dictionary(
                state.sites.all.map { ($0.tenant.id, $0) }, uniquingKeysWith: { a, _ in a })
            state.sites = read
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
        state.withLock { $0.follow($0.sites.following(profile, of: tenant)) }
        pages.spoilAll()
    }

    /// Goes on by a committee's names, phone and hosts that have just become durable.
    func follow(_ face: CommitteeFace.Values, of tenant: Tenant.ID, _ pages: RenderedPages) {
        state.withLock { $0.follow($0.sites.following(face, of: tenant)) }
        pages.spoilAll()
    }

    /// Goes on by a calendar that has just become durable.
    func follow(_ calendar: WorkCalendar, of tenant: Tenant.ID, _ pages: RenderedPages) {
        state.withLock { $0.follow($0.sites.following(calendar, of: tenant)) }
        pages.spoilAll()
    }
}
