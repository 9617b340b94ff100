// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("The practice profile")
struct PracticeProfileTests {
    @Test("the standard profile: five working days, five hundred characters, one review, six grounds")
    func standard() {
        let profile = PracticeProfile.standard
        #expect((profile.screeningDays, profile.topicTextLimit, profile.topicReviews) == (5, 500, 1))
        #expect(
            profile.rejectionGrounds.map(\.code) == [
                "other_competence", "in_proceedings", "personal_matter", "named_accusation", "emergency", "no_matter",
            ])
    }

    @Test("each ground has a name and tells the right channel")
    func grounds() {
        for ground in PracticeProfile.standard.rejectionGrounds {
            #expect(PracticeProfile.standard.rejectionGround(ground.code) == ground)
            #expect(!ground.name.isEmpty && !ground.channel.isEmpty)
        }
        #expect(PracticeProfile.standard.rejectionGround("bad_mood") == nil)
    }

    @Test("a profile is read from JSON as it was written")
    func json() throws {
        let written = try JSONEncoder().encode(PracticeProfile.standard)
        #expect(try JSONDecoder().decode(PracticeProfile.self, from: written) == .standard)
    }
}
