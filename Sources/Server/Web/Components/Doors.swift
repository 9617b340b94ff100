// SPDX-License-Identifier: Apache-2.0

import Markup

/// Large entries to other places.
struct Doors: Sendable {
    /// One entry.
    struct Door: Sendable {
        var title: String
        var note: String
        var address: String
        var chip: Chip?
    }

    var doors: [Door]

    /// The entries, one under the other.
    var html: HTML {
        """
        <div class="doors">\(each: doors, { door in
            """
            <a class="door" href="\(url: door.address)">\(door.chip?.html)<b>\(door.title)</b>\
            <span class="small mute">\(door.note)</span></a>
            """
        })</div>
        """
    }
}
