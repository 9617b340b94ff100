// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory that all uploads under way may take together; whoever comes when it is used up is asked to come again.
final class UploadBudget: Sendable {
    /// Twelve of the largest bodies, or some fifty photos.
    static let bytesMax = 12 * MultipartForm.bodyMax

    private let taken = Mutex(0)

    /// Takes so many bytes; what is returned is to be given back.
    func take(_ bytes: Int) throws(WebFailure) -> Int {
        let hasRoom = taken.withLock { taken in
            guard taken + bytes <= Self.bytesMax else { return false }
            taken += bytes
            return true
        }
        guard hasRoom else { throw .uploadsBusy }
        return bytes
    }

    func giveBack(_ bytes: Int) {
        taken.withLock { $0 -= bytes }
    }
}
