package publish

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/sheet"
)

// Formats a notice can be made in.
const (
	PDF  = "pdf"
	XLSX = "xlsx"
	HTML = "html"
	JSON = "json"
)

// Render makes a notice from the exact bytes of its snapshot.
func Render(fonts *pdf.Fonts, snapshot []byte, format string) ([]byte, error) {
	if err := Check(snapshot); err != nil {
		return nil, err
	}
	var head inspect.DocumentHead
	if err := json.Unmarshal(snapshot, &head); err != nil {
		return nil, inspect.E(inspect.Damaged, "公告内容的格式不对").Because(err)
	}
	if format == PDF {
		return pdf.Render(fonts, snapshot)
	}
	n, err := notice(head.Kind, snapshot)
	if err != nil {
		return nil, err
	}
	switch format {
	case XLSX:
		return sheet.BytesXLSX(n.grid())
	case HTML:
		var b bytes.Buffer
		err := page.Execute(&b, n)
		return b.Bytes(), err
	case JSON:
		return json.MarshalIndent(n.national, "", "  ")
	}
	return nil, inspect.E(inspect.Invalid, "没有“%s”这种公告格式", format).WithField("format").WithHint("可用 pdf、xlsx、html、json")
}

// table is a notice as rows: pairs above, a list below.
type table struct {
	Title    string
	Organ    string
	Date     string
	Pairs    [][2]string
	Heads    []string
	Widths   []float64
	Rows     [][]string
	Foot     string
	national any
}

func notice(kind inspect.DocumentKind, snapshot []byte) (table, error) {
	switch kind {
	case inspect.DocTaskNotice:
		var s inspect.TaskNoticeSnapshot
		err := json.Unmarshal(snapshot, &s)
		return taskTable(s), err
	case inspect.DocResultNotice:
		var s inspect.ResultNoticeSnapshot
		err := json.Unmarshal(snapshot, &s)
		return resultTable(s), err
	case inspect.DocPlanNotice:
		var s inspect.PlanNoticeSnapshot
		err := json.Unmarshal(snapshot, &s)
		return planTable(s), err
	case inspect.DocMatterNotice:
		var s inspect.MatterNoticeSnapshot
		err := json.Unmarshal(snapshot, &s)
		return matterTable(s), err
	}
	return table{}, inspect.E(inspect.Invalid, "“%s”不是公告", kind).WithField("kind")
}

func taskTable(s inspect.TaskNoticeSnapshot) table {
	t := table{Title: s.Title, Organ: s.Organ, Date: s.DatedOn, Foot: s.Proof, Heads: []string{"序号", "抽查市场主体名称", "统一社会信用代码/注册号", "备注"},
		Widths: []float64{8, 46, 26, 20}, Pairs: [][2]string{{"抽查计划编号", s.PlanNo}, {"计划名称", s.PlanName}, {"任务编号", s.TaskNo}, {"任务名称", s.TaskName},
			{"抽查类型", s.DrawType}, {"抽查事项", strings.Join(s.Matters, "；")}, {"抽查对象范围", s.Range}, {"检查日期自", s.From}, {"检查日期至", s.To},
			{"检查机关", s.Organs}, {"抽查比例", s.Ratio}, {"抽查市场主体数量", fmt.Sprint(s.Count)}}}
	for i, x := range s.Subjects {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), x.Name, x.Code, x.Note})
	}
	type subject struct {
		Name string `json:"entName"`
		Code string `json:"uniscId"`
	}
	list := []subject{}
	for _, x := range s.Subjects {
		list = append(list, subject{x.Name, x.Code})
	}
	t.national = struct {
		PlanID   string    `json:"raninsPlanId"`
		PlanName string    `json:"raninsPlaneName"`
		TaskID   string    `json:"raninsTaskId"`
		TaskName string    `json:"raninsTaskName"`
		Type     string    `json:"raninsTypeName"`
		Organ    string    `json:"insAuth"`
		From     string    `json:"insDateFrom"`
		To       string    `json:"insDateTo"`
		Items    []string  `json:"raninsItemNames"`
		Subjects []subject `json:"subjects"`
	}{s.PlanNo, s.PlanName, s.TaskNo, s.TaskName, s.DrawType, s.Organs, s.From, s.To, s.Matters, list}
	return t
}

