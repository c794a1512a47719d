package output

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
)

// objects are the bodies of a PDF's objects by number; 0 is not used.
type objects [][]byte

// parse splits what gofpdf wrote along its cross-reference table.
func parse(pdf []byte) (objects, error) {
	at := bytes.LastIndex(pdf, []byte("startxref\n"))
	if at < 0 {
		return nil, errors.New("pdf: no startxref")
	}
	var table int
	if _, err := fmt.Sscan(string(pdf[at+10:]), &table); err != nil || table <= 0 || table >= len(pdf) {
		return nil, errors.New("pdf: bad startxref")
	}
	lines := bytes.Split(pdf[table:at], []byte("\n"))
	if len(lines) < 3 {
		return nil, errors.New("pdf: bad cross-reference table")
	}
	var count int
	if _, err := fmt.Sscanf(string(lines[1]), "0 %d", &count); err != nil || count < 1 || len(lines) < count+2 {
		return nil, errors.New("pdf: bad cross-reference table")
	}
	objs := make(objects, count)
	for n := 1; n < count; n++ {
		off, err := strconv.Atoi(string(lines[2+n][:10]))
		head := fmt.Appendf(nil, "%d 0 obj\n", n)
		if err != nil || off > table || !bytes.HasPrefix(pdf[off:], head) {
			return nil, fmt.Errorf("pdf: object %d is not where the table says", n)
		}
		body := pdf[off+len(head) : table]
		end, err := bodyEnd(body)
		if err != nil {
			return nil, fmt.Errorf("pdf: object %d: %w", n, err)
		}
		objs[n] = body[:end]
	}
	return objs, nil
}

// bodyEnd finds where a body ends; a stream is skipped by its length, because
// its bytes may hold anything.
func bodyEnd(body []byte) (int, error) {
	from := 0
	end := bytes.Index(body, []byte("endobj"))
	if at := bytes.Index(body, []byte("stream\n")); at >= 0 && at < end {
		var n int
		length := bytes.LastIndex(body[:at], []byte("/Length "))
		if length < 0 {
			return 0, errors.New("stream without length")
		}
		if _, err := fmt.Sscan(string(body[length+8:at]), &n); err != nil || n > len(body)-at {
			return 0, errors.New("bad stream length")
		}
		from = at + 7 + n
		end = bytes.Index(body[from:], []byte("endobj"))
	}
	if end < 0 {
		return 0, errors.New("no end")
	}
	return from + len(bytes.TrimRight(body[from:from+end], "\n")), nil
}

// add appends an object and returns its number.
func (o *objects) add(body []byte) int {
	*o = append(*o, body)
	return len(*o) - 1
}

// stream is the body of a stream object with the given further entries.
func stream(entries string, data []byte) []byte {
	return fmt.Appendf(nil, "<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// packer compresses streams, one after another, with one compressor.
type packer struct {
	out bytes.Buffer
	z   *zlib.Writer
}

func newPacker() *packer {
	p := new(packer)
	p.z, _ = zlib.NewWriterLevel(&p.out, zlib.BestSpeed) // fails only for a level that does not exist
	return p
}

// stream is a compressed stream object with the given further entries.
func (p *packer) stream(entries string, data []byte) []byte {
	p.out.Reset()
	p.z.Reset(&p.out)
	_, _ = p.z.Write(data) // a bytes.Buffer never fails
	_ = p.z.Close()
	return stream(entries+"/Filter/FlateDecode", p.out.Bytes())
}

// packPages compresses the content streams of the pages: gofpdf writes each
// right after its page, with no entry but the length.
func (o objects) packPages(z *packer) {
	for n := 1; n+1 < len(o); n++ {
		_, content, ok := bytes.Cut(o[n+1], []byte(">>\nstream\n"))
		if ok && bytes.HasPrefix(o[n], []byte("<</Type /Page\n")) {
			o[n+1] = z.stream("", bytes.TrimSuffix(content, []byte("endstream")))
		}
	}
}

// write joins the objects into a file. The identifier is a digest of all that
// stands before it, so that equal documents are equal files.
func (o objects) write(root, info int) []byte {
	var out bytes.Buffer
	size := 1 << 10
	for _, body := range o {
		size += len(body) + 64
	}
	out.Grow(size)
	out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(o))
	for n := 1; n < len(o); n++ {
		offsets[n] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n", n)
		out.Write(o[n])
		out.WriteString("\nendobj\n")
	}
	id := sha256.Sum256(out.Bytes())
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(o))
	for _, off := range offsets[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(o), root, info, id[:16], id[:16], table)
	return out.Bytes()
}
