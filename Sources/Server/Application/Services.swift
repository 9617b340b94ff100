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
    let sites: Sites
    let settings: Settings
    let assets: StaticAssets
    let intake: IntakeLimits
    let misses: MissLimits
    let pages: RenderedPages
    let passwords: PasswordDesk
    let log: Logger

    var formTokens: FormTokens { FormTokens(authenticator: keys.forms) }
    var answered: AnsweredRequests { AnsweredRequests(services: self) }
    var eventLog: EventStore { EventStore(keys: keys, ids: ids) }
    var contents: ContentStore { ContentStore(keys: keys) }

    /// The next id of a record.
    func id<Subject>(_ subject: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier(ids.next())
    }
}
