package pack

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"
)

// The ZIP written here is the least there is (APPNOTE 6.3.10): stored
// entries, UTF-8 names, the time fixed at 1980-01-01, sizes in the local
// header, ZIP64 exactly where a number does not fit, entries back to back in
// one order, no comments, no folders. So every header byte follows from name,
// size, CRC and position, and the reader compares rather than interprets.

const (
	localSig   = 0x04034b50
	centralSig = 0x02014b50
	endSig     = 0x06054b50
	end64Sig   = 0x06064b50
	locatorSig = 0x07064b50

	localLen   = 30
	centralLen = 46
	endLen     = 22
	end64Len   = 56
	locatorLen = 20

	crcAt = 14 // of the CRC in a local header

	flagUTF8   = 0x0800
	dosDate    = 0x0021   // 1980-01-01
	unixFile   = 3 << 8   // made by Unix: external attributes hold a mode
	mode0644   = 0o100644 // regular file
	max32      = 0xffffffff
	maxCentral = 256 << 20 // bytes of a central directory that are read
)

// zipEntry is all there is to know of an entry.
type zipEntry struct {
	name   string // with the folder before it
	size   int64
	crc    uint32
	offset int64 // of the local header
}

func (e zipEntry) big() bool { return e.size >= max32 }

func (e zipEntry) version(zip64 bool) uint16 {
	if zip64 {
		return 45
	}
	return 20
}

// local is the header before the data.
func (e zipEntry) local() []byte {
	var extra []byte
	size := uint32(e.size)
	if e.big() {
		size = max32
		extra = le(uint16(1), uint16(16), uint64(e.size), uint64(e.size))
	}
	head := le(uint32(localSig), e.version(e.big()), uint16(flagUTF8), uint16(0), uint16(0), uint16(dosDate),
		e.crc, size, size, uint16(len(e.name)), uint16(len(extra)))
	return append(append(head, e.name...), extra...)
}

// central is the entry's line in the central directory.
func (e zipEntry) central() []byte {
	var extra []byte
	size, offset := uint32(e.size), uint32(e.offset)
	if e.big() {
		size = max32
		extra = append(extra, le(uint64(e.size), uint64(e.size))...)
	}
	if e.offset >= max32 {
		offset = max32
		extra = append(extra, le(uint64(e.offset))...)
	}
	if len(extra) > 0 {
		extra = append(le(uint16(1), uint16(len(extra))), extra...)
	}
	v := e.version(len(extra) > 0)
	head := le(uint32(centralSig), unixFile|v, v, uint16(flagUTF8), uint16(0), uint16(0), uint16(dosDate),
		e.crc, size, size, uint16(len(e.name)), uint16(len(extra)), uint16(0), uint16(0), uint16(0),
		uint32(mode0644)<<16, offset)
	return append(append(head, e.name...), extra...)
}

// end is where the next local header, or the central directory, begins.
func (e zipEntry) end() int64 { return e.offset + int64(len(e.local())) + e.size }

// zipEnd closes the file after a central directory of the given place, length
// and number of entries.
func zipEnd(count, offset, size int64) []byte {
	var out []byte
	if count >= math.MaxUint16 || offset >= max32 || size >= max32 {
		out = le(uint32(end64Sig), uint64(end64Len-12), uint16(unixFile|45), uint16(45), uint32(0), uint32(0),
			uint64(count), uint64(count), uint64(size), uint64(offset))
		out = append(out, le(uint32(locatorSig), uint32(0), uint64(offset+size), uint32(1))...)
	}
	return append(out, le(uint32(endSig), uint16(0), uint16(0),
		uint16(min(count, math.MaxUint16)), uint16(min(count, math.MaxUint16)),
		uint32(min(size, max32)), uint32(min(offset, max32)), uint16(0))...)
}

// le joins numbers of fixed width, little-endian.
func le(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		// Writing fixed-width numbers into a buffer cannot fail.
		_ = binary.Write(&b, binary.LittleEndian, v)
	}
	return b.Bytes()
}

// readZip lists the entries of a canonical ZIP of the given length. A flaw
// names the entry and the rule it breaks.
func readZip(r io.ReaderAt, length int64) ([]zipEntry, *flaw) {
	count, offset, size, bad := readEnd(r, length)
	if bad != nil {
		return nil, bad
	}
	directory := make([]byte, size)
	if err := readFull(r, directory, offset); err != nil {
		return nil, &flaw{"", "压缩包目录读不出来，文件不完整"}
	}
	var entries []zipEntry
	next := int64(0)
	for rest := directory; len(rest) > 0; {
		e, used, bad := readCentral(rest)
		if bad != nil {
			return nil, bad
		}
		rest = rest[used:]
		if e.offset != next {
			return nil, &flaw{e.name, "在压缩包里的位置与别的文件重叠或留有空隙"}
		}
		want := e.local()
		got := make([]byte, len(want))
		if err := readFull(r, got, e.offset); err != nil {
			return nil, &flaw{e.name, "文件头读不出来，压缩包不完整"}
		}
		if !bytes.Equal(got, want) {
			return nil, &flaw{e.name, "文件头与压缩包目录不一致"}
		}
		if next = e.end(); next > offset {
			return nil, &flaw{e.name, "在压缩包里的位置与目录重叠"}
		}
		entries = append(entries, e)
	}
	if next != offset || int64(len(entries)) != count {
		return nil, &flaw{"", "压缩包目录与文件数目或位置不符"}
	}
	return entries, nil
}

