// Package template reads 文书式样: kinds of documents that are data, so that a
// bureau's legal section can change a wording, add a field or a form of its own
// without a build.
//
// A template is one small YAML file (the built-in ones are in kinds/). Above
// its body it says what it is and lists its fields; the body lists what stands
// on the paper, from top to bottom:
//
//	kind: order-to-stop          the word used on the command line and in files
//	name: 责令停止通知书          its title
//	class: 检查文书              or 案件文书, a 草稿 until its official number is known
//	local: true                  marked 分局内部表样
//	for: visit                   visit, team, task or result
//	short: 责停                  the word its numbers begin with
//	many: true                   may be issued several times for the same thing
//	after: true                  made only after the visit was finished
//	ready: true                  the record has all it asks: it is made at one press, too
//	sheet: small                 type area 130 x 160 mm; otherwise A4
//	source: 公安式样二十三        the form it follows
//	law: 行政处罚法第四十四条       the article its mandatory content follows
//	keep: [陈述, 申辩]            words that no other wording of it may drop
//	fields:
//	  - {key: facts, label: 违法行为, type: text, required: true, from: findings, sample: …}
//	body:
//	  - fields: ["party", "code:1.3 principal"]   rows of blanks over rules; :1.3 is a share of the width
//	  - text: "经查，{facts}。"                     a paragraph; {key} is replaced, an empty one is ／
//	  - plain: "…"                                a paragraph without indent
//	  - section: {title: 一、依据, of: basis}       a heading and what stands in the field
//	  - heading: 附：清单                           a line in bold
//	  - table: items                              a field of type rows, {wide: [1, 3]} shares of its columns
//	  - list: demands                             the lines of a field, numbered
//	  - choices: methods                          a closed list with its boxes
//	  - grid: [{row: party code}, {row: address}, {sign: 审批意见, foot: 签名}]
//	  - blanks: ["受送达人签名:1.2 送达时间"]         rows left for a hand
//	  - ruled: {title: 被检查人意见, lines: 2}        lines for a hand
//	  - closing: date                             the organ and a date at the right, under the seal
//	  - receipt: true                             the party's receipt
//	strip: ["被询问人签名:1.2 日期"]                 at the foot of every page: a record
//
// A row of fields, blanks or strip that begins with ?key stands only when that
// field was filled: "?interpreter 翻译人员签名".
//
// Read refuses what it does not know, and every error names its line.
//
// # A bureau's own
//
// Own checks a bureau's own template against the built-in ones. Another wording
// of a built-in kind stays what it is: class, noun, number word, and the name
// unless it is a local form. What is mandatory stays: each required field with
// its type, source and choices, every place to sign, the strip, the receipt,
// the seal's place, ruled space, the words of keep. More may be asked, nothing
// less. A kind of the bureau's own is marked 分局内部表样, says what it rests upon
// and has a place to sign or to seal.
//
// # What a field begins with
//
// from names something of the record; the list is Sources. A field with fixed:
// true is always that; any other may be changed before the document is issued.
package template
