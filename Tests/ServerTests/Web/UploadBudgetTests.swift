// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import Testing

@testable import Server

@Suite("What uploads may take")
struct UploadBudgetTests {
    @Test("uploads share their memory: whoever comes when it is used up is asked to come again")
    func budget() throws {
        let budget = UploadBudget()
        var shares: [Int] = []
        for _ in 0..<12 { shares.append(try budget.take(MultipartForm.bodyMax)) }
        #expect(throws: WebFailure.uploadsBusy) { try budget.take(1) }
        #expect(throws: Never.self) { try budget.take(0) }
        let last = shares.removeLast()
        budget.giveBack(last)
        #expect(throws: Never.self) { try budget.take(MultipartForm.bodyMax) }
        #expect(WebFailure.uploadsBusy.status == .serviceUnavailable)
    }

    @Test("a body has more time only where it says that it is larger than usual, and not for ever")
    func time() {
        let usual = SlowClients.bodyTime
        #expect(
            SlowClients.bodyTime(nil) == usual && SlowClients.bodyTime(0) == usual && SlowClients.bodyTime(-1) == usual)
        #expect(SlowClients.bodyTime(WebFrame.bodyMax) == usual)
        #expect(SlowClients.bodyTime(WebFrame.bodyMax + 640_000) == usual + .seconds(10))
        #expect(SlowClients.bodyTime(.max) == SlowClients.bodyTime(MultipartForm.bodyMax))
        #expect(SlowClients.bodyTime(.max) < .minutes(6))
    }
}
