package sheet

// FieldKind says how the text of a cell is understood; see the package doc.
type FieldKind int

const (
	Text FieldKind = iota
	Date
	Number
	List
)

// Forever is the date that stands for 长期 (no end), as the platforms write it.
const Forever = "9999-09-09"

// Field is one column the caller wants.
type Field struct {
	Name     string   // the caller's name, unique: "name"
	Titles   []string // column titles that mean this field; the first one is shown to people
	Required bool     // the column must exist and no cell of it may be blank
	Kind     FieldKind
}

// Column is one titled column of a sheet and the field it feeds.
type Column struct {
	Title string // as the sheet shows it, unique in its sheet; parent and child joined with "/"
	Field string // Field.Name, or "" when the column is ignored
}

// Layout is where the table stands in a file and which column feeds which
// field. Inspect proposes it; Columns[i].Field may be edited before Read.
type Layout struct {
	Sheet      string   // name of the sheet; "" for CSV
	HeaderRow  int      // 1-based number of the last head row
	HeaderRows int      // 1 or 2 rows of head, ending at HeaderRow
	Columns    []Column // all titled columns from left to right
	Unknown    []string // titles that match no field
	Missing    []string // first title of every required field without a column
	Skipped    []int    // rows near the head that are not data: title, hint, sample
	Top        []TopRow // the first rows of every sheet, for a person to choose the head from
}

// Problem is one thing wrong with one cell.
type Problem struct {
	Row    int    // 1-based row of the sheet
	Column string // title of the column
	Field  string // name of the field
	Value  string // what the cell holds
	Reason string // in Chinese: what is wrong and what to do
}

// Row is one line of data.
type Row struct {
	No       int // 1-based row number, as Excel shows it
	index    map[string]int
	values   []string
	problems []Problem
}

// Get is the value of a field, normalised by its Kind; "" when the cell is
// blank, the column is absent or the field is unknown.
func (r Row) Get(field string) string {
	if i, ok := r.index[field]; ok {
		return r.values[i]
	}
	return ""
}

// Problems are the cells of this row that could not be read as their field
// demands; Get still gives their text.
func (r Row) Problems() []Problem { return r.problems }
