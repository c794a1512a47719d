package store

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

const (
	pageBits = 16              // a page of the index covers 1<<pageBits rows
	manyDocs = 4096            // from here on a bitmap is smaller than a list
	bitWords = 1 << 16 / 64    // of a bitmap
	bitBytes = 8 * bitWords    // of a stored bitmap: the only length of one
	pageMask = 1<<pageBits - 1 // the part of a row number inside its page
)

// docs is a set of rows of one page: a sorted list while it is small, then a
// bitmap. Stored, it is the list or the bitmap, little-endian; the length
// tells which.
type docs struct {
	list []uint16
	bits []uint64
}

func (d *docs) add(n uint16) {
	if d.bits != nil {
		d.bits[n/64] |= 1 << (n % 64)
		return
	}
	if last := len(d.list) - 1; last < 0 || d.list[last] < n {
		d.list = append(d.list, n)
	} else if i, found := slices.BinarySearch(d.list, n); !found {
		d.list = slices.Insert(d.list, i, n)
	}
	if len(d.list) >= manyDocs {
		d.spread()
	}
}

// spread makes a bitmap of a list.
func (d *docs) spread() {
	d.bits = make([]uint64, bitWords)
	for _, n := range d.list {
		d.bits[n/64] |= 1 << (n % 64)
	}
	d.list = nil
}

func (d *docs) remove(n uint16) {
	if d.bits == nil {
		if i, found := slices.BinarySearch(d.list, n); found {
			d.list = slices.Delete(d.list, i, i+1)
		}
		return
	}
	d.bits[n/64] &^= 1 << (n % 64)
	if d.count() < manyDocs { // one set is stored one way only
		d.list, d.bits = d.all(), nil
	}
}

func (d *docs) has(n uint16) bool {
	if d.bits != nil {
		return d.bits[n/64]&(1<<(n%64)) != 0
	}
	_, found := slices.BinarySearch(d.list, n)
	return found
}

func (d *docs) count() int {
	n := len(d.list)
	for _, w := range d.bits {
		n += bits.OnesCount64(w)
	}
	return n
}

// all lists the set in order.
func (d *docs) all() []uint16 {
	out := append([]uint16{}, d.list...)
	for i, w := range d.bits {
		for ; w != 0; w &= w - 1 {
			out = append(out, uint16(i*64+bits.TrailingZeros64(w)))
		}
	}
	return out
}

// and keeps what o has too.
func (d *docs) and(o *docs) {
	if d.bits != nil && o.bits != nil { // stays a bitmap: the result is never stored
		for i := range d.bits {
			d.bits[i] &= o.bits[i]
		}
		return
	}
	if d.bits != nil {
		full := &docs{bits: d.bits}
		d.list, d.bits = slices.Clone(o.list), nil
		o = full
	}
	d.list = slices.DeleteFunc(d.list, func(n uint16) bool { return !o.has(n) })
}

// or takes in what o has; the result is never stored.
func (d *docs) or(o *docs) {
	if d.bits == nil {
		d.spread()
	}
	for _, n := range o.list {
		d.bits[n/64] |= 1 << (n % 64)
	}
	for i, w := range o.bits {
		d.bits[i] |= w
	}
}

func (d *docs) encode() []byte {
	if d.bits != nil {
		b := make([]byte, 0, bitBytes)
		for _, w := range d.bits {
			b = binary.LittleEndian.AppendUint64(b, w)
		}
		return b
	}
	b := make([]byte, 0, 2*len(d.list))
	for _, n := range d.list {
		b = binary.LittleEndian.AppendUint16(b, n)
	}
	return b
}

var errDocs = errors.New("search index: a damaged set of rows")

func decodeDocs(b []byte) (*docs, error) {
	if len(b) == bitBytes {
		d := &docs{bits: make([]uint64, bitWords)}
		for i := range d.bits {
			d.bits[i] = binary.LittleEndian.Uint64(b[8*i:])
		}
		return d, nil
	}
	if len(b) > bitBytes || len(b)%2 != 0 {
		return nil, errDocs
	}
	d := &docs{list: make([]uint16, len(b)/2)}
	for i := range d.list {
		d.list[i] = binary.LittleEndian.Uint16(b[2*i:])
		if i > 0 && d.list[i] <= d.list[i-1] {
			return nil, errDocs
		}
	}
	return d, nil
}
