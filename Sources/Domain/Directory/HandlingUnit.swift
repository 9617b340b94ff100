// SPDX-License-Identifier: Apache-2.0

/// A handling unit (承办单位): the department that answers for an item.
package struct HandlingUnit: Hashable, Sendable {
    package typealias ID = Identifier<HandlingUnit>

    package let id: ID
    package let name: String

    package init(id: ID, name: String) {
        self.id = id
        self.name = name
    }
}
