package sheet

import (
	"encoding/csv"
	"io"
	"strconv"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// WriteCSV writes one grid as CSV with CRLF lines: UTF-8 with BOM, so that
// Excel and WPS show Chinese, or GB18030. Text that a spreadsheet would run as
// a formula gets a leading apostrophe; numbers and dates do not. Merges and
// widths are left out. Errors: as WriteXLSX.
func WriteCSV(path string, g Grid, gb18030 bool) error {
	g.Sheet = "CSV" // has no name in the file
	if err := check([]Grid{g}); err != nil {
		return err
	}
	return writeFile(path, func(w io.Writer) error {
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
					record[i] = guard(c.Date)
				case c.IsNumber:
					record[i] = strconv.FormatFloat(c.Number, 'f', -1, 64)
				default:
					record[i] = guard(c.Text)
				}
			}
			if err := out.Write(record); err != nil {
				return err
			}
		}
		out.Flush()
		return out.Error()
	})
}
