// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Logging

@testable import Server

/// A small county and the zone beside it, served on the machine: two rooms, the people of ``Villager``, a few topics.
///
/// The sealer, the courier and the housekeeping do not run by themselves: a test that needs them calls them.
package struct Village: Sendable {
    package let installation: Installation
    package let kind: EngineKind
    package let clock: MovableClock
    package let log: CapturedLog
    package let client: WebClient
    package let story: VillageStory

    /// Thursday, 5 March 2026, nine in the morning.
    package static let morning = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
    /// The standard, but that a session may be announced for the same day.
    package static let practice: Practice = {
        var profile = PracticeProfile.standard
        profile.sessions.noticeDays = 0
        return Practice(profile: profile, calendar: .national)
    }()
    package static let countyHost = "127.0.0.1"
    package static let zoneHost = "zone.localhost"

    package var services: Services { installation.services }
    package var room: Room { story.room }
    package var otherRoom: Room { story.otherRoom }

    package func host(of villager: Villager) -> String { villager.isOfZone ? Self.zoneHost : Self.countyHost }

    package func tenant(of villager: Villager) -> Tenant { villager.isOfZone ? story.zone : story.county }

    /// Somebody as the rules see him.
    package func actor(_ villager: Villager) -> Actor {
        guard let staff = story.staff[villager] else { preconditionFailure("everybody of the village is founded") }
        return .staff(staff)
    }

    /// A sign-in, begun without a password; what the browser or the program holds.
    package func signIn(_ villager: Villager) async throws -> String {
        guard let staff = story.staff[villager] else { preconditionFailure("everybody of the village is founded") }
        let token = SignIn.Token()
        let store = SignInStore(tenant: tenant(of: villager).id)
        let (id, now) = (services.id(SignIn.self), clock.now)
        try await services.engine.write {
            try store.begin(id, of: staff.id, token: token, device: "Firefox on Linux", at: now, in: $0)
        }
        return token.text
    }

    /// A browser that nobody has signed in with.
    package func visitor(host: String = countyHost) -> Browser { Browser(client, host: host) }

    /// A program that nobody has signed in with.
    package func program(host: String = countyHost) -> APIClient { APIClient(client, host: host) }

    package func browser(of villager: Villager) async throws -> Browser {
        Browser(client, host: host(of: villager), signIn: try await signIn(villager))
    }

    package func program(of villager: Villager) async throws -> APIClient {
        APIClient(client, host: host(of: villager), bearer: try await signIn(villager))
    }

    /// A topic as it is stored; nil when there is none.
    package func topic(_ id: Topic.ID, of tenant: Tenant? = nil) async throws -> Topic? {
        let store = TopicStore(tenant: (tenant ?? story.county).id, contents: services.contents)
        return try await services.engine.read { try store.topic(id, in: $0) }
    }

    /// How many topics the county has.
    package func topicCount() async throws -> Int {
        let tenant = story.county.id.number
        return try await services.engine.read {
            try $0.first("SELECT COUNT(*) FROM topic WHERE tenant = \(tenant)") { try $0.next(Int.self) } ?? 0
        }
    }

    /// What `verify` says of the county.
    package func verify() async throws -> Verification.Report {
        let verification = Verification(keys: services.keys)
        let site = Site(tenant: story.county, practice: Self.practice)
        return try await services.engine.read { try verification.report(on: site, in: $0) }
    }

    /// Gives all waiting events of the county their positions and seals them.
    package func seal() async throws {
        try await Sealer.seal(tenant: story.county.id, services)
    }
}
