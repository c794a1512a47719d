package publish_test

import (
	"encoding/json"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/publish"
)

func TestCheck(t *testing.T) {
	for text, personal := range map[string]bool{
		"": false, "某旅馆": false, "共3户": false,
		"2026-03-03至2026-03-31": false, "第12345678901234号": false, // 14 digits
		"91999901MA0000001X": false, "任务1000000000": false, // 10 digits
		"10000000000":          true,
		"电话10000000000。":       true,
		"100 0000 0000":        true,
		"100-0000-0000":        true,
		"１０００００００００００":         false, // 12 digits
		"１００００００００００":          true,
		"（１００－００００－００００）":      true,
		"999901199001010000":   true,
		"99990119900101000X":   true,
		"99990119900101000x":   true,
		"999901 19900101 000X": true,
		"999901199013010000":   false, // no such month
		"A999901199001010000":  false,
		"9999011990010100001":  false, // 19 digits
	} {
		for _, where := range []func(string) any{
			func(s string) any { return map[string]any{"title": s} },
			func(s string) any { return map[string]any{"subjects": []any{map[string]any{"name": s, "code": "1"}}} },
			func(s string) any { return map[string]any{"matters": []string{"甲", s}} },
		} {
			b, err := json.Marshal(where(text))
			if err != nil {
				t.Fatal(err)
			}
			err = publish.Check(b)
			if (err != nil) != personal {
				t.Errorf("%s: refused %v, want %v", b, err, personal)
			}
			if e := inspect.ForPerson(err); personal && (e.Code != inspect.Refused || e.Article != "第二十一条" || e.Hint == "" || e.Field == "") {
				t.Errorf("%s: %+v", b, e)
			}
		}
	}
	if err := publish.Check([]byte(`{"code":"999901199001010000","taskNo":"999901202603020001","number":"10000000000"}`)); err != nil {
		t.Errorf("numbers of things are not personal data: %v", err)
	}
	if err := publish.Check([]byte(`{`)); inspect.CodeOf(err) != inspect.Damaged {
		t.Errorf("broken content: %v", err)
	}
}
