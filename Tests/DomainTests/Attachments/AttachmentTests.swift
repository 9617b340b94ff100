// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Which upload may be attached")
struct AttachmentTests {
    private let now = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
    private let record = RecordLink.Record(kind: "topic", number: 7)

    private func attachment(by uploader: Int64?, _ state: Attachment.State = .waiting) -> Attachment {
        Attachment(
            id: .init(1), uploader: uploader.map { .init($0) }, uploadedAt: now, mediaType: .pdf, size: 1, digest: nil,
            name: .kept("说明.pdf"), state: state)
    }

    @Test("an own one that waits, for a day")
    func own() {
        let own = attachment(by: 1)
        let day = Attachment.Limits.waitingMilliseconds
        #expect(own.refusal(ofAttachingBy: .init(1), at: now) == nil)
        #expect(own.refusal(ofAttachingBy: .init(1), at: now.advanced(byMilliseconds: day - 1)) == nil)
        #expect(own.refusal(ofAttachingBy: .init(1), at: now.advanced(byMilliseconds: day)) == .notUploaded)
    }

    @Test("somebody else's is told like one that is not there, whatever its state")
    func foreign() {
        for state in [Attachment.State.waiting, .attached(to: record), .erased(from: record)] {
            #expect(attachment(by: 2, state).refusal(ofAttachingBy: .init(1), at: now) == .notUploaded)
            #expect(attachment(by: nil, state).refusal(ofAttachingBy: .init(1), at: now) == .notUploaded)
        }
    }

    @Test("one that has its record stays there")
    func taken() {
        for state in [Attachment.State.attached(to: record), .erased(from: record)] {
            #expect(attachment(by: 1, state).refusal(ofAttachingBy: .init(1), at: now) == .alreadyAttached)
        }
    }
}
