// SPDX-License-Identifier: Apache-2.0

/// An expected no: a rule was asked, and it refuses. Each context has its own enum of refusals.
///
/// The code is stable and goes into the API and the log; the sentence for people is chosen in the context's wording.
package protocol Refusal: Error, Hashable, Sendable {
    /// Stable, `snake_case`, never reused for another meaning.
    var code: String { get }
}
