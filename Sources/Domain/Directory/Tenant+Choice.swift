// SPDX-License-Identifier: Apache-2.0

extension Tenant {
    /// The committee that somebody at the command line means by its long or short name; without a name the only one there is. A county for
    /// practice is meant only where its name is nobody else's. Nil where none or several are meant.
    package static func chosen(_ name: String?, among tenants: [Tenant]) -> Tenant? {
        let named = tenants.filter { name == nil || [$0.name, $0.shortName].contains(name) }
        let real = named.filter { !$0.isTraining }
        if real.count == 1 { return real[0] }
        return name != nil && named.count == 1 ? named[0] : nil
    }
}
