// Package layout turns blocks into pages of drawing operations: measure, break,
// place. It knows fonts (fontkit) and nothing of PDF.
//
// All lengths are points (1/72 inch); x grows to the right, y downwards from
// the top edge of the sheet; a text's Y is its baseline.
//
// Text is never changed. Break cuts a text into lines whose concatenation is
// the text, byte for byte, whatever the text is (also broken UTF-8); the
// property tests hold it to that. Lines obey 禁则 (no closing mark at the head
// of a line, no opening mark at its end), and words, numbers and their units
// stay whole unless they are longer than a line. Two characters are drawn as
// vectors: ☐ and ☑.
//
// A document is a list of Blocks. Each becomes a stack of boxes; Lay stacks
// the boxes into pages, repeats table heads, keeps what belongs together, and
// then, once the number of pages is known, adds to each page what its Frame
// asks for: page numbers, signature strip, QR code.
package layout
