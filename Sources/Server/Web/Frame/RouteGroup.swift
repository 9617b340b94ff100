// SPDX-License-Identifier: Apache-2.0

/// Routes that belong together: the pages of one context and what programs may do there.
protocol RouteGroup: Sendable {
    init(services: Services)

    /// In the order in which `docs/routes.md` lists them.
    var routes: [Route] { get }
}
