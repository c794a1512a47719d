// Package scan takes the pages out of what a scanner made and reads the QR code
// on each: the raw material of the 扫描收件箱 (P5). It knows nothing of documents;
// the text of a code is handed on as it was read.
//
// # What it reads
//
//	PDF         one picture a page, as scanners make them: JPEG, CCITT G3/G4, Flate, LZW
//	JPEG, PNG   one page
//	TIFF        one page a directory; uncompressed, CCITT, LZW, Deflate
//
// The kind is decided by the content, never by the extension. A folder stands
// for the files in it, in the order of their names, numbers by their value.
//
// # What it promises
//
// A JPEG or PNG picture is handed on byte for byte, so that its digest names
// what the scanner made; only what no viewer shows (TIFF, raw PDF pixels) becomes
// a PNG, which loses nothing. A page that cannot be read is still a Page, with a
// Fault that says why in Chinese: no sheet of the pile is skipped silently.
//
// Whatever is read is hostile: sizes are looked at before anything is decoded,
// a decoder's panic is a fault of that page, and nothing is written anywhere.
// pdfcpu is told to keep no configuration of its own in the user's folder.
//
// # Codes
//
// The code stands in the upper right corner of our sheets. The corners are
// looked at first, sharp, then enlarged and smoothed, at last the whole sheet.
// 20 mm at 150 dpi are two pixels a module, which is the least that reads.
// Turn says how far the sheet must be turned clockwise to stand upright.
package scan
