package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"strconv"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"

	"shuangsuiji/backend/inspect"
)

// Record numbers of BIFF8 ([MS-XLS] 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recBoundSheet = 0x0085
	recMulRk      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// maxBook bounds the workbook stream; .xls sheets end at 65,536 rows.
const maxBook = 256 << 20

var errBIFF = errors.New("xls: record too short")

// xlsFile is a BIFF8 workbook, held in memory as its record stream.
type xlsFile struct {
	f        *os.File
	name     string
	stream   []byte
	order    []string
	offsets  map[string]int
	strings  []string
	formats  map[int]string
	styles   []int // XF -> format number
	date1904 bool
}

func openXLS(f *os.File, size int64, name string) (source, error) {
	data := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(f, 0, size), data); err != nil {
		return nil, openError(f.Name(), err)
	}
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, damaged(name, "复合文档结构不完整", err)
	}
	var book *mscfb.File
	for _, entry := range doc.File {
		switch entry.Name {
		case "EncryptedPackage":
			return nil, encrypted(name)
		case "WordDocument":
			return nil, notSheet(name, "Word 文档")
		case "PowerPoint Document":
			return nil, notSheet(name, "演示文稿")
		case "Workbook", "Book":
			book = entry
		}
	}
	if book == nil {
		return nil, notSheet(name, "其他程序的文档")
	}
	if book.Size > maxBook || book.Size > size {
		return nil, tooLarge(name)
	}
	stream := make([]byte, book.Size)
	if _, err := io.ReadFull(book, stream); err != nil {
		return nil, damaged(name, "工作簿内容不完整", err)
	}
	x := &xlsFile{f: f, name: name, stream: stream, offsets: map[string]int{}, formats: map[int]string{}}
	if err := x.readGlobals(); err != nil {
		var known *inspect.Error
		if errors.As(err, &known) {
			return nil, err
		}
		return nil, damaged(name, "工作簿目录读不出来", err)
	}
	if len(x.order) == 0 {
		return nil, inspect.E(inspect.Invalid, "工作簿“%s”里没有可见的工作表", name).WithRef(name).
			WithHint("请在 Excel 中取消隐藏要导入的工作表，保存后再导入")
	}
	return x, nil
}

func (x *xlsFile) sheets() []string { return x.order }
func (x *xlsFile) Close() error     { return x.f.Close() }

// records calls fn for each record from offset up to the EOF record that
// closes the substream; embedded charts are stepped over.
func (x *xlsFile) records(offset int, fn func(pos, kind int, data []byte) error) error {
	depth := 0
	for pos := offset; ; {
		if pos < 0 || pos+4 > len(x.stream) {
			return errBIFF
		}
		kind := int(binary.LittleEndian.Uint16(x.stream[pos:]))
		length := int(binary.LittleEndian.Uint16(x.stream[pos+2:]))
		if pos+4+length > len(x.stream) {
			return errBIFF
		}
		data := x.stream[pos+4 : pos+4+length]
		switch kind {
		case recBOF:
			depth++
		case recEOF:
			if depth--; depth <= 0 {
				return nil
			}
		}
		if depth == 1 {
			if err := fn(pos, kind, data); err != nil {
				return err
			}
		}
		pos += 4 + length
	}
}

func (x *xlsFile) readGlobals() error {
	return x.records(0, func(pos, kind int, data []byte) error {
		switch kind {
		case recBOF:
			if len(data) < 4 || binary.LittleEndian.Uint16(data) != 0x0600 {
				return inspect.E(inspect.Unsupported, "“%s”是 Excel 95 或更早的格式", x.name).WithRef(x.name).
					WithHint("请用 Excel 或 WPS 打开后另存为 .xlsx，再导入另存的文件")
			}
		case recFilePass:
			return encrypted(x.name)
		case recDate1904:
			x.date1904 = len(data) > 0 && data[0] == 1
		case recFormat:
			r := biffReader{segs: [][]byte{data}}
			id := int(r.u16())
			x.formats[id] = r.text(int(r.u16()))
			return r.err
		case recXF:
			if len(data) < 4 {
				return errBIFF
			}
			x.styles = append(x.styles, int(binary.LittleEndian.Uint16(data[2:])))
		case recSST:
			return x.readSST(pos, data)
		case recBoundSheet:
			r := biffReader{segs: [][]byte{data}}
			offset := int(r.u32())
			hidden, sort := r.u8(), r.u8()
			name := r.text(int(r.u8()))
			if r.err == nil && hidden == 0 && sort == 0 {
				x.order = append(x.order, name)
				x.offsets[name] = offset
			}
			return r.err
		}
		return nil
	})
}

