// SPDX-License-Identifier: Apache-2.0

import Domain
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
}
