// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    /// The side whose signature this person may give. Nobody supervises the own unit's work.
    package func supervisedSide(of staff: Staff) -> Side? {
        guard let side = supervision?.side(of: staff.id), !staff.units.contains(unit) else { return nil }
        return side
    }

    /// Which sides have still to sign; none where it is not supervised together, or no report was found to hold.
    package var missingSignatures: [Side] {
        guard supervision != nil, state == .verified else { return [] }
        return Side.allCases.filter { side in !signatures.contains { $0.side == side } }
    }

    /// One of the two finds it done. The second of both ends it; before the people had their days nobody signs.
    package func signing(
        _ words: String?, isAnswered: Bool, by actor: Actor, at now: Instant
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.sign, by: actor)
        guard case .staff(let staff) = actor, let side = supervisedSide(of: staff) else { throw .notYours }
        return try signed(.init(side, on: now.day, words: words), isAnswered: isAnswered)
    }

    /// A secretary notes the signature of somebody without an account, and the paper on which it stands.
    package func notingSignature(
        of side: Side, on paper: String, words: String?, isAnswered: Bool, by actor: Actor, at now: Instant
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.signFor, by: actor)
        guard supervision?.person(of: side) == nil else { throw .signsAlone }
        return try signed(.init(side, on: now.day, words: words, paper: paper), isAnswered: isAnswered)
    }

    private func signed(
        _ signature: Countersignature, isAnswered: Bool
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        guard missingSignatures.contains(signature.side) else { throw .alreadySigned }
        if let hindrance = closingHindrance(on: signature.day, isAnswered: isAnswered) { throw hindrance }
        return missingSignatures == [signature.side]
            ? Transition(self, .closed(on: signature.day, signature: signature)) : Transition(self, .signed(signature))
    }

    /// One of the two finds that it is not done: the unit has its term again, and both sign anew.
    package func decliningToSign(
        reason: String, by actor: Actor, at now: Instant, practice: Practice
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.declineToSign, by: actor)
        guard case .staff(let staff) = actor, let side = supervisedSide(of: staff) else { throw .notYours }
        return Transition(
            self, .signatureDeclined(side, reason: .kept(reason), deadline: practice.reportDeadline(at: now)))
    }

    /// Only what people were asked about is signed, or sent back.
    var signingRefusal: ItemRefusal? {
        if state == .closed { return .alreadyClosed }
        if supervision == nil { return .notSupervised }
        return state == .verified ? nil : .notVerified
    }

    /// Whether this person's side has signed already.
    func ownSigningRefusal(of actor: Actor) -> ItemRefusal? {
        if let signingRefusal { return signingRefusal }
        guard case .staff(let staff) = actor, let side = supervisedSide(of: staff) else { return .notYours }
        return missingSignatures.contains(side) ? nil : .alreadySigned
    }

    /// A secretary signs for nobody who has an account, and not for the other side of the own signature: both would be one
    /// person's.
    func signingForRefusal(of actor: Actor) -> ItemRefusal? {
        if let signingRefusal { return signingRefusal }
        let sides = Side.allCases.filter { supervision?.person(of: $0) == nil }
        if sides.isEmpty { return .signsAlone }
        if case .staff(let staff) = actor, supervision?.side(of: staff.id) != nil { return .samePersonTwice }
        return sides.contains(where: missingSignatures.contains) ? nil : .alreadySigned
    }
}
