// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain

extension Keyring {
    /// By what a phone is found again wherever it was left: the same for the same phone, in this tenant alone.
    func hash(ofPhone phone: String, in tenant: Tenant.ID) -> [UInt8] {
        lookup.digest("\(tenant)/\(phone)")
    }
}
