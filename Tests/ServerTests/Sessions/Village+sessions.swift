// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// The id of a campaign of a month, entered by the administrator.
    func makeCampaign() async throws -> String? {
        try await program(of: .systemAdministrator).post(
            "/desk/directory/campaigns",
            [
                "name": "民生议事月", "kind": "month", "theme": "校门口", "startsOn": "2026-03-01", "endsOn": "2026-03-31",
            ])["id"]
    }

    /// What the screen of the session's room shows at this moment.
    func checkInCode(of session: ConsultationSession.ID) -> CheckInCode {
        CheckInCode(keys: services.keys, tenant: story.county.id, session: session)
    }
}
