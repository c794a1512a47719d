package inspect

import (
	"strings"
	"testing"
)

// TestCandidates: a file is proposed by recorder, wearer and time, says what agrees
// and what does not, and the clock's offset moves it.
func TestCandidates(t *testing.T) {
	at := func(hms string) string { return "2026-03-05T" + hms + ".000Z" }
	item := Evidence{Kind: KindVideo, State: EvidencePending, Recorder: "ZF-0007", Officer: "甲", From: at("01:30:00"), To: at("02:00:00")}
	file := func(row int, recorder, officer, from, to string) StationFile {
		return StationFile{Row: row, Recorder: recorder, Officer: officer, From: at(from), To: at(to), Name: "x.mp4"}
	}
	files := []StationFile{
		file(2, "zf0007", "甲", "01:31:00", "01:41:00"),
		file(3, "ZF-0007", "乙", "01:41:00", "01:51:00"),
		file(4, "ZF-0007", "甲", "02:04:10", "02:14:00"),
		file(5, "ZF-0009", "甲", "01:30:00", "01:40:00"),
		file(6, "ZF-0009", "乙", "01:30:00", "01:40:00"), // nothing but the time
		file(7, "ZF-0007", "甲", "05:00:00", "05:10:00"), // another firm
	}
	text := func(cs []StationMatch) string {
		out := []string{}
		for _, c := range cs {
			mark := "?"
			if c.Sound {
				mark = "!"
			}
			out = append(out, string(rune('0'+c.File.Row))+mark)
		}
		return strings.Join(out, " ")
	}
	got := Candidates(item, "", files, 0)
	if text(got) != "2! 3? 4? 5?" {
		t.Fatalf("%s", text(got))
	}
	for i, want := range []string{"设备编号相同，佩戴人相同，时间重合10分0秒", "佩戴人不同（清单为乙）", "时间不重合，相差4分10秒", "设备编号不同（清单为ZF-0009）"} {
		if why := strings.Join(got[i].Why, "，"); !strings.Contains(why, want) {
			t.Errorf("row %d: %s, want %s", got[i].File.Row, why, want)
		}
	}
	// The recorder was 35 minutes fast: the third file is the one, the first was before.
	got = Candidates(item, "", files, 35*60)
	if text(got) != "4! 2? 3? 5?" {
		t.Fatalf("%s", text(got))
	}
	for _, c := range got {
		if c.File.Row == 4 && (c.From != at("01:29:10") || !strings.Contains(strings.Join(c.Why, "，"), "已按记录仪时钟快35分0秒校正")) {
			t.Errorf("%+v", c)
		}
	}
	// By the police number where the list has no names.
	byBadge := []StationFile{{Row: 2, Recorder: "ZF-0007", Badge: "012345", From: at("01:30:00"), Duration: 60}}
	if got := Candidates(item, "012345", byBadge, 0); len(got) != 1 || !got[0].Sound || got[0].To != at("01:31:00") {
		t.Errorf("%+v", got)
	}
}
