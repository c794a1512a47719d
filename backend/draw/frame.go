package draw

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// frame is frame.txt: rows in file order, so every stratum is one run.
type frame struct {
	strata []string
	rows   []frameRow
}

type frameRow struct {
	id      idBytes
	ticket  [32]byte
	stratum int32 // index into strata
	weight  int32
}

// subjectDraw is everything computed from a frame and a seed.
type subjectDraw struct {
	frame   *frame
	winners []int32 // rows, in ticket order
	ids     []idBytes
	outputs Files
}

func readFrame(f Files) (*frame, error) {
	fr := &frame{rows: make([]frameRow, 0, bytes.Count(f[fileFrame], []byte("\n")))}
	err := table(f, fileFrame, 3, func(line int, c [][]byte) error {
		id, ok := parseID(c[1])
		weight, fits := parseInt(c[2], 1, maxWeight)
		if !ok || !fits {
			return damaged(fileFrame, line, "编号或权重的写法不对")
		}
		last := len(fr.strata) - 1
		switch {
		case last < 0 || fr.strata[last] < string(c[0]):
			fr.strata = append(fr.strata, string(c[0]))
			last++
		case fr.strata[last] != string(c[0]) || bytes.Compare(fr.rows[line-2].id[:], id[:]) >= 0:
			return damaged(fileFrame, line, "没有按序排列，或与上一行重复")
		}
		fr.rows = append(fr.rows, frameRow{id: id, stratum: int32(last), weight: int32(weight)})
		return nil
	})
	if err == nil && len(fr.rows) == 0 {
		err = damaged(fileFrame, 0, "是空的")
	}
	return fr, err
}

// sortedIDs gives all ids in order and refuses one that stands in two strata.
func (fr *frame) sortedIDs() ([]idBytes, error) {
	ids := make([]idBytes, len(fr.rows))
	for i := range fr.rows {
		ids[i] = fr.rows[i].id
	}
	order := idOrder(ids)
	sorted := make([]idBytes, len(ids))
	for n, i := range order {
		sorted[n] = ids[i]
		if n > 0 && sorted[n] == sorted[n-1] {
			return nil, damaged(fileFrame, int(i)+1, "编号在别的分层中已出现过")
		}
	}
	return sorted, nil
}

// drawSubjects computes tickets and winners.
func drawSubjects(o *opened, seed string) (*subjectDraw, error) {
	var rules SubjectRules
	if err := decodeJSON(o.files, fileRules, &rules); err != nil {
		return nil, err
	}
	fr, err := readFrame(o.files)
	if err != nil {
		return nil, err
	}
	d := &subjectDraw{frame: fr}
	if d.ids, err = fr.sortedIDs(); err != nil {
		return nil, err
	}
	sizes := map[string]int{}
	for i := range fr.rows {
		sizes[fr.strata[fr.rows[i].stratum]]++
	}
	quota, why := rules.quotas(sizes)
	if why != "" {
		return nil, damaged(fileRules, 0, "%s", why)
	}
	for i := range fr.rows {
		if !rules.weighs(int(fr.rows[i].weight)) {
			return nil, damaged(fileFrame, i+1, "权重不是 %s 所列的", fileRules)
		}
	}
	parallel(len(fr.rows), func(from, to int) { fr.hash(seed, from, to) })
	order := make([]int32, 0, len(fr.rows))
	for from, s := 0, 0; s < len(fr.strata); s++ {
		size := sizes[fr.strata[s]]
		run := fr.byTicket(from, from+size)
		order = append(order, run...)
		d.winners = append(d.winners, run[:quota[fr.strata[s]]]...)
		from += size
	}
	slices.SortFunc(d.winners, fr.compare)
	if err := o.checkCounts(map[string]int{"candidates": len(fr.rows), "winners": len(d.winners)}); err != nil {
		return nil, err
	}
	d.outputs = Files{fileTickets: fr.ticketsFile(order, sizes), fileWinners: fr.winnersFile(d.winners)}
	return d, nil
}

// hash gives the rows from..to their tickets: the smallest over j = 1..weight of
// SHA-256(SEED LF subject/STRATUM LF ID LF J LF).
func (fr *frame) hash(seed string, from, to int) {
	var b []byte
	for i := from; i < to; i++ {
		r := &fr.rows[i]
		b = append(append(append(b[:0], seed...), "\nsubject/"...), fr.strata[r.stratum]...)
		b = append(hex.AppendEncode(append(b, '\n'), r.id[:]), '\n')
		head := len(b)
		for j := 1; j <= int(r.weight); j++ {
			b = append(strconv.AppendInt(b[:head], int64(j), 10), '\n')
			if t := sha256.Sum256(b); j == 1 || bytes.Compare(t[:], r.ticket[:]) < 0 {
				r.ticket = t
			}
		}
	}
}

func (fr *frame) compare(a, b int32) int {
	x, y := &fr.rows[a], &fr.rows[b]
	return cmp.Or(bytes.Compare(x.ticket[:], y.ticket[:]), bytes.Compare(x.id[:], y.id[:]))
}

// byTicket lists the rows from..to by ticket, ties by id.
func (fr *frame) byTicket(from, to int) []int32 {
	return orderBy(from, to,
		func(i int32) uint64 { return binary.BigEndian.Uint64(fr.rows[i].ticket[:]) }, fr.compare)
}

// idOrder lists the indexes of ids in the order of the ids.
func idOrder(ids []idBytes) []int32 {
	return orderBy(0, len(ids),
		func(i int32) uint64 { return binary.BigEndian.Uint64(ids[i][:]) },
		func(a, b int32) int { return bytes.Compare(ids[a][:], ids[b][:]) })
}

// orderBy sorts the numbers from..to-1 by key, equal keys by compare. Sorting
// short keys side by side is several times faster than following every index.
func orderBy(from, to int, key func(int32) uint64, compare func(a, b int32) int) []int32 {
	type item struct {
		key uint64
		i   int32
	}
	items := make([]item, to-from)
	for n := range items {
		i := int32(from + n)
		items[n] = item{key(i), i}
	}
	slices.SortFunc(items, func(a, b item) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return compare(a.i, b.i)
	})
	order := make([]int32, len(items))
	for n := range items {
		order[n] = items[n].i
	}
	return order
}

// ticketsFile writes tickets.txt; order lists the rows stratum by stratum.
func (fr *frame) ticketsFile(order []int32, sizes map[string]int) []byte {
	size := 0
	for s, n := range sizes {
		size += n * (len(s) + 131)
	}
	file := make([]byte, size)
	for rest := file; len(order) > 0; {
		s := fr.strata[fr.rows[order[0]].stratum]
		n, width := sizes[s], len(s)+131
		run, out := order[:n], rest[:n*width]
		parallel(n, func(from, to int) {
			for i, row := range run[from:to] {
				r := &fr.rows[row]
				b := append(append(out[(from+i)*width:][:0], s...), '\t')
				b = append(hex.AppendEncode(b, r.id[:]), '\t')
				_ = append(hex.AppendEncode(b, r.ticket[:]), '\n')
			}
		})
		order, rest = order[n:], rest[n*width:]
	}
	return file
}

func (fr *frame) winnersFile(winners []int32) []byte {
	var b []byte
	for _, i := range winners {
		r := &fr.rows[i]
		b = append(append(b, fr.strata[r.stratum]...), '\t')
		b = append(hex.AppendEncode(b, r.id[:]), '\n')
	}
	return b
}

// parallel splits 0..n over the processors. The parts must not depend on each
// other, so that their number changes nothing in the result.
func parallel(n int, do func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}
