// SPDX-License-Identifier: Apache-2.0

import Markup

/// The mark: two speech bubbles facing each other; where they overlap is the common ground, in vermilion.
enum Logo {
    /// Mark and word, for the masthead and the sign-in page. Screen readers hear the name.
    static let html: HTML = """
        <svg viewBox="0 0 40 40" aria-hidden="true"><use href="#i-logo"/></svg>\
        <svg viewBox="0 0 72 40" aria-hidden="true"><use href="#i-word"/></svg><span class="vh">商量</span>
        """

    /// The mark alone, drawn large with a thin line as decoration.
    static let art: HTML = """
        <svg viewBox="0 0 40 40" aria-hidden="true" fill="none" stroke="currentColor" stroke-width=".5" \
        stroke-linejoin="round">\(bubbles)</svg>
        """

    /// The strokes of the mark on a field of 40 × 40.
    static let bubbles: HTML = """
        <path class="common" stroke="none" d="M20 7.1a12 12 0 0 1 0 21.8a12 12 0 0 1 0-21.8z"/>\
        <path d="M10.9 29.3L4.5 33.4L6.2 26.2A12 12 0 1 1 10.9 29.3z"/>\
        <path d="M29.1 29.3L35.5 33.4L33.8 26.2A12 12 0 1 0 29.1 29.3z"/>
        """
}
