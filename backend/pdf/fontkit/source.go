package fontkit

import (
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"sync"
)

// errRange is the cause of every access outside a font's bytes.
var errRange = errors.New("font: data ends too early")

// source is random access to the bytes of a font file.
type source interface {
	size() int
	view(off, n int) (string, error)
}

// plain is a font file as it is.
type plain string

func (p plain) size() int { return len(p) }

func (p plain) view(off, n int) (string, error) {
	if off < 0 || n < 0 || off > len(p) || n > len(p)-off {
		return "", errRange
	}
	return string(p[off : off+n]), nil
}

// blocked is a font file in blocked gzip (BGZF): members of blockSize bytes of
// text, the last one shorter. A member is inflated when it is first touched,
// so that a short document costs a few hundred of them and not whole fonts.
type blocked struct {
	data   string
	starts []int // where each member begins in data, and the end
	total  int

	mu      sync.Mutex
	blocks  []string // inflated members, "" when not yet
	inflate io.ReadCloser
}

const (
	blockSize   = 16 * 1024
	memberHead  = 18
	memberTail  = 8
	memberMagic = "\x1f\x8b\x08\x04"
)

// openSource recognises blocked gzip by its first bytes.
func openSource(data string) (source, error) {
	if !strings.HasPrefix(data, memberMagic) {
		return plain(data), nil
	}
	b := &blocked{data: data}
	for at := 0; at < len(data); {
		head := data[at:]
		if len(head) < memberHead+memberTail || head[:4] != memberMagic || head[12:14] != "BC" {
			return nil, fmt.Errorf("font: member %d of the blocked gzip is broken", len(b.starts))
		}
		size := int(binary.LittleEndian.Uint16([]byte(head[16:18]))) + 1
		if size < memberHead+memberTail || size > len(head) {
			return nil, errRange
		}
		raw := int(binary.LittleEndian.Uint32([]byte(head[size-4 : size])))
		if last := at+size == len(data); raw > blockSize || (!last && raw != blockSize) {
			return nil, fmt.Errorf("font: member %d of the blocked gzip has %d bytes", len(b.starts), raw)
		}
		b.starts = append(b.starts, at)
		b.total += raw
		at += size
	}
	b.blocks = make([]string, len(b.starts))
	b.starts = append(b.starts, len(data))
	return b, nil
}

func (b *blocked) size() int { return b.total }

func (b *blocked) view(off, n int) (string, error) {
	if off < 0 || n < 0 || off > b.total || n > b.total-off {
		return "", errRange
	}
	if n == 0 {
		return "", nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	first, last := off/blockSize, (off+n-1)/blockSize
	if first == last {
		block, err := b.block(first)
		if err != nil {
			return "", err
		}
		return block[off-first*blockSize:][:n], nil
	}
	var all strings.Builder
	all.Grow((last - first + 1) * blockSize)
	for i := first; i <= last; i++ {
		block, err := b.block(i)
		if err != nil {
			return "", err
		}
		all.WriteString(block)
	}
	return all.String()[off-first*blockSize:][:n], nil
}

// block inflates member i once and checks its CRC; the caller holds mu.
func (b *blocked) block(i int) (string, error) {
	if b.blocks[i] != "" {
		return b.blocks[i], nil
	}
	member := b.data[b.starts[i]:b.starts[i+1]]
	tail := []byte(member[len(member)-memberTail:])
	body := strings.NewReader(member[memberHead : len(member)-memberTail])
	if b.inflate == nil {
		b.inflate = flate.NewReader(body)
	} else if err := b.inflate.(flate.Resetter).Reset(body, nil); err != nil {
		return "", err
	}
	raw := make([]byte, binary.LittleEndian.Uint32(tail[4:]))
	if _, err := io.ReadFull(b.inflate, raw); err != nil {
		return "", fmt.Errorf("font: member %d: %w", i, err)
	}
	if crc32.ChecksumIEEE(raw) != binary.LittleEndian.Uint32(tail) {
		return "", fmt.Errorf("font: member %d: wrong checksum", i)
	}
	b.blocks[i] = string(raw)
	return b.blocks[i], nil
}