func resultTable(s inspect.ResultNoticeSnapshot) table {
	t := table{Title: s.Title, Organ: s.Organ, Date: s.DatedOn, Foot: s.Appeal + s.Proof,
		Heads:  []string{"序号", "计划编号", "计划名称", "任务编号", "任务名称", "类型", "检查机关", "抽查主体名称", "统一社会信用代码/注册号", "检查完成日期", "检查结果", "备注"},
		Widths: []float64{6, 18, 26, 22, 26, 10, 22, 36, 24, 14, 26, 16}}
	type detail struct {
		No     int    `json:"seqno"`
		Item   string `json:"raninsItemName"`
		Result string `json:"raninsCheckResName"`
	}
	type result struct {
		PlanID   string   `json:"raninsPlanId"`
		PlanName string   `json:"raninsPlaneName"`
		TaskID   string   `json:"raninsTaskId"`
		TaskName string   `json:"raninsTaskName"`
		Type     string   `json:"raninsTypeName"`
		Organ    string   `json:"insAuth"`
		Name     string   `json:"entName"`
		Code     string   `json:"uniscId"`
		Date     string   `json:"insDate"`
		Result   string   `json:"raninsCheckResName"` // of the subject as a whole
		Details  []detail `json:"details"`
	}
	list := []result{}
	for i, x := range s.Results {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), s.PlanNo, s.PlanName, s.TaskNo, s.TaskName, s.DrawType, s.Organs, x.Name, x.Code, x.FinishedOn, x.Result, x.Note})
		details := []detail{}
		for j, m := range x.Matters {
			details = append(details, detail{j + 1, m.Name, m.Result})
		}
		if len(details) == 0 {
			details = append(details, detail{1, s.TaskName, x.Result}) // a counted line says no more
		}
		list = append(list, result{s.PlanNo, s.PlanName, s.TaskNo, s.TaskName, s.DrawType, s.Organs, x.Name, x.Code, x.FinishedOn, x.Result, details})
	}
	t.national = list
	return t
}

// grid lays the notice out for Excel: title, pairs, list, foot.
func (t table) grid() sheet.Grid {
	g := sheet.Grid{Sheet: "公告", Widths: t.Widths}
	last := len(t.Heads) - 1
	add := func(cells ...sheet.Cell) { g.Rows = append(g.Rows, cells) }
	merge := func(from, to int) { g.Merges = append(g.Merges, [4]int{len(g.Rows), from + 1, len(g.Rows), to + 1}) }
	add(sheet.Cell{Text: t.Title, Bold: true})
	merge(0, last)
	for _, p := range t.Pairs {
		add(sheet.Cell{}, sheet.Cell{Text: p[0], Bold: true}, sheet.Cell{Text: p[1]})
		merge(2, last)
	}
	heads := []sheet.Cell{}
	for _, h := range t.Heads {
		heads = append(heads, sheet.Cell{Text: h, Bold: true})
	}
	add(heads...)
	g.HeaderRow = len(g.Rows)
	for _, r := range t.Rows {
		row := []sheet.Cell{}
		for _, c := range r {
			row = append(row, sheet.Cell{Text: c})
		}
		add(row...)
	}
	for _, line := range []string{t.Foot, t.Organ, t.Date} {
		add(sheet.Cell{Text: line})
		merge(0, last)
	}
	return g
}

var page = template.Must(template.New("notice").Parse(`<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:16px/1.6 FangSong,serif;max-width:60em;margin:2em auto}h1{text-align:center;font-size:1.5em}table{border-collapse:collapse;width:100%}th,td{border:1px solid #333;padding:.2em .5em;text-align:left}.foot{text-align:right}</style>
<h1>{{.Title}}</h1>
{{if .Pairs}}<table>{{range .Pairs}}<tr><th scope="row">{{index . 0}}</th><td>{{index . 1}}</td></tr>{{end}}</table>{{end}}
<table><thead><tr>{{range .Heads}}<th scope="col">{{.}}</th>{{end}}</tr></thead><tbody>{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>{{end}}</tbody></table>
<p>{{.Foot}}</p><p class="foot">{{.Organ}}<br>{{.Date}}</p></html>
`))
