// SPDX-License-Identifier: Apache-2.0

/// Somebody known by name to a tenant.
package struct Person: Hashable, Sendable {
    package typealias ID = Identifier<Person>

    package let id: ID
    package let name: String

    package init(id: ID, name: String) {
        self.id = id
        self.name = name
    }
}
