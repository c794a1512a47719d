package sheet

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/backend/inspect"
)

// WriteCSV writes one grid as CSV with CRLF lines: UTF-8 with BOM, so that
// Excel and WPS show Chinese, or GB18030. Text that a spreadsheet would run as
// a formula gets a leading apostrophe; numbers and dates do not. Merges and
// widths are left out. Errors: as WriteXLSX, and Invalid for user-defined
// characters in GB18030.
func WriteCSV(path string, g Grid, gb18030 bool) error {
	g.Sheet = "CSV" // has no name in the file
	if err := check([]Grid{g}); err != nil {
		return err
	}
	if gb18030 {
		if err := checkGB18030(g); err != nil {
			return err
		}
	}
	return writeFile(path, func(w io.Writer) error { return g.writeCSV(w, gb18030) })
}

// line ends inside a cell are LF in memory and CRLF in the file; a lone CR
// would be lost.
var toLF = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func (g Grid) writeCSV(w io.Writer, gb18030 bool) error {
	if gb18030 {
		w = simplifiedchinese.GB18030.NewEncoder().Writer(w)
	} else if _, err := io.WriteString(w, "\xef\xbb\xbf"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range g.Rows {
		record := make([]string, max(len(row), 1))
		for i, c := range row {
			switch {
			case c.Date != "":
				record[i] = guard(toLF.Replace(c.Date))
			case c.IsNumber:
				record[i] = strconv.FormatFloat(c.Number, 'f', -1, 64)
			default:
				record[i] = guard(toLF.Replace(c.Text))
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// checkGB18030 refuses private-use characters (自造字), which the encoder turns
// into other ones without an error, and U+FFFD, the sign of earlier damage.
func checkGB18030(g Grid) error {
	for no, row := range g.Rows {
		for _, c := range row {
			for _, r := range c.Text {
				if r >= 0xE000 && r <= 0xF8FF || r == 0xFFFD {
					return inspect.E(inspect.Invalid, "第 %d 行“%s”里的字符 U+%04X（自造字或乱码）不能用 GB18030 保存", no+1, c.Text, r).
						WithHint("请改用 UTF-8 或 .xlsx 导出，或把它换成标准字")
				}
			}
		}
	}
	return nil
}
