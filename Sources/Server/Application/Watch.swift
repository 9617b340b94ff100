// SPDX-License-Identifier: Apache-2.0

/// Something that comes due though nobody asks for it. Housekeeping looks for it again and again.
protocol Watch: Sendable {
    init(services: Services)

    /// One look at all tenants, which does what has come due. What throws is looked for again.
    func look() async throws
}
