// SPDX-License-Identifier: Apache-2.0

/// What somebody wrote. Events carry it as a commitment; the words lie in `content` rows and can be erased.
///
/// After an erasure the event is still there, still verifies, and says `erased`.
package enum FreeText: Hashable, Sendable {
    case kept(String)
    case erased

    /// The words, or nil once they are erased.
    package var words: String? {
        switch self {
        case .kept(let words): words
        case .erased: nil
        }
    }
}

/// Takes the words out of an event as it is written and gives them back as it is read.
package protocol FreeTextKeeper: AnyObject, Sendable {
    /// Keeps the words; returns the reference that stands in the event instead.
    func keep(_ words: String) -> String
    /// The words behind a reference, or nil if they were erased.
    func words(behind reference: String) -> String?
}

extension CodingUserInfoKey {
    /// Where a coder of events finds its ``FreeTextKeeper``.
    package static var freeTextKeeper: CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: "freeTextKeeper") else {
            preconditionFailure("a plain name is a key")
        }
        return key
    }
}

extension FreeText: Codable {
    package init(from decoder: any Decoder) throws {
        let reference = try String(from: decoder)
        guard let keeper = decoder.userInfo[.freeTextKeeper] as? any FreeTextKeeper else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no keeper of texts"))
        }
        self = keeper.words(behind: reference).map(FreeText.kept) ?? .erased
    }

    package func encode(to encoder: any Encoder) throws {
        guard let keeper = encoder.userInfo[.freeTextKeeper] as? any FreeTextKeeper, let words else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: encoder.codingPath, debugDescription: "no keeper of texts"))
        }
        try keeper.keep(words).encode(to: encoder)
    }
}
