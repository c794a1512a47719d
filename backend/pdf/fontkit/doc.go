// Package fontkit reads TrueType fonts and cuts the few glyphs one document
// needs out of them.
//
// Open takes a TrueType file, a TrueType collection (its first font) or either
// of them packed as blocked gzip; every access is bounds-checked, so a broken
// file is an error and never a panic. Bytes are kept as strings: nothing can
// change them, and any number of goroutines may use one Font.
//
// A Chain is a list of faces in order of preference. Pick gives the first face
// that has a character: that is the whole of font fallback here, one character
// at a time. Fonts with PostScript outlines (OTF) are refused.
//
// Lengths are in thousandths of the em, as in PDF, rounded half away from
// zero; a layout that adds them up places glyphs exactly where a PDF viewer
// does.
package fontkit
