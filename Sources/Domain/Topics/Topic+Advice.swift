// SPDX-License-Identifier: Apache-2.0

extension Topic.State.Name {
    /// Whether it still helps to say what one thinks of it: nothing has been agreed yet.
    package var takesAdvice: Bool {
        switch self {
        case .screening, .asked, .pooled, .selected, .researching, .ready, .scheduled: true
        case .held, .rejected, .redirected, .solvedDirectly, .merged, .consulted, .inHandling, .closed, .reopened,
            .withdrawn:
            false
        }
    }
}
