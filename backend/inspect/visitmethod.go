package inspect

import (
	"slices"
	"strings"
)

// Way 检查方式 is how one matter was inspected when not as the visit as a whole
// (art. 17). Reading papers and watching a web site have a shape of their own:
// nobody goes anywhere, so there are no steps of a visit.
type Way struct {
	Matter string `json:"matter"`
	Method string `json:"method"` // of Methods
	URL    string `json:"url"`    // 网络监测: the page that was watched
	At     string `json:"at"`     // instant
	Shot   string `json:"shot"`   // evidence id of its picture, whose digest is kept
	Papers string `json:"papers"` // 查阅资料: what was read, where it came from
}

const (
	MethodPapers = "查阅资料"
	MethodSite   = "实地核查"
	MethodWeb    = "网络监测"
)

// field is the place of method/MATTER/rest.
func (w *Way) field(rest []string) *string {
	if len(rest) == 0 {
		return &w.Method
	}
	return map[string]*string{"url": &w.URL, "at": &w.At, "shot": &w.Shot, "papers": &w.Papers}[rest[0]]
}

// WayOf is how a matter is inspected.
func (v Visit) WayOf(matter string) Way {
	for _, w := range v.Ways {
		if w.Matter == matter {
			return w
		}
	}
	return Way{Matter: matter, Method: v.Method}
}

// OnSite tells whether anybody goes to the subject: a visit whose every matter is
// inspected by papers or on the web has no steps of a visit.
func (v Visit) OnSite(matters []Matter) bool {
	for _, m := range matters {
		if w := v.WayOf(m.ID); w.Method != MethodPapers && w.Method != MethodWeb {
			return true
		}
	}
	return len(matters) == 0
}

// MethodsUsed are the methods of a visit, each once, in the order of its matters.
func (v Visit) MethodsUsed(matters []Matter) []string {
	out := []string{}
	for _, m := range matters {
		method := v.WayOf(m.ID).Method
		if !slices.Contains(out, method) {
			out = append(out, method)
		}
	}
	return out
}

// checkWays demands the shape of each method, and a method that the list of
// matters names for the matter.
func checkWays(v Visit, matters []Matter, evidence []Evidence, add adder) {
	for _, m := range matters {
		w, p := v.WayOf(m.ID), "method/"+m.ID
		if blank(w.Method) || w.Method == v.Method && w.Method != MethodPapers && w.Method != MethodWeb {
			continue // what is missing of the visit's own method was told already
		}
		if named := strings.Join(m.Methods, "，"); named != "" && !strings.Contains(named, w.Method) {
			add(p, "第十七条", "“%s”不能以“%s”方式检查，清单列明的检查方式是：%s", m.Name, w.Method, named)
			continue
		}
		switch w.Method {
		case MethodPapers:
			if blank(w.Papers) {
				add(p+"/papers", "第十七条", "“%s”以查阅资料方式检查，应写明查阅了哪些资料、由谁提供", m.Name)
			}
		case MethodWeb:
			checkWatched(w, m, evidence, p, add)
		}
	}
}

// checkWatched demands the page, the time and a picture with its digest (P15).
func checkWatched(w Way, m Matter, evidence []Evidence, p string, add adder) {
	if u := strings.TrimSpace(w.URL); !strings.HasPrefix(u, "http://") && !strings.HasPrefix(u, "https://") {
		add(p+"/url", "第十七条", "“%s”以网络监测方式检查，应写明网址（以 http:// 或 https:// 开头）", m.Name)
	}
	if LegalDate(w.At) == "" {
		add(p+"/at", "第十七条", "“%s”以网络监测方式检查，应写明监测时间", m.Name)
	}
	for _, e := range evidence {
		if e.ID == w.Shot && e.SHA256 != "" {
			return
		}
	}
	add(p+"/shot", "第十七条", "“%s”以网络监测方式检查，应附网页截图", m.Name)
}
