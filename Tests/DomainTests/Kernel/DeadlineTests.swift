// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("A deadline")
struct DeadlineTests {
    @Test("the last day is still in time; the day after is overdue")
    func overdue() {
        let deadline = Village.practice.screeningDeadline(at: Village.morning)
        #expect(!deadline.isOverdue(on: deadline.day.advanced(by: -1)))
        #expect(!deadline.isOverdue(on: deadline.day))
        #expect(deadline.isOverdue(on: deadline.day.advanced(by: 1)))
    }

    @Test(
        "a term is read from the text that it writes",
        arguments: [
            (Deadline.Term.workingDays(5), "5wd"), (.workingDays(0), "0wd"), (.workingDays(120), "120wd"),
            (.months(1), "1mo"), (.months(12), "12mo"), (.named, "named"),
        ])
    func termText(term: Deadline.Term, text: String) {
        #expect(term.text == text)
        #expect(Deadline.Term(text) == term)
    }

    @Test(
        "what no term writes is no term",
        arguments: [
            "", "5", "wd", "mo", "-1wd", "0mo", "-1mo", "5 wd", "五wd", "5WD", "Named", "named ", "1.5mo", "5wdmo",
            "5mowd",
            "+5wd", "05wd", "+1mo", "01mo", "99999999999999999999wd",
        ])
    func noTerm(text: String) {
        #expect(Deadline.Term(text) == nil)
    }

    @Test("the written form is stable: a number of working days, of months, or neither for a day that was named")
    func storedForm() throws {
        let (day, from) = (Village.day("2026-04-23"), Village.day("2026-03-23"))
        let samples: [(Deadline.Term, String)] = [
            (.workingDays(22), #"{"day":"2026-04-23","from":"2026-03-23","isProvisional":true,"workingDays":22}"#),
            (.months(1), #"{"day":"2026-04-23","from":"2026-03-23","isProvisional":true,"months":1}"#),
            (.named, #"{"day":"2026-04-23","from":"2026-03-23","isProvisional":true}"#),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for (term, json) in samples {
            let deadline = Deadline(day: day, from: from, term: term, isProvisional: true)
            #expect(String(decoding: try encoder.encode(deadline), as: UTF8.self) == json)
            #expect(try JSONDecoder().decode(Deadline.self, from: Data(json.utf8)) == deadline)
        }
    }

    @Test("a deadline that was written when there were working days alone is still read")
    func oldForm() throws {
        let old = #"{"workingDays":5,"from":"2026-03-05","day":"2026-03-12","isProvisional":false}"#
        #expect(
            try JSONDecoder().decode(Deadline.self, from: Data(old.utf8))
                == Village.practice.screeningDeadline(at: Village.morning))
    }

    @Test("a deadline without its day, or without a word on the calendar, is none")
    func broken() {
        for json in [
            #"{"from":"2026-03-05","isProvisional":false,"workingDays":5}"#,
            #"{"day":"2026-03-12","isProvisional":false,"workingDays":5}"#,
            #"{"day":"2026-03-12","from":"2026-03-05","workingDays":5}"#,
            #"{"day":"2026-02-30","from":"2026-02-05","isProvisional":false,"months":1}"#,
        ] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Deadline.self, from: Data(json.utf8)) }
        }
    }
}
