package sheet

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"testing"
	"unicode/utf16"
)

// legacy.xls and what is in it were made by testdata/make_xls.py.
func TestLegacyWorkbook(t *testing.T) {
	raw, err := os.ReadFile("testdata/legacy.json")
	if err != nil {
		t.Fatal(err)
	}
	var want [][5]string
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	l, rows := readAll(t, "testdata/legacy.xls", people)
	if l.Sheet != "网吧" || l.HeaderRow != 2 || len(rows) != len(want) {
		t.Fatalf("%d rows, layout %+v", len(rows), l)
	}
	for i, r := range rows {
		for j, field := range []string{"code", "name", "until", "trades"} {
			if got := r.Get(field); got != want[i][j] {
				t.Fatalf("row %d %s: got %q, want %q", r.No, field, got, want[i][j])
			}
		}
		got, _ := strconv.ParseFloat(r.Get("rate"), 64)
		if rate, _ := strconv.ParseFloat(want[i][4], 64); math.Abs(got-rate) > 1e-9 {
			t.Fatalf("row %d rate: got %v, want %v", r.No, got, rate)
		}
	}
}

// record bytes of BIFF8, for what xlwt does not write.
func rec(kind int, body ...any) []byte {
	var data []byte
	for _, b := range body {
		switch b := b.(type) {
		case int:
			data = binary.LittleEndian.AppendUint16(data, uint16(b))
		case byte:
			data = append(data, b)
		case string:
			units := utf16.Encode([]rune(b))
			data = binary.LittleEndian.AppendUint16(data, uint16(len(units)))
			data = append(data, 1)
			for _, u := range units {
				data = binary.LittleEndian.AppendUint16(data, u)
			}
		case float64:
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(b))
		case uint32:
			data = binary.LittleEndian.AppendUint32(data, b)
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	out = binary.LittleEndian.AppendUint16(out, uint16(len(data)))
	return append(out, data...)
}

func TestRecords(t *testing.T) {
	var stream []byte
	for _, r := range [][]byte{
		rec(recBOF, 0x0600, 0x10),
		rec(recFormula, 0, 0, 0, 2.5, 0, uint32(0)),
		rec(recFormula, 0, 1, 0, 0, 0, 0, 0xFFFF, 0, uint32(0)), // text follows
		rec(recString, "结果𠮷"),
		rec(recFormula, 0, 2, 0, 2, 0x2A, 0, 0xFFFF, 0, uint32(0)), // error
		rec(recFormula, 0, 3, 0, 1, 1, 0, 0xFFFF, 0, uint32(0)),    // true
		rec(recFormula, 0, 4, 0, 3, 0, 0, 0xFFFF, 0, uint32(0)),    // empty text
		rec(recLabel, 1, 0, 0, "旧式"),
		rec(recBOF, 0x0600, 0x20), // a chart inside the sheet
		rec(recLabel, 1, 0, 0, "图表"),
		rec(recEOF),
		rec(recMulRk, 2, 1, 0, uint32(7<<2|2), 0, uint32(1234<<2|3), 1, uint32(0x40290000), 3),
		rec(recBoolErr, 3, 0, 0, byte(7), byte(1)),
		rec(recRK, 4, 0, 0, uint32(0xFFFFFFFC|2)), // -1
		rec(recEOF),
	} {
		stream = append(stream, r...)
	}
	x := &xlsFile{name: "a.xls", stream: stream, styles: []int{0, 14}, formats: map[int]string{}, offsets: map[string]int{"S": 0}}
	g, err := x.grid("S")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]cell{
		{{"2.5", numberCell}, {"结果𠮷", textCell}, {"#N/A", errorCell}, {"TRUE", boolCell}, {}},
		{{"旧式", textCell}},
		{{}, {"7", numberCell}, {"12.34", numberCell}, {"1900-01-12 12:00:00", dateCell}},
		{{"#DIV/0!", errorCell}},
		{{"-1", numberCell}},
	}
	for r := range want {
		for c := range want[r] {
			if g.rows[r][c] != want[r][c] {
				t.Errorf("row %d column %d: got %v, want %v", r, c, g.rows[r][c], want[r][c])
			}
		}
	}
	x.stream = stream[:len(stream)-4] // no EOF
	if _, err := x.grid("S"); err == nil {
		t.Error("a cut stream was accepted")
	}
}

func FuzzRecords(f *testing.F) {
	f.Add(append(rec(recBOF, 0x0600, 5), append(rec(recSST, uint32(1), uint32(1), "甲"), rec(recEOF)...)...))
	f.Add(append(rec(recBOF, 0x0600, 0x10), append(rec(recLabelSST, 0, 0, 0, uint32(0)), rec(recEOF)...)...))
	f.Fuzz(func(t *testing.T, stream []byte) {
		x := &xlsFile{name: "a", stream: stream, offsets: map[string]int{}, formats: map[int]string{}}
		if x.readGlobals() == nil {
			for _, s := range x.order {
				x.grid(s)
			}
		}
		x.offsets["S"] = 0
		x.grid("S")
	})
}
