// SPDX-License-Identifier: Apache-2.0

/// Words by which a text may hold what must not be said here, such as a state secret (rules.md C.11): a list of the county.
///
/// A word alone decides nothing: whoever of the room looks does.
package enum WatchedWords {
    /// How documents that are secret call themselves. 机密 alone is none: it is part of 手机密码.
    package static let standard = [
        "国家秘密", "工作秘密", "绝密文件", "绝密级", "机密文件", "机密级", "秘密文件", "秘密级", "涉密", "内部文件", "不得外传",
    ]

    package static let countMax = 200
    /// In characters: one alone would be found everywhere.
    package static let lengths = 2...20
}
