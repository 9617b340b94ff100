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

    /// What a unit lacks of people who answer for it.
    package enum Gap: String, CaseIterable, Hashable, Sendable {
        /// Nobody does.
        case officer
        /// One person does, and nobody stands in when this person is away.
        case substitute
    }

    /// What is missing where so many people answer for a unit in their own right, and so many act for one of them.
    package static func gap(officers: Int, substitutes: Int) -> Gap? {
        switch officers {
        case 0: .officer
        case 1: substitutes == 0 ? .substitute : nil
        case _: nil
        }
    }
}
