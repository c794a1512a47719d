// Package output writes laid-out pages as PDF/A-1b (ISO 19005-1, level B).
//
// It is the only importer of gofpdf and uses it as a pen and nothing more: its
// calls that wrap, measure or decode text lose or corrupt characters (a test
// forbids them). Every face is cut to the document's glyphs before gofpdf sees
// it, and every glyph gets a code of the document's own, from firstCode on, so
// that a character outside the basic plane is no exception.
//
// What gofpdf writes is then rewritten object by object: subset names, CIDSet,
// a ToUnicode map with the real characters, XMP metadata that agrees with the
// info dictionary, an sRGB output intent, a file identifier that is a digest
// of the content. The same pages give the same bytes.
package output
