// SPDX-License-Identifier: Apache-2.0

import Domain

/// A call for opinions of the demo: what is asked, and how those who have answered lean.
struct DemoCall: Sendable {
    let question: String
    let statements: [Statement]
    /// How many people each camp has; two of three are there by verified phone.
    let camps: [Int]

    /// A sentence, and of a hundred of each camp how many agree with it; a tenth says nothing either way.
    struct Statement: Sendable {
        let text: String
        let agreeing: [Int]

        init(_ text: String, _ agreeing: Int...) {
            (self.text, self.agreeing) = (text, agreeing)
        }
    }
}

extension DemoStory {
    /// What people think of the gate of the school: those who would walk, those who drive, and those who live beside it.
    static let schoolGateCall = DemoCall(
        question: "放学时段，学校东门口怎么才能不堵？",
        statements: [
            .init("一、二年级提前10分钟放学，错开走。", 97, 92, 91),
            .init("东门口每天要有交警或老师疏导。", 95, 88, 86),
            .init("公交站往南移80米。", 90, 78, 82),
            .init("四点半到五点半，东门前200米只许公交和接送车通过。", 92, 18, 60),
            .init("家长应当把车停远一点，走200米来接。", 82, 20, 24),
            .init("东门口的小摊应当全部搬走。", 40, 24, 88),
            .init("学校多开几班托管，晚半小时接也行。", 66, 74, 50),
            .init("违停的要罚，罚几次就没人停了。", 76, 14, 84),
            .init("西边再开一个门，分一半人走。", 62, 80, 38),
            .init("等孩子时不许按喇叭。", 72, 50, 94),
        ], camps: [22, 18, 14])
}
