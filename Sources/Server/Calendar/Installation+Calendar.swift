// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension Installation {
    /// The tenants of this installation.
    package var tenants: [Tenant] { services.sites.all.map(\.tenant) }

    /// Changes a tenant's calendar from the command line, all or nothing. Begins anew when somebody was just working on a
    /// case whose deadline moves. Throws ``CalendarProblem`` for what cannot be.
    package func changeCalendar(_ change: CalendarChange, of tenant: Tenant.ID) async throws -> CalendarReceipt {
        guard let site = services.sites.all.first(where: { $0.tenant.id == tenant }) else { throw WebFailure.notFound }
        let desk = CalendarDesk(services: services, site: site)
        var attempt = 1
        while true {
            let now = services.clock.now()
            do {
                return try await services.engine.write {
                    try desk.set(change, by: .console, at: now, in: $0)
                }
            } catch WebFailure.changedMeanwhile where attempt < 5 {
                attempt += 1
            } catch DatabaseError.conflict where attempt < 5 {
                attempt += 1
            }
        }
    }
}

extension Inspection {
    /// What the tenants have entered, by their short names; the own days, and the years that have a table. Reads beside a
    /// server. Throws when the database cannot be read.
    package static func calendars(_ settings: Settings) async throws -> [(tenant: Tenant, calendar: OwnCalendar)] {
        let engine: any Engine =
            if let url = settings.database {
                try PostgresEngine(url: url)
            } else {
                try SQLiteEngine(path: settings.data + "/shangliang.sqlite")
            }
        let calendars = try await engine.read { transaction in
            try DirectoryStore().sites(on: Clock.system.now().day, in: transaction).all.map { site in
                let days = try CalendarStore(tenant: site.tenant.id).days(in: transaction)
                return (
                    tenant: site.tenant,
                    calendar: OwnCalendar(days: days, years: site.practice.calendar.years)
                )
            }
        }
        await engine.close()
        return calendars
    }

    /// What a tenant has entered, and the years that have a table.
    package struct OwnCalendar: Hashable, Sendable {
        package let days: [CalendarDay]
        package let years: Set<Int>
    }
}
