// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Server

/// A tenant for practice (演练) in an installation that is in use: the demo's county, its people and its story, under a host
/// name of its own and with a password of its own. It shares nothing with the others but the machine.
package struct TrainingCounty: Sendable {
    private let host: String
    private let seed: UInt64

    /// `host`: the name by which browsers reach it.
    package init(host: String, seed: UInt64) {
        self.host = host
        self.seed = seed
    }

    /// Lays the practice out. `password`: of all its sign-ins. `again`: whether one that is there makes way; nobody
    /// reaches the old one any more, and what was done in it stays in the log.
    ///
    /// Throws ``Problem``.
    package func play(on installation: Installation, password: String, again: Bool) async throws {
        guard Inspection.isFounded(installation) else { throw Problem.notFounded }
        let hash = try PasswordHash.make(password)
        let (now, host, seed) = (installation.now, host, seed)
        // One transaction: the practice is there whole, or as it was before.
        try await Commands.run(on: installation) { commands in
            switch try commands.tenant(ofHost: host) {
            case nil: break
            case let old? where old.isTraining && again: try commands.closeTraining(old.id)
            case let old?: throw old.isTraining ? Problem.alreadyThere : Problem.hostTaken
            }
            let founding = DemoFounding(commands: commands, hash: hash, now: now)
            do {
                var player = DemoPlayer(
                    try founding.found(.training(host: host)), DemoStory.county(on: now.day), now: now,
                    random: SplitMix(seed: seed))
                try player.play(player.moments.count, with: commands)
            } catch CommitteeRefusal.hostTaken {
                throw Problem.hostTaken
            }
        }
    }

    /// Who can sign in, and as what.
    package static var signIns: [String] {
        DemoTenant.county.signIns.map { "\($0.signInName) \($0.name)，\($0.shownAs)" }
    }

    /// Why there is no practice.
    package enum Problem: Error, Hashable, Sendable {
        /// The installation has no committee yet: practice stands beside the real one.
        case notFounded
        /// There is one under this name, and it was not said that it should make way.
        case alreadyThere
        /// The name leads to a committee that is real.
        case hostTaken
    }
}
