package publish_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/publish"
	"shuangsuiji/backend/sheet"
)

const rare = "𠮷喆㛃䶮〇镕<&>旅馆"

func snapshot(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func taskNotice() inspect.TaskNoticeSnapshot {
	return inspect.TaskNoticeSnapshot{DocumentHead: inspect.DocumentHead{Kind: inspect.DocTaskNotice, TaskNo: "999901202603020001", TaskName: "旅馆业抽查"},
		Title: "2026年度抽查任务公告", PlanNo: "99990120260001", PlanName: "旅馆业", DrawType: "不定向", Matters: []string{"治安管理"}, Range: "辖区全部", From: "2026-03-03",
		To: "2026-03-31", Organs: "某市公安局××分局", Count: 1, Subjects: []inspect.PublicSubject{{Name: rare, Code: "91999901MA0000001P"}}, DatedOn: "2026-03-02"}
}

func resultNotice() inspect.ResultNoticeSnapshot {
	return inspect.ResultNoticeSnapshot{DocumentHead: inspect.DocumentHead{Kind: inspect.DocResultNotice, TaskNo: "999901202603020001", TaskName: "旅馆业抽查"},
		Title: "2026年度抽查结果公示", DrawType: "不定向", Organs: "某市公安局××分局", DatedOn: "2026-03-10", Appeal: "可以申请复核",
		Results: []inspect.PublicResult{{Name: rare, Code: "=1+1", FinishedOn: "2026-03-06", Result: inspect.R1.Label(),
			Matters: []inspect.PublicMatter{{Name: "旅馆业治安管理检查", Result: inspect.R1.Label()}, {Name: "消防安全检查", Result: inspect.R1.Label()}}}}}
}

// TestFormsAgree: every form says the same of the same snapshot, and the same
// snapshot gives the same bytes.
func TestFormsAgree(t *testing.T) {
	for name, snap := range map[string][]byte{"task": snapshot(t, taskNotice()), "results": snapshot(t, resultNotice())} {
		for _, format := range []string{publish.HTML, publish.JSON, publish.XLSX} {
			first, err := publish.Render(nil, snap, format)
			if err != nil {
				t.Fatalf("%s %s: %v", name, format, err)
			}
			again, err := publish.Render(nil, snap, format)
			if err != nil || string(again) != string(first) {
				t.Errorf("%s %s differs the second time: %v", name, format, err)
			}
			switch format {
			case publish.HTML:
				if !strings.Contains(string(first), "𠮷喆㛃䶮〇镕&lt;&amp;&gt;旅馆") {
					t.Errorf("%s HTML does not name it safely", name)
				}
			case publish.JSON:
				if !strings.Contains(string(first), `𠮷喆㛃䶮〇镕\u003c\u0026\u003e旅馆`) || !json.Valid(first) {
					t.Errorf("%s JSON: %s", name, first)
				}
			case publish.XLSX:
				if got := cells(t, first); !strings.Contains(got, rare) {
					t.Errorf("%s Excel: %s", name, got)
				}
			}
		}
	}
}

// TestNationalNames: the JSON uses the field names of the national system.
func TestNationalNames(t *testing.T) {
	b, err := publish.Render(nil, snapshot(t, resultNotice()), publish.JSON)
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		RaninsTaskID string
		InsDate      string
		EntName      string
		Details      []struct{ RaninsItemName, RaninsCheckResName string }
	}
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].RaninsTaskID != "999901202603020001" || list[0].EntName != rare || list[0].InsDate != "2026-03-06" ||
		len(list[0].Details) != 2 || list[0].Details[1].RaninsItemName != "消防安全检查" || list[0].Details[1].RaninsCheckResName != "未发现问题" {
		t.Fatalf("%+v", list)
	}
}

func TestRefusedNotices(t *testing.T) {
	good := snapshot(t, taskNotice())
	personal := taskNotice()
	personal.Subjects[0].Note = "联系人10000000000"
	for name, c := range map[string]struct {
		snap   []byte
		format string
		code   inspect.Code
	}{
		"unknown format":  {good, "docx", inspect.Invalid},
		"broken snapshot": {[]byte(`{"kind"`), publish.HTML, inspect.Damaged},
		"no notice":       {snapshot(t, inspect.DocumentHead{Kind: inspect.DocSceneRecord}), publish.HTML, inspect.Invalid},
		"personal data":   {snapshot(t, personal), publish.HTML, inspect.Refused},
		"personal, json":  {snapshot(t, personal), publish.JSON, inspect.Refused},
		"personal, xlsx":  {snapshot(t, personal), publish.XLSX, inspect.Refused},
		"personal, pdf":   {snapshot(t, personal), publish.PDF, inspect.Refused},
	} {
		b, err := publish.Render(nil, c.snap, c.format)
		if inspect.CodeOf(err) != c.code || err == nil || len(b) != 0 {
			t.Errorf("%s: %v with %d bytes", name, err, len(b))
		}
	}
}

// cells is every text of a workbook's list.
func cells(t *testing.T, xlsx []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "notice.xlsx")
	if err := os.WriteFile(path, xlsx, 0o600); err != nil {
		t.Fatal(err)
	}
	fields := []sheet.Field{{Name: "name", Titles: []string{"抽查市场主体名称", "抽查主体名称"}, Required: true}, {Name: "code", Titles: []string{"统一社会信用代码/注册号"}}, {Name: "no", Titles: []string{"序号"}}}
	layout, err := sheet.Inspect(path, fields)
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	err = sheet.Read(t.Context(), path, fields, layout, func(r sheet.Row) error {
		s.WriteString(r.Get("name") + "\t" + r.Get("code") + "\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s.String()
}
