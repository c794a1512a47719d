package sheet

import "slices"

// Head is a row, or two, that may hold the titles of a table.
type Head struct {
	Sheet  string
	Row    int      // 1-based number of the last row
	Titles []string // those that are not blank, as in Layout.Columns
}

// TopRow is one of the first rows of a sheet as text, for a person who looks
// for the titles.
type TopRow struct {
	Sheet string
	Row   int // 1-based
	Cells []string
}

// What a person is shown of the top of a file.
const (
	topRows  = 12
	topCells = 10
)

func topOf(sheet string, rows []textRow) []TopRow {
	var out []TopRow
	for _, r := range rows[:min(topRows, len(rows))] {
		out = append(out, TopRow{sheet, r.no, append([]string{}, r.cells[:min(topCells, len(r.cells))]...)})
	}
	return out
}

// pickHead is the first head that chosen accepts; of one and of two rows the
// one that knows more fields, one row on a tie.
func pickHead(sheet string, rows []textRow, fields []Field, chosen func(Head) bool) (head, bool) {
	for at := range min(len(rows), headDepth) {
		best := head{score: -1}
		for height := 1; height <= 2; height++ {
			if height == 2 && (at == 0 || rows[at].no != rows[at-1].no+1) {
				break
			}
			all := titles(rows[at-height+1 : at+1])
			score := matched(all, fields)
			all = slices.DeleteFunc(all, func(t string) bool { return t == "" })
			if len(all) > 0 && score > best.score && chosen(Head{sheet, rows[at].no, all}) {
				best = head{sheet, rows, at, height, score}
			}
		}
		if best.score >= 0 {
			return best, true
		}
	}
	return head{}, false
}
