// Package pdf makes the printed documents (文书) of an inspection and the
// public notices from frozen snapshots.
//
// # What it promises
//
// Render takes the exact stored bytes of a snapshot (inspect.DocumentHead
// inside) and gives a PDF/A-1b. Not one character of the snapshot is lost: a
// character that no face can show, an unknown field, or an empty mandatory
// blank is an inspect.Error that names it, and no PDF is made. The same bytes,
// fonts and program give the same PDF. Fonts may be shared by any number of
// goroutines.
//
// # Three floors
//
//	fontkit  reads fonts, cuts the glyphs one document needs
//	layout   measures, breaks lines, stacks blocks into pages
//	output   writes pages through gofpdf and makes PDF/A-1b of that
//
// Above them most kinds are data: package template reads them, templated.go lays
// them out, and the snapshot carries the template's text, so that another wording
// later changes no document already issued.
//
// A kind whose paper is the record itself stays a short function in a file
// kind_*.go, from its snapshot to a list of layout blocks; kinds.go lists them.
// Nobody may word what was recorded: the 笔录 and its lists (scene-record,
// remote-record, check-form, evidence-list with its pictures), the approval with
// the teams of a whole task, the work plan that approval signs, the draw's record
// that a stranger replays, and the notices, which are checked for personal data
// and set as GB/T 9704 letters. 情况说明 and 补充笔录 carry the digest of what
// they are about.
//
// # On every page
//
// A QR code in the upper right corner, by which a scan of mixed sheets is
// sorted again. Its text, fields separated by one "|":
//
//	SSJ1|number|SHA-256 of the snapshot|page/pages|version|log size|first 16 hex of the log's root
//
// Records carry a strip for signatures at the foot of every page and strike
// the rest of the last page. Kinds no ministry has designed are marked
// 分局内部表样; drafts are stamped 草稿.
//
// # Faces
//
// 仿宋 for text is taken from the folders given to LoadFonts (simfang, Fandol),
// if it is whole (6,763 hanzi of GB 2312) and may be embedded; otherwise 宋
// stands in. A character the preferred face lacks comes from the next one of
// its chain, at last from 楷 and 黑.
package pdf