// readSST reads the shared strings, which run on over CONTINUE records.
func (x *xlsFile) readSST(pos int, data []byte) error {
	segs := [][]byte{data}
	for next := pos + 4 + len(data); next+4 <= len(x.stream); {
		if binary.LittleEndian.Uint16(x.stream[next:]) != recContinue {
			break
		}
		end := next + 4 + int(binary.LittleEndian.Uint16(x.stream[next+2:]))
		if end > len(x.stream) {
			return errBIFF
		}
		segs = append(segs, x.stream[next+4:end])
		next = end
	}
	r := biffReader{segs: segs}
	r.u32()
	count := int(r.u32())
	for i := 0; i < count && r.err == nil; i++ {
		x.strings = append(x.strings, r.text(int(r.u16())))
	}
	return r.err
}

// biffReader reads across the segments of a continued record.
type biffReader struct {
	segs [][]byte
	pos  int
	err  error
}

func (r *biffReader) take(n int) []byte {
	if r.err == nil && len(r.segs) > 0 && r.pos+n <= len(r.segs[0]) {
		r.pos += n
		return r.segs[0][r.pos-n : r.pos]
	}
	out := make([]byte, 0, min(n, 16))
	for len(out) < n && r.err == nil {
		if len(r.segs) == 0 {
			r.err = errBIFF
			break
		}
		if r.pos == len(r.segs[0]) {
			r.segs, r.pos = r.segs[1:], 0
			continue
		}
		step := min(n-len(out), len(r.segs[0])-r.pos)
		out = append(out, r.segs[0][r.pos:r.pos+step]...)
		r.pos += step
	}
	for len(out) < n && n <= 8 {
		out = append(out, 0)
	}
	return out
}

func (r *biffReader) u8() uint8   { return r.take(1)[0] }
func (r *biffReader) u16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }
func (r *biffReader) u32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }

// text reads the flags and n characters of an XLUnicodeRichExtendedString
// ([MS-XLS] 2.5.293). When it runs over a CONTINUE record, the new segment
// begins with a fresh flag byte that says how wide the rest is.
func (r *biffReader) text(n int) string {
	flags := r.u8()
	runs, extra := 0, 0
	if flags&0x08 != 0 {
		runs = int(r.u16())
	}
	if flags&0x04 != 0 {
		extra = int(r.u32())
	}
	var units []uint16
	for n > 0 && r.err == nil {
		if len(r.segs) > 0 && r.pos == len(r.segs[0]) {
			if r.segs, r.pos = r.segs[1:], 0; len(r.segs) == 0 {
				r.err = errBIFF
				break
			}
			flags = r.u8()
			continue
		}
		if flags&1 == 0 {
			units = append(units, uint16(r.u8()))
		} else {
			units = append(units, r.u16())
		}
		n--
	}
	if skip := 4*runs + extra; skip > 0 {
		if skip < 0 || skip > maxBook {
			r.err = errBIFF
		} else {
			r.take(skip)
		}
	}
	return string(utf16.Decode(units))
}

// number turns a value into a cell under the format of its XF.
func (x *xlsFile) number(v float64, xf int) (cell, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return cell{}, errors.New("xls: number " + strconv.FormatFloat(v, 'g', -1, 64))
	}
	format := 0
	if xf < len(x.styles) {
		format = x.styles[xf]
	}
	return numericCell(v, isDateFormat(format, x.formats[format]), x.date1904), nil
}
