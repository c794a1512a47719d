package draw

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shuangsuiji/backend/inspect"
)

// Files holds the files of one draw: file name -> exact bytes.
type Files map[string][]byte

// The names of the files of a draw; doc.go gives the format of each.
const (
	fileStatement = "statement.json"
	fileRules     = "rules.json"
	fileFrame     = "frame.txt"
	fileRoster    = "roster.txt"
	fileSeats     = "seats.txt"
	fileRecusals  = "recusals.txt"
	fileOpenings  = "openings.txt"
	fileExcluded  = "excluded.txt"
	fileReveal    = "reveal.json"
	fileTickets   = "tickets.txt"
	fileWinners   = "winners.txt"
	fileAssign    = "assignment.txt"
	filePassed    = "passed.txt"
	fileSums      = "SHA256SUMS"
	fileOpened    = WinnersFile
)

// WinnersFile opens the winners of a draw of subjects; see WinnersOpenings.
const WinnersFile = "winners-openings.txt"

// internalFiles never leave the bureau: they tie pseudonyms to people and firms.
var internalFiles = []string{fileOpenings, fileExcluded}

// Public gives the files that may be shown to anyone: all but openings.txt and
// excluded.txt. The bytes are shared with f.
func Public(f Files) Files {
	p := maps.Clone(f)
	for _, name := range internalFiles {
		delete(p, name)
	}
	return p
}

// Internal tells whether a file of a draw is not for the public.
func Internal(name string) bool { return slices.Contains(internalFiles, name) }

// Opening gives salt (hex), code and name behind the pseudonym id, from
// openings.txt. It fails with notfound when f does not hold openings.txt or
// that id, and with damaged when the opening does not yield id.
func Opening(f Files, id string) (salt, code, name string, err error) {
	if _, ok := f[fileOpenings]; ok {
		err = table(f, fileOpenings, 4, func(line int, c [][]byte) error {
			if string(c[0]) != id {
				return nil
			}
			salt, code, name = string(c[1]), string(c[2]), string(c[3])
			return checkOpening(line, c)
		})
	}
	if err != nil {
		return "", "", "", err
	}
	if salt == "" {
		return "", "", "", inspect.E(inspect.NotFound, "%s 中没有编号 %s", fileOpenings, id).
			WithHint("请核对编号；公开材料不含 %s，须向出具单位查询", fileOpenings).WithRef(id)
	}
	return salt, code, name, nil
}

// OpeningOf gives id, salt (hex) and name of the one item with code, from
// openings.txt. It fails like Opening.
func OpeningOf(f Files, code string) (id, salt, name string, err error) {
	if _, ok := f[fileOpenings]; ok {
		err = table(f, fileOpenings, 4, func(line int, c [][]byte) error {
			if string(c[2]) != code {
				return nil
			}
			id, salt, name = string(c[0]), string(c[1]), string(c[3])
			return checkOpening(line, c)
		})
	}
	if err == nil && id == "" {
		err = inspect.E(inspect.NotFound, "本次抽取的名录中没有代码 %s", code).
			WithHint("请核对代码；抽取前已排除的不在名录中，见内部包的 %s", fileExcluded).WithField("code").WithRef(code)
	}
	return id, salt, name, err
}

// checkOpening checks a line of openings.txt: id, salt, code, name.
func checkOpening(line int, c [][]byte) error {
	if want := pseudonym(c[1], c[2], c[3]); len(c[1]) != 32 || !isHex(c[1]) || !want.is(c[0]) {
		return damaged(fileOpenings, line, "编号不是由盐、代码、名称算出的")
	}
	return nil
}

// pseudonym is the id of an item: SHA-256(salt LF code LF name LF).
func pseudonym[T string | []byte](salt, code, name T) idBytes {
	b := make([]byte, 0, 256)
	for _, part := range [...]T{salt, code, name} {
		b = append(append(b, part...), '\n')
	}
	return sha256.Sum256(b)
}

func digest(b []byte) string {
	d := sha256.Sum256(b)
	return hex.EncodeToString(d[:])
}

// damaged is the error of every mismatch. Ref is "file" or "file:line".
func damaged(file string, line int, format string, args ...any) *inspect.Error {
	where, ref := file, file
	if line > 0 {
		where, ref = fmt.Sprintf("%s 第%d行", file, line), fmt.Sprintf("%s:%d", file, line)
	}
	return inspect.E(inspect.Damaged, "%s：%s", where, fmt.Sprintf(format, args...)).
		WithHint("这份抽取材料不完整或被改动过，请向出具单位索取原件后重新核验").WithRef(ref)
}

func missing(file string) *inspect.Error { return damaged(file, 0, "缺少这个文件") }

