// SPDX-License-Identifier: Apache-2.0

/// A photo or a document that is kept with a record. What it holds never changes; it can only be erased.
package struct Attachment: Hashable, Sendable {
    package typealias ID = Identifier<Attachment>

    package let id: ID
    /// Who sent it; nil for a resident, who has no account.
    package let uploader: Person.ID?
    package let uploadedAt: Instant
    package let mediaType: MediaType
    /// Bytes as they are kept.
    package let size: Int
    /// SHA-256 of these bytes; nil once they are erased.
    package let digest: [UInt8]?
    package let name: FreeText
    package let state: State

    package init(
        id: ID, uploader: Person.ID?, uploadedAt: Instant, mediaType: MediaType, size: Int, digest: [UInt8]?,
        name: FreeText, state: State
    ) {
        self.id = id
        self.uploader = uploader
        self.uploadedAt = uploadedAt
        self.mediaType = mediaType
        self.size = size
        self.digest = digest
        self.name = name
        self.state = state
    }

    package var kind: Kind { mediaType.kind }

    /// Photos are shown, documents are handed out.
    package enum Kind: String, Hashable, Sendable {
        case photo, document
    }

    /// Where it belongs.
    package enum State: Hashable, Sendable {
        /// Kept, with no record yet; goes after a day. Next: attached.
        case waiting
        /// Next: erased.
        case attached(to: RecordLink.Record)
        /// Bytes and name are gone; that there was one stays.
        case erased(from: RecordLink.Record)
    }

    /// Why this person may not attach it now; nil if nothing stands against it. Somebody else's is told like none. Nobody
    /// stands for a resident, whose upload it is by a pass that the caller has looked at.
    package func refusal(ofAttachingBy person: Person.ID?, at now: Instant) -> AttachmentRefusal? {
        guard uploader == person else { return .notUploaded }
        switch state {
        case .attached, .erased: return .alreadyAttached
        case .waiting: break
        }
        let age = now.milliseconds - uploadedAt.milliseconds
        return age < Limits.waitingMilliseconds ? nil : .notUploaded
    }

    /// How much is taken.
    package enum Limits {
        /// Bytes of one file as it is sent.
        package static let fileBytesMax = 20 * 1024 * 1024
        /// Bytes of a photo as it is kept.
        package static let photoBytesMax = 300_000
        /// Pixels of a photo as it is sent: decoding it takes some bytes for each.
        package static let pixelsMax = 50_000_000
        /// Pixels of a kept photo's longer side.
        package static let photoSideMax = 1600
        package static let perRecordMax = 50
        /// Photos that a resident sends with one topic.
        package static let residentPhotosMax = 3
        /// From so many waiting photos of all residents on, whoever sends more than others gives way: some hundred megabytes,
        /// and gone within a day.
        package static let residentPhotosWaitingMax = 2_000
        /// Photos of all residents that wait at once, whoever sends them: the disk is finite.
        package static let residentPhotosCeiling = 20_000
        /// Photos in an hour from one address: a hall of 700 people with three each, and some that are sent once more.
        package static let photosPerAddressHour = 3_000
        /// Photos in an hour from one device: of whoever chooses anew time and again.
        package static let photosPerDeviceHour = 30
        /// How long an upload waits for its record.
        package static let waitingMilliseconds: Int64 = 86_400_000
    }
}