func readEnd(r io.ReaderAt, length int64) (count, offset, size int64, bad *flaw) {
	tail := make([]byte, min(length, endLen+locatorLen+end64Len))
	if err := readFull(r, tail, length-int64(len(tail))); err != nil || len(tail) < endLen {
		return 0, 0, 0, &flaw{"", "不是本程序的数据包"}
	}
	end := tail[len(tail)-endLen:]
	if binary.LittleEndian.Uint32(end) != endSig {
		return 0, 0, 0, &flaw{"", noEnd(r, length)}
	}
	count = int64(binary.LittleEndian.Uint16(end[10:]))
	size = int64(binary.LittleEndian.Uint32(end[12:]))
	offset = int64(binary.LittleEndian.Uint32(end[16:]))
	if (count == math.MaxUint16 || size == max32 || offset == max32) && len(tail) == endLen+locatorLen+end64Len {
		count = int64(binary.LittleEndian.Uint64(tail[32:]))
		size = int64(binary.LittleEndian.Uint64(tail[40:]))
		offset = int64(binary.LittleEndian.Uint64(tail[48:]))
	}
	if count < 0 || size < 0 || offset < 0 || size > maxCentral || offset > length-size {
		return 0, 0, 0, &flaw{"", "压缩包目录的位置或大小不合理"}
	}
	want := zipEnd(count, offset, size)
	if offset+size+int64(len(want)) != length || !bytes.HasSuffix(tail, want) {
		return 0, 0, 0, &flaw{"", "压缩包的结尾不合规定，或前后有多余内容"}
	}
	return count, offset, size, nil
}

// noEnd says why a file does not end as a ZIP does.
func noEnd(r io.ReaderAt, length int64) string {
	tail := make([]byte, min(length, 1<<16))
	if err := readFull(r, tail, length-int64(len(tail))); err == nil {
		if at := bytes.LastIndex(tail, le(uint32(endSig))); at >= 0 && len(tail)-at > endLen {
			return "压缩包的结尾之后还有内容，文件被加长"
		}
	}
	return "没有压缩包的结尾，文件被截断，或不是本程序的数据包"
}

// readCentral reads one line of the directory by guessing what it should be
// and comparing; the messages tell the usual reasons for a difference apart.
func readCentral(b []byte) (e zipEntry, used int, bad *flaw) {
	if len(b) < centralLen || binary.LittleEndian.Uint32(b) != centralSig {
		return e, 0, &flaw{"", "压缩包目录损坏"}
	}
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
	u32 := func(at int) int64 { return int64(binary.LittleEndian.Uint32(b[at:])) }
	nameLen, extraLen := u16(28), u16(30)
	used = centralLen + nameLen + extraLen
	if len(b) < used {
		return e, 0, &flaw{"", "压缩包目录损坏"}
	}
	e = zipEntry{name: string(b[centralLen : centralLen+nameLen]), size: u32(24), crc: uint32(u32(16)), offset: u32(42)}
	extra := b[centralLen+nameLen : used]
	if len(extra) >= 4 {
		extra = extra[4:]
	}
	if e.size == max32 && len(extra) >= 16 {
		e.size = int64(binary.LittleEndian.Uint64(extra))
		extra = extra[16:]
	}
	if e.offset == max32 && len(extra) >= 8 {
		e.offset = int64(binary.LittleEndian.Uint64(extra))
	}
	switch flags, method := u16(8), u16(10); {
	case strings.ContainsRune(e.name, 0):
		return e, 0, &flaw{e.name, "文件名含控制字符 U+0000"}
	case flags&1 != 0:
		return e, 0, &flaw{e.name, "带有加密标志，本程序的包不加密条目"}
	case method != 0:
		return e, 0, &flaw{e.name, fmt.Sprintf("经过压缩（方法 %d），本程序的包只存不压", method)}
	case flags != flagUTF8:
		return e, 0, &flaw{e.name, fmt.Sprintf("压缩包标志 %#04x 不合规定", flags)}
	case e.size < 0 || e.offset < 0 || e.size > math.MaxInt64/2 || e.offset > math.MaxInt64/2:
		return e, 0, &flaw{e.name, "大小或位置不合理"}
	case !bytes.Equal(e.central(), b[:used]):
		return e, 0, &flaw{e.name, "在压缩包目录里的登记不合规定"}
	}
	return e, used, nil
}

func readFull(r io.ReaderAt, b []byte, at int64) error {
	if at < 0 {
		return io.ErrUnexpectedEOF
	}
	n, err := r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	return err
}

// open gives the data of an entry; its last read fails when the CRC differs.
func (e zipEntry) open(r io.ReaderAt) io.Reader {
	return &crcReader{r: io.NewSectionReader(r, e.end()-e.size, e.size), want: e.crc}
}

type crcReader struct {
	r         io.Reader
	got, want uint32
}

func (c *crcReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.got = crc32.Update(c.got, crc32.IEEETable, b[:n])
	if err == io.EOF && c.got != c.want {
		return n, errCRC
	}
	return n, err
}