// textFault says why s cannot stand in a file of a draw, "" if it can. Control
// characters and U+2028/2029 would split lines or columns for some reader.
func textFault(s string) string {
	if !utf8.ValidString(s) {
		return "不是有效的 UTF-8 文字"
	}
	for i := range len(s) {
		if controlAt(s, i) {
			return "含有换行、制表或其他控制字符"
		}
	}
	return ""
}

// controlAt reports a control character (C0, DEL, C1) or U+2028/2029 that
// begins at byte i of valid UTF-8.
func controlAt[T string | []byte](s T, i int) bool {
	switch b := s[i]; {
	case b < 0x20 || b == 0x7f:
		return true
	case b == 0xC2:
		return s[i+1] < 0xA0
	case b == 0xE2:
		return s[i+1] == 0x80 && (s[i+2] == 0xA8 || s[i+2] == 0xA9)
	}
	return false
}

// table reads a text file: UTF-8, every line ended by LF, cols columns divided
// by TAB, none of them empty. The columns given to each are valid only during
// the call and point into f.
func table(f Files, name string, cols int, each func(line int, col [][]byte) error) error {
	data, ok := f[name]
	if !ok {
		return missing(name)
	}
	if !utf8.Valid(data) {
		return damaged(name, 0, "不是有效的 UTF-8 文字")
	}
	col := make([][]byte, 0, cols)
	for line := 1; len(data) > 0; line++ {
		end, from := -1, 0
		col = col[:0]
		for i := 0; i < len(data) && end < 0; i++ {
			if b := data[i]; b >= 0x20 && b != 0x7f && b != 0xC2 && b != 0xE2 {
				continue
			} else if b == '\t' || b == '\n' {
				if i == from || len(col) == cols {
					return damaged(name, line, "应有 %d 列，且每列都有内容", cols)
				}
				col = append(col, data[from:i])
				from = i + 1
				if b == '\n' {
					end = i
				}
			} else if controlAt(data, i) {
				return damaged(name, line, "含有控制字符")
			}
		}
		if end < 0 {
			return damaged(name, line, "行尾缺少换行符")
		}
		if len(col) != cols {
			return damaged(name, line, "应有 %d 列，实有 %d 列", cols, len(col))
		}
		if err := each(line, col); err != nil {
			return err
		}
		data = data[end+1:]
	}
	return nil
}

// idBytes is a pseudonym as 32 bytes; their order is the order of the hex.
type idBytes [32]byte

func (id idBytes) String() string { return hex.EncodeToString(id[:]) }

func (id idBytes) is(s []byte) bool { other, ok := parseID(s); return ok && other == id }

// parseID reads 64 lower-case hex digits.
func parseID(s []byte) (id idBytes, ok bool) {
	if len(s) != 64 {
		return id, false
	}
	bad := byte(0)
	for i := range id {
		hi, lo := nibble[s[2*i]], nibble[s[2*i+1]]
		bad |= hi | lo
		id[i] = hi<<4 | lo&15
	}
	return id, bad < 16
}

// nibble is the value of a lower-case hex digit, 16 for every other byte.
var nibble = func() (t [256]byte) {
	for b := range t {
		t[b] = 16
		if i := strings.IndexByte("0123456789abcdef", byte(b)); i >= 0 {
			t[b] = byte(i)
		}
	}
	return t
}()

// isHex reports whether s holds lower-case hex digits only.
func isHex(s []byte) bool {
	return !slices.ContainsFunc(s, func(b byte) bool { return nibble[b] > 15 })
}

// parseInt reads a decimal integer from lo to hi, written without sign or
// leading zeros.
func parseInt(s []byte, lo, hi int) (int, bool) {
	n, err := strconv.Atoi(string(s))
	if err != nil || n < lo || n > hi || strconv.Itoa(n) != string(s) {
		return 0, false
	}
	return n, true
}

// sortedLines joins lines, sorted by bytes and without doubles, each ended by LF.
func sortedLines(lines []string) []byte {
	slices.Sort(lines)
	var b bytes.Buffer
	for _, l := range slices.Compact(lines) {
		b.WriteString(l)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// sums is SHA256SUMS: the digest of every public file of the draw, in the form
// that sha256sum -c reads, sorted by name.
func sums(f Files, names []string) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(slices.Values(names)) {
		fmt.Fprintf(&b, "%s  %s\n", digest(f[name]), name)
	}
	return b.Bytes()
}

// firstDifference is the number, from 1, of the first line in which a and b differ.
func firstDifference(a, b []byte) int {
	line := 1
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '\n' {
			line++
		}
	}
	return line
}
