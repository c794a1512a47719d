package sheet

import (
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"shuangsuiji/backend/inspect"
)

// Cell is one cell to write. Date wins over Number, Number over Text.
type Cell struct {
	Text     string
	Number   float64
	IsNumber bool   // write Number; without it Number is ignored
	Date     string // 2006-01-02 from 1900 to 9999, written as a real date; other text stays text
	Bold     bool   // bold, centred, on a light ground: titles and heads
}

// Grid is one sheet to write.
type Grid struct {
	Sheet     string    // 1 to 31 characters, none of []:*?/\ ; unique in its workbook
	Widths    []float64 // column widths in characters of the default font; 0 or absent: Excel's own
	Rows      [][]Cell  // from row 1, column 1
	Merges    [][4]int  // first row, first column, last row, last column; 1-based, inclusive
	HeaderRow int       // 1-based; rows up to it stay in view and repeat on every printed page; 0: none
}

// maxCellText is Excel's limit for one cell, in UTF-16 units.
const maxCellText = 32_767

// check refuses what Excel would refuse or silently repair.
func check(grids []Grid) error {
	if len(grids) == 0 {
		return inspect.E(inspect.Invalid, "没有要写出的工作表")
	}
	seen := map[string]bool{}
	for _, g := range grids {
		units := len(utf16.Encode([]rune(g.Sheet)))
		key := strings.ToLower(g.Sheet)
		if units < 1 || units > 31 || strings.ContainsAny(g.Sheet, `[]:*?/\`) || strings.Trim(g.Sheet, "'") != g.Sheet || !utf8.ValidString(g.Sheet) {
			return inspect.E(inspect.Invalid, "工作表名“%s”不能用", g.Sheet).
				WithHint("请用 1 到 31 个字，不含 [ ] : * ? / \\，首尾不用单引号")
		}
		if seen[key] {
			return inspect.E(inspect.Invalid, "工作表名“%s”重复", g.Sheet).WithHint("请换一个名称")
		}
		seen[key] = true
		if err := g.check(); err != nil {
			return err
		}
	}
	return nil
}

func (g Grid) check() error {
	if len(g.Rows) > MaxRows {
		return inspect.E(inspect.Invalid, "工作表“%s”有 %d 行，超过 Excel 的上限 %d 行", g.Sheet, len(g.Rows), MaxRows).
			WithHint("请按条件筛选后分几次导出")
	}
	for r, row := range g.Rows {
		if len(row) > maxColumns {
			return inspect.E(inspect.Invalid, "工作表“%s”第 %d 行有 %d 列，超过 Excel 的上限 %d 列", g.Sheet, r+1, len(row), maxColumns)
		}
		for c, cell := range row {
			switch {
			case cell.IsNumber && (math.IsNaN(cell.Number) || math.IsInf(cell.Number, 0)):
				return inspect.E(inspect.Invalid, "工作表“%s”%s 单元格不是有限的数", g.Sheet, cellName(r+1, c+1))
			case !utf8.ValidString(cell.Text) || !utf8.ValidString(cell.Date):
				return inspect.E(inspect.Invalid, "工作表“%s”%s 单元格的文字编码有误", g.Sheet, cellName(r+1, c+1))
			case len(cell.Text) > maxCellText && len(utf16.Encode([]rune(cell.Text))) > maxCellText:
				return inspect.E(inspect.Invalid, "工作表“%s”%s 单元格超过 %d 个字", g.Sheet, cellName(r+1, c+1), maxCellText).
					WithHint("请缩短内容后再导出")
			}
		}
	}
	for i, m := range g.Merges {
		if m[0] < 1 || m[1] < 1 || m[2] < m[0] || m[3] < m[1] || m[2] > MaxRows || m[3] > maxColumns || m[0] == m[2] && m[1] == m[3] {
			return inspect.E(inspect.Invalid, "工作表“%s”的合并范围 %v 不成立", g.Sheet, m)
		}
		for _, o := range g.Merges[:i] {
			if m[0] <= o[2] && o[0] <= m[2] && m[1] <= o[3] && o[1] <= m[3] {
				return inspect.E(inspect.Invalid, "工作表“%s”的合并范围 %v 与 %v 重叠", g.Sheet, m, o)
			}
		}
	}
	return nil
}

// columnName is the letters of a 1-based column: 28 is AB.
func columnName(col int) string {
	var b [3]byte
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = 'A' + byte((col-1)%26)
	}
	return string(b[i:])
}
