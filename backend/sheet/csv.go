package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/backend/inspect"
)

// csvFile is a delimited text file.
type csvFile struct {
	f         *os.File
	name      string
	gb18030   bool
	delimiter rune
}

func openCSV(f *os.File, name string) (source, error) {
	c := &csvFile{f: f, name: name, delimiter: ','}
	valid, err := validUTF8(f)
	if err != nil {
		return nil, openError(f.Name(), err)
	}
	c.gb18030 = !valid
	r, err := c.text()
	if err != nil {
		return nil, err
	}
	line, err := bufio.NewReaderSize(r, 64<<10).ReadString('\n')
	if err != nil && err != io.EOF {
		return nil, openError(f.Name(), err)
	}
	for _, d := range "\t;" {
		if strings.Count(line, string(d)) > strings.Count(line, string(c.delimiter)) {
			c.delimiter = d
		}
	}
	return c, nil
}

func (c *csvFile) sheets() []string              { return []string{""} }
func (c *csvFile) merges(string) ([]span, error) { return nil, nil }
func (c *csvFile) Close() error                  { return c.f.Close() }

// text rewinds the file and decodes it.
func (c *csvFile) text() (io.Reader, error) {
	if _, err := c.f.Seek(0, io.SeekStart); err != nil {
		return nil, openError(c.f.Name(), err)
	}
	if c.gb18030 {
		return simplifiedchinese.GB18030.NewDecoder().Reader(c.f), nil
	}
	r := bufio.NewReaderSize(c.f, 64<<10)
	if head, _ := r.Peek(3); bytes.Equal(head, []byte("\xef\xbb\xbf")) {
		r.Discard(3)
	}
	return r, nil
}

// rows numbers records as Excel does: a quoted line break stays in its row,
// an empty line is a row.
func (c *csvFile) rows(_ string, fn func(no int, cells []cell) error) error {
	text, err := c.text()
	if err != nil {
		return err
	}
	r := csv.NewReader(text)
	r.Comma = c.delimiter
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.ReuseRecord = true
	var cells []cell
	no, end := 0, 0
	for {
		record, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return c.explain(err, no+1)
		}
		line, _ := r.FieldPos(0)
		no += line - end
		end = line
		cells = cells[:0]
		for _, text := range record {
			end += strings.Count(text, "\n")
			if strings.ContainsRune(text, utf8.RuneError) && c.gb18030 {
				return inspect.E(inspect.Unsupported, "文件“%s”第 %d 行有认不出的字符：是自造字，或编码既不是 UTF-8 也不是 GB18030", c.name, no).
					WithRef(c.name).WithHint("请用 Excel 或 WPS 打开，确认没有乱码后另存为 .xlsx 再导入")
			}
			cells = append(cells, cell{unguard(text), textCell})
		}
		if no > MaxRows {
			return tooManyRows(c.name)
		}
		if len(cells) > maxColumns {
			return damaged(c.name, "第 "+strconv.Itoa(no)+" 行的列太多", csv.ErrFieldCount)
		}
		if err := fn(no, cells); err != nil {
			return err
		}
	}
}

func (c *csvFile) explain(err error, no int) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return damaged(c.name, "第 "+strconv.Itoa(no)+" 行附近的引号不成对", err)
	}
	return openError(c.f.Name(), err)
}

// validUTF8 tells whether the whole file is UTF-8 (ASCII included).
func validUTF8(f *os.File) (bool, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	buf := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := f.Read(buf[kept:])
		n += kept
		chunk := buf[:n]
		if err == io.EOF {
			return utf8.Valid(chunk), nil
		}
		if err != nil {
			return false, err
		}
		kept = 0 // a character may be cut at the end of the chunk
		for back := 1; back <= 3 && back <= n; back++ {
			if utf8.RuneStart(chunk[n-back]) {
				if !utf8.FullRune(chunk[n-back:]) {
					kept = back
				}
				break
			}
		}
		if !utf8.Valid(chunk[:n-kept]) {
			return false, nil
		}
		copy(buf, chunk[n-kept:])
	}
}

// guardMarks begin a formula in some spreadsheet program (OWASP, CSV
// Injection), full-width ones included.
const guardMarks = "=+-@\t\r＝＋－＠"

// guard puts an apostrophe before text that a spreadsheet would run as a
// formula, and before text that already looks guarded, so that unguard is its
// exact inverse.
func guard(s string) string {
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'")); r != utf8.RuneError && strings.ContainsRune(guardMarks, r) {
		return "'" + s
	}
	return s
}

// unguard takes one apostrophe off again, and unwraps ="00123", the way
// Excel users keep leading zeros in CSV.
func unguard(s string) string {
	if strings.HasPrefix(s, "'") && guard(s) != s {
		return s[1:]
	}
	if len(s) > 3 && strings.HasPrefix(s, `="`) && strings.HasSuffix(s, `"`) && !strings.Contains(s[2:len(s)-1], `"`) {
		return s[2 : len(s)-1]
	}
	return s
}
