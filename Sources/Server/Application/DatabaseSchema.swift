// SPDX-License-Identifier: Apache-2.0

import Database

/// The program's schema: its migrations, embedded.
enum DatabaseSchema {
    static let migrations =
        [NodeLease.migration] + Migration.all(from: EmbeddedFiles.all.map { ($0.name, $0.text.description) })

    static let migrator = Migrator(migrations)
}

/// The version that `/api/v1/openapi.json` and `shangliang --version` name.
package enum Version {
    package static let current = "0.1.0"
}
