// Package sheet reads and writes the tables people exchange: Excel workbooks
// and CSV files. It knows nothing of matters, subjects or inspectors: the
// caller describes the columns it wants as Fields and gets Rows of text.
//
// # Reading
//
//	layout, err := sheet.Inspect(path, fields) // where is the head, which column is which
//	err = sheet.Read(ctx, path, fields, layout, func(r sheet.Row) error { ... })
//
// The kind of file is decided by its content, never by its extension:
//
//	.xlsx   ZIP with an OOXML workbook (also .xlsm, .xltx; strict or transitional)
//	.xls    compound file with a BIFF8 workbook (Excel 97 to 2003, WPS)
//	CSV     UTF-8 with or without BOM, otherwise GB18030; comma, semicolon or tab
//
// Anything else (a PDF, a picture, an HTML page called .xls, an encrypted
// workbook …) is refused with an inspect.Error that names what it really is
// and what to do.
//
// Inspect looks at the visible sheets, takes the one whose head carries the
// most wanted titles, and accepts a head of one or two rows (parent and child
// titles are joined with "/"). Above the head it skips title lines, below it
// hint lines, a line of column numbers and the sample line 案例（请删除）.
// A person may change Layout.Columns before Read; Read then follows it. Where
// the titles say nothing, InspectHead takes the row that a person chose.
//
// Cell values arrive as text: numbers as Excel would show them in a wide
// column, date cells as 2006-01-02 (with 15:04:05 where there is a time),
// formulas as their stored result. What a Field's Kind adds:
//
//	Text    surrounding blanks removed (also full-width), nothing else
//	Date    2006-01-02; accepts 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, serial
//	        numbers; 长期, 永久 and the like become 9999-09-09
//	Number  plain decimal; full-width digits, thousands separators; 5% is 0.05
//	List    parts separated by ， 、 , ； ; or a line break, rejoined with ，
//
// A value that cannot be read stays as it is written and becomes a Problem of
// its row; reading goes on. A vertically merged cell counts for all its rows.
// Row numbers are those Excel shows.
//
// # Writing
//
// WriteXLSX and WriteCSV take a Grid of typed cells. A file appears whole or
// not at all (temporary file, fsync, rename). The same grids give the same
// bytes on every machine. Text that begins with = + - @ stays text; in CSV it
// is escaped with a leading apostrophe, which Read takes off again.
//
// # Own reader and writer
//
// Three XML parts of OOXML and twenty records of BIFF8 are read here rather
// than by a library: excelize's Rows ends a damaged sheet silently as if it were
// complete and loses whether a cell was a number, a date or text; xlsReader
// forgets the results of formulas and answers a broken file with a panic or an
// empty workbook. excelize and openpyxl are the second opinion in the tests.
package sheet
