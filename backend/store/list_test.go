package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// names is a register whose names try the search.
var names = []string{"𠮷庆旅馆", "㛃华阁", "䶮泉KTV", "100%可靠旅馆", "100号旅馆", "a_b旅馆", "axb旅馆", `c\d旅馆`, "阿依·镕 旅馆", "〇七网吧"}

func register(t *testing.T) *lab {
	l := newLab(t)
	items := []store.Item{}
	for i, n := range names {
		items = append(items, store.Item{ID: subjectID(i), Aggregate: inspect.Subject{ID: subjectID(i), Code: fmt.Sprintf("%03d", 900-i), Name: n,
			Trade: []string{"旅馆业", "娱乐场所"}[i%2], Department: "治安大队", Status: "存续"}})
	}
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		return tx.PutMany(l.ctx, inspect.NounSubject, items, store.Event{Action: "test"})
	}))
	return l
}

func TestSearch(t *testing.T) {
	l := register(t)
	for search, want := range map[string][]string{
		"𠮷":     {"𠮷庆旅馆"},
		"㛃":     {"㛃华阁"},
		"䶮泉":    {"䶮泉KTV"},
		"ktv":   {"䶮泉KTV"},
		"ＫＴＶ":   {},
		"〇七":    {"〇七网吧"},
		"·镕":    {"阿依·镕 旅馆"},
		"%":     {"100%可靠旅馆"},
		"0%":    {"100%可靠旅馆"},
		"_":     {"a_b旅馆"},
		"a_b":   {"a_b旅馆"},
		`\`:     {`c\d旅馆`},
		`c\d`:   {`c\d旅馆`},
		"%%":    {},
		"'":     {},
		`"; --`: {},
		// every word must occur, in any order; a full-width blank parts words too
		"旅馆 100": {"100%可靠旅馆", "100号旅馆"},
		"旅馆　100": {"100%可靠旅馆", "100号旅馆"},
		"100 网吧": {},
		"900":    {"𠮷庆旅馆"},
		"   ":    names,
	} {
		rows, total, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Filter{Search: search})
		if err != nil {
			t.Fatalf("%q: %v", search, err)
		}
		got := []string{}
		for _, s := range rows {
			got = append(got, s.Name)
		}
		if !slices.Equal(got, want) || total != len(want) {
			t.Errorf("%q finds %q (%d), want %q", search, got, total, want)
		}
	}
	_, _, err := store.List[inspect.Plan](l.ctx, l, inspect.NounPlan, store.Filter{Search: "x"})
	refused(t, err, inspect.Invalid, "不支持搜索")
}

// TestPages: pages part the list without gap or overlap, and the total counts
// what matches.
func TestPages(t *testing.T) {
	l := register(t)
	for _, f := range []store.Filter{{}, {Order: "code"}, {Order: "-code"}, {Order: "trade"}, {Order: "-name", Search: "旅馆"}, store.Where("trade", "娱乐场所").Sorted("code")} {
		all, n, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, f)
		l.ok(err)
		if n != len(all) || n == 0 {
			t.Fatalf("%+v: %d of %d", f, len(all), n)
		}
		for size := 1; size <= n+1; size++ {
			paged := []inspect.Subject{}
			for p := 1; ; p++ {
				f.Page, f.Size = p, size
				rows, total, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, f)
				l.ok(err)
				if total != n || len(rows) > size {
					t.Fatalf("%+v: total %d, %d rows", f, total, len(rows))
				}
				if len(rows) == 0 {
					break
				}
				paged = append(paged, rows...)
			}
			if !slices.Equal(paged, all) {
				t.Fatalf("%+v: the pages differ from the list", f)
			}
		}
		count, err := store.Count(l.ctx, l, inspect.NounSubject, f)
		if err != nil || count != n {
			t.Fatalf("count %d, %v", count, err)
		}
	}
}

func TestOrder(t *testing.T) {
	l := register(t)
	for order, first := range map[string]string{"": names[0], "code": names[len(names)-1], "-code": names[0], "-id": names[len(names)-1]} {
		rows, _, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Filter{Order: order, Page: 1, Size: 3})
		l.ok(err)
		if rows[0].Name != first {
			t.Errorf("order %q begins with %q, want %q", order, rows[0].Name, first)
		}
	}
	for _, bad := range []string{"nothing", "head", "id; DROP TABLE subject", `id" --`, "--id"} {
		_, _, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Filter{Order: bad})
		refused(t, err, inspect.Invalid, "不能按")
		_, _, err = store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Where(bad, "x"))
		refused(t, err, inspect.Invalid, "不能按")
	}
}

// TestListIsNeverNil: an empty list is an empty array on the page.
func TestListIsNeverNil(t *testing.T) {
	l := newLab(t)
	rows, total, err := store.List[inspect.Subject](l.ctx, l, inspect.NounSubject, store.Filter{Page: 7, Size: 10})
	if err != nil || rows == nil || total != 0 {
		t.Fatalf("%v %d %v", rows, total, err)
	}
	entries, _, err := l.Log(l.ctx, inspect.NounVisit, "x", 1, 10)
	if err != nil || entries == nil {
		t.Fatalf("%v %v", entries, err)
	}
}

// TestBulkWriteIsOneLeaf: an import of any size is one entry that names them all.
func TestBulkWriteIsOneLeaf(t *testing.T) {
	l := register(t)
	entries, total, err := l.Log(l.ctx, "", "", 1, 10)
	l.ok(err)
	if total != 1 || !strings.Contains(entries[0].Detail, fmt.Sprint(len(names))) {
		t.Fatalf("%+v", entries)
	}
	list := ""
	for i := range names {
		_, digest, err := store.GetHead[inspect.Subject](l.ctx, l, inspect.NounSubject, subjectID(i))
		l.ok(err)
		list += digest + "\n"
	}
	if entries[0].After != store.Digest([]byte(list)) {
		t.Fatal("the leaf does not name the list of digests")
	}
	err = l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		return tx.PutMany(l.ctx, inspect.NounSubject, nil, store.Event{Action: "test"})
	})
	if err == nil || l.size() != 1 {
		t.Fatal("an empty import left a trace or passed without one")
	}
}
