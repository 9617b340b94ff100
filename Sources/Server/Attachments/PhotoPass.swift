// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

/// What shows that a waiting photo is one's own, for people without an account: it travels in their form, and only the
/// server can make it. It says nothing else, and is worth nothing once the photo has its record.
struct PhotoPass: Hashable, Sendable {
    let photo: Attachment.ID
    let text: String

    private static let idLength = 13
    private static let proofBytes = 16

    /// The pass for a photo.
    init(for photo: Attachment.ID, in tenant: Tenant.ID, keys: Keyring) {
        self.photo = photo
        text = photo.text + Base64URL.encode(Self.proof(of: photo, tenant, keys))
    }

    /// The pass as it was sent; nil for one that this installation has not made for this tenant.
    init?(_ sent: String, in tenant: Tenant.ID, keys: Keyring) {
        guard let photo = Attachment.ID(sent.prefix(Self.idLength)),
            let proof = Base64URL.decode(sent.dropFirst(Self.idLength)),
            ConstantTime.areEqual(proof, Self.proof(of: photo, tenant, keys))
        else { return nil }
        self.init(for: photo, in: tenant, keys: keys)
    }

    /// Whether a text could be one.
    static func isWellFormed(_ text: some StringProtocol) -> Bool {
        Attachment.ID(text.prefix(idLength)) != nil
            && Base64URL.decode(text.dropFirst(idLength))?.count == proofBytes
    }

    /// As the OpenAPI document describes it.
    static let pattern = "^[0-9A-HJKMNP-TV-Z]{13}[A-Za-z0-9_-]{22}$"

    private static func proof(of photo: Attachment.ID, _ tenant: Tenant.ID, _ keys: Keyring) -> [UInt8] {
        let message = LengthPrefixed.join(["photo", tenant.text, photo.text, "pass"].map { Array($0.utf8) })
        return Array(keys.forms.code(for: message).prefix(proofBytes))
    }
}
