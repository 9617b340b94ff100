// SPDX-License-Identifier: Apache-2.0

/// What speaks against taking in a file, or against keeping it with a record.
package enum AttachmentRefusal: String, Refusal, CaseIterable {
    case empty = "file_empty"
    case tooLarge = "file_too_large"
    case unknownKind = "file_kind_unknown"
    /// The old binary formats of Office, and its files with a password, which look the same from outside.
    case legacyOffice = "file_legacy_office"
    case hasMacros = "file_has_macros"
    case tooManyPixels = "photo_too_many_pixels"
    case brokenPhoto = "photo_broken"
    /// There is no such upload of this person, or it waited for too long.
    case notUploaded = "attachment_not_uploaded"
    case alreadyAttached = "attachment_already_attached"
    case tooMany = "attachment_too_many"
    /// Residents send photos and nothing else.
    case notPhoto = "file_not_photo"
    /// So many of residents' photos wait that no more are taken just now.
    case tooManyWaiting = "photos_too_many_waiting"

    package var code: String { rawValue }
}
