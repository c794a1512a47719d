// Package output writes laid-out pages as PDF/A-1b (ISO 19005-1, level B).
//
// It is the only importer of gofpdf and uses it as a pen and a file writer and
// nothing more: pages, strokes, pictures. gofpdf's calls that wrap, measure or
// decode text lose or corrupt characters (a test forbids them), and its font
// embedding maps only the basic plane and takes three times as long as all the
// rest, so text operators are written raw and the fonts are added afterwards.
//
// Every face is cut to the document's characters; the code of a character is
// its glyph in that subset, so one outside the basic plane is no exception, and
// the ToUnicode map states the real characters.
//
// What gofpdf writes is then taken apart into objects and put together again
// with the fonts (CIDSet, subset names), compressed pages, XMP metadata that
// agrees with the info dictionary, an sRGB output intent and a file identifier
// that is a digest of the content. The same pages give the same bytes.
package output
