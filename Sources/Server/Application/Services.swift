// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import Logging

/// Everything that handlers need, built once and passed on; nothing is global.
package struct Services: Sendable {
    let engine: any Engine
    let ids: IDGenerator
    let clock: Clock
    let keys: Keyring
    let liveSites: LiveSites
    /// Where the rooms lie that lay elsewhere before.
    let movedRooms: MovedRooms
    let settings: Settings
    let assets: StaticAssets
    let intake: IntakeLimits
    let photoLimits: PhotoLimits
    let misses: MissLimits
    let failedNames: FailedNames
    let endings: PhoneEndingTries
    let codeLimits: CodeLimits
    let pages: RenderedPages
    let boards: BoardKeeper
    let subjects: ProposalSubjects
    let opinions: OpinionMaps
    let ballots: BallotBox
    let scans: ScanCounts
    let refused: RefusedAttempts
    let streams: LiveStreams
    let passwords: PasswordDesk
    let photos: PhotoDesk
    let gateways: Gateways
    let typesetter: Typesetter
    let tables: TableDesk
    let erasures: Erasures
    /// Since when this program runs.
    let openedAt: Instant
    let log: Logger

    /// The tenants and their rules, as they are at this moment.
    var sites: Sites { liveSites.now }
    var formTokens: FormTokens { FormTokens(authenticator: keys.forms) }
    var answered: AnsweredRequests { AnsweredRequests(services: self) }
    var eventLog: EventStore { EventStore(keys: keys, ids: ids) }
    var contents: ContentStore { ContentStore(keys: keys) }

    /// The channels by which something can be sent for a tenant; none for practice.
    func channels(of tenant: Tenant.ID) -> [ContactChannel] {
        sites.all.contains { $0.tenant.id == tenant && $0.tenant.isTraining } ? [] : gateways.channels
    }

    /// Under which address people reach a tenant, for codes and links.
    func baseURL(of tenant: Tenant.ID) -> String {
        sites.baseURL(of: tenant, installation: settings.baseURL)
    }

    /// The next id of a record.
    func id<Subject>(_ subject: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier(ids.next())
    }
}
