// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in calls for opinions (看法征集).
package struct DeliberationPractice: Sendable, Codable, Hashable {
    /// How many characters a statement may have: it is read at a glance on a phone.
    package var statementLimit: Int
    /// How many statements one person may offer in one call.
    package var statementsPerPerson: Int

    package init(statementLimit: Int = 60, statementsPerPerson: Int = 3) {
        self.statementLimit = statementLimit
        self.statementsPerPerson = statementsPerPerson
    }
}
