// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("What a token opens")
struct APITokenTests {
    @Test("reading never writes, and a context never opens another one")
    func scopes() {
        let contexts: [APIToken.Context?] = [nil] + APIToken.Context.allCases
        for access in APIToken.Access.allCases {
            for own in contexts {
                let scope = APIToken.Scope(access: access, context: own)
                for asked in contexts {
                    for writing in [false, true] {
                        let expected = (own == nil || own == asked) && !(writing && access == .read)
                        let parts = Set([asked].compactMap(\.self))
                        #expect(scope.permits(writing: writing, in: parts) == expected)
                        if let asked, own != nil {
                            let several = parts.union([asked == .items ? .topics : .items])
                            let either = own.map(several.contains) == true && !(writing && access == .read)
                            #expect(scope.permits(writing: writing, in: several) == either)
                        }
                    }
                }
            }
        }
    }

    @Test("no token lasts longer than a year")
    func terms() {
        #expect(APIToken.terms.allSatisfy { (1...365).contains($0) })
    }
}
