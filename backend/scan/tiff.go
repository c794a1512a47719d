package scan

import (
	"encoding/binary"
	"io"
	"slices"

	"golang.org/x/image/tiff"

	"shuangsuiji/backend/inspect"
)

// tiffSheets are the directories of a TIFF file, one a page. The library reads
// the first directory only, so each is shown to it as the first.
func tiffSheets(f io.ReaderAt) ([]sheet, error) {
	head := make([]byte, 8)
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, broken("TIFF 读不出，可能已损坏", err)
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	out, seen := []sheet{}, []uint32{}
	for at := order.Uint32(head[4:]); at != 0; {
		if slices.Contains(seen, at) || len(seen) == maxPages {
			return nil, broken("TIFF 读不出：页的目录绕回了自己", nil)
		}
		seen = append(seen, at)
		out = append(out, tiffSheet(f, order, at))
		count := make([]byte, 2)
		if _, err := f.ReadAt(count, int64(at)); err != nil {
			return nil, broken("TIFF 读不出，可能已损坏", err)
		}
		next := make([]byte, 4)
		if _, err := f.ReadAt(next, int64(at)+2+12*int64(order.Uint16(count))); err != nil {
			return nil, broken("TIFF 读不出，可能已损坏", err)
		}
		at = order.Uint32(next)
	}
	if len(out) == 0 {
		return nil, inspect.E(inspect.Invalid, "TIFF 中没有页")
	}
	return out, nil
}

func tiffSheet(f io.ReaderAt, order binary.ByteOrder, at uint32) sheet {
	return func() ([]byte, error) {
		first := startAt{f, order, at}
		c, err := tiff.DecodeConfig(io.NewSectionReader(first, 0, maxFile))
		if err != nil {
			return nil, broken("这一页的图像读不出，可能用了读不出的压缩方式", err)
		}
		if err := sized(c.Width, c.Height); err != nil {
			return nil, err
		}
		img, err := tiff.Decode(io.NewSectionReader(first, 0, maxFile))
		if err != nil {
			return nil, broken("这一页的图像读不出，可能用了读不出的压缩方式", err)
		}
		return asPNG(img)
	}
}

// startAt is a TIFF file whose first directory is another one.
type startAt struct {
	f     io.ReaderAt
	order binary.ByteOrder
	at    uint32
}

func (s startAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.f.ReadAt(p, off)
	at := make([]byte, 4)
	s.order.PutUint32(at, s.at)
	for i := range at {
		if k := int64(4+i) - off; k >= 0 && k < int64(n) {
			p[k] = at[i]
		}
	}
	return n, err
}
