// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("A rule table")
struct RuleTableTests {
    private let columns = [
        RuleTable.Column(name: "who", values: ["cook", "guest", "cat"]),
        RuleTable.Column(name: "what", values: ["bread", "fish"]),
    ]

    @Test("rows, groups and any are expanded to single cells")
    func expands() {
        let table = RuleTable(
            """
            hungry = guest
            people = cook, hungry
            people | any   | → fed
            cat    | bread | not_hungry
            cat    | fish  | → happy
            """, columns: columns)
        #expect(table.problems == [])
        #expect(table.outcomes.count == 6)
        #expect(table.outcomes[["guest", "fish"]] == "→ fed")
        #expect(table.outcomes[["cat", "bread"]] == "not_hungry")
    }

    @Test("a missing cell is a problem")
    func missing() {
        let table = RuleTable("cook, guest | any | → fed\ncat | fish | → happy", columns: columns)
        #expect(table.problems == ["nothing is said of: cat | bread"])
    }

    @Test("a cell that is decided twice is a problem")
    func twice() {
        let table = RuleTable("any | any | → fed\ncat | fish | → happy", columns: columns)
        #expect(table.problems == ["said twice: cat | fish, again in: cat | fish | → happy"])
    }

    @Test("a word that no column knows, and a row of the wrong length, are problems")
    func unknown() {
        let table = RuleTable("any | any | → fed\ndog | fish | → happy\ncat | → happy\nwhat is this", columns: columns)
        #expect(
            table.problems == [
                "who knows no “dog”", "wrong number of columns: cat | → happy", "neither row nor group: what is this",
            ])
    }
}
